import { renameSync } from 'node:fs'
import type { Card } from '../../cards/card.ts'
import { type Needs, needsAhead } from '../../cards/needs-ahead.ts'
import type { Context } from '../../context.ts'
import {
  type CommandWords,
  chosenLanguage,
  DEFAULT_LANGUAGE,
  loadCommandWords,
} from '../../messages/index.ts'
import { removeQuietly, sweepTemporaries, writeTemporary } from '../../storage/atomic-file.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { exists } from '../../storage/own-file.ts'
import { settingsOrBackup } from '../shared/channels.ts'

/** The start of the year 10000 in seconds: after it there are no more dates. */
const END = 253_402_300_800

/**
 * Writes what the snippets of `renew prompt` read: from which second on which text is to be shown. It follows from the
 * cards, so it is not flushed, and if it cannot be written it is removed: nothing is better than something wrong. Never
 * throws.
 */
export async function writePromptFile(ctx: Context): Promise<void> {
  const { paths, io } = ctx
  let temporary: string | null = null
  try {
    if (![paths.cards, paths.kept].some(exists)) return
    // Nothing is written to or removed from a folder that the user made read-only.
    ensureOwnFolder(paths.state, io.uid)
  } catch {
    return
  }
  try {
    // What killed commands left, also of the day of the last delivery, which only runs write.
    for (const file of [paths.prompt, paths.lastDelivery]) sweepTemporaries(file)
    temporary = writeTemporary(paths.prompt, Buffer.from(await promptText(ctx)), { flush: false })
    renameSync(temporary, paths.prompt)
  } catch {
    if (temporary !== null) removeQuietly(temporary)
    removeQuietly(paths.prompt)
  }
}

/**
 * Returns the lines `<seconds><TAB><text>`, in order. A text holds from its line to the next, so the last one ends it,
 * and a file that was cut off shows nothing.
 */
async function promptText(ctx: Context): Promise<string> {
  // The command has answered for another day; this is for today.
  ctx.on = null
  try {
    // A change has them in memory.
    return await textFor(ctx.cards.cards(), ctx)
  } catch {
    return textFor((await ctx.cards.readLeniently()).cards, ctx)
  }
}

async function textFor(cards: readonly Card[], ctx: Context): Promise<string> {
  const { io } = ctx
  const { settings } = await settingsOrBackup(ctx)
  const open = cards.filter(({ closed }) => closed === null)
  const assessed = await ctx.assess(open, { values: settings.values, all: cards, plans: 'at-hand' })
  const startOf = (date: string, zone: string | null) => io.instantAt(date, '00:00', zone)
  const { list, end } = needsAhead(assessed, { now: io.now(), startOf })
  const words = await promptWords(settings.values.lang, ctx)
  const lines = list.map(({ from, needs }) => `${Math.floor(from / 1000)}\t${needsText(needs, words)}\n`)
  return `${lines.join('')}${end === null ? END : Math.floor(end / 1000)}\t\n`
}

/** Returns the words of the user's language; that of one command (`--lang`) does not count. */
async function promptWords(setting: string | null, ctx: Context): Promise<CommandWords> {
  const lang = chosenLanguage({ flag: null, env: ctx.io.env, setting }) ?? DEFAULT_LANGUAGE
  return lang === ctx.lang ? ctx.words : loadCommandWords(lang)
}

function needsText({ expired, today, prepare }: Needs, words: CommandWords): string {
  const counts = [
    expired > 0 ? words('status.count.overdue', { count: expired }) : null,
    today > 0 ? words('prompt.today', { count: today }) : null,
    prepare > 0 ? words('status.count.prepare', { count: prepare }) : null,
  ].filter(text => text !== null)
  return counts.length === 0 ? '' : words('prompt.text', { counts: counts.join(words('words.listed')) })
}
