import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import type { Surface } from '../io/io.ts'
import type { CommandWords } from '../messages/index.ts'
import type { Content } from '../storage/backup.ts'
import { exists } from '../storage/own-file.ts'
import type { RestoreSource } from '../storage/restore.ts'
import { storedFile } from '../storage/stored-file.ts'
import { dateTime } from '../text/dates.ts'
import { paintFor } from '../text/paint.ts'
import { printable } from '../text/printable.ts'
import { renderTable } from '../text/table.ts'
import { renderLines, renderNote, renderParagraph } from '../text/wrap.ts'
import { command } from './command.ts'
import { confirm } from './shared/ask.ts'
import { storeDifference } from './shared/store-difference.ts'

export default command({
  args: { '[copy]': { words: 'restore.source', value: 'copy' } },
  json: true,
  yes: true,
  example: 'renew restore\nrenew restore cards.before\nrenew restore renew-backup.json',
  run: ({ args: { copy } }, ctx) => (copy === undefined ? list(ctx) : bringBack(copy, ctx)),
})

async function list(ctx: Context): Promise<void> {
  const { restorable } = await import('../storage/restore.ts')
  const rows = restorable(ctx.io, ctx.paths).map((copy): CopyRow => {
    const { name, day, cards, written, fault } = copy
    return { name, day, written: ctx.io.timestamp(written), cards, fault: fault?.code ?? null }
  })
  ctx.answer(
    () => ({ schema: 1, copies: rows }),
    to => renderKeptCopies(rows, ctx.words, to),
  )
}

/** Shows what a copy or backup changes, asks, and restores it, as one change that `undo` knows. */
async function bringBack(typed: string, ctx: Context): Promise<void> {
  const { restore, restoreSource } = await import('../storage/restore.ts')
  const { STRICT_CHECKS } = await import('../stored-checks.ts')
  const { restoreJournal } = await import('../restore-journal.ts')
  const { words } = ctx
  const file = ctx.fileAt(typed)
  const source = restoreSource(ctx.io, ctx.paths, exists(file) ? file : typed, STRICT_CHECKS)
  const preview = await previewOf(source, ctx)
  ctx.io.err(preview.text)
  if (preview.isSame) {
    const { cards } = source.parts
    const count = Array.isArray(cards?.cards) ? cards.cards.length : null
    const nothing = { files: [], from: source.from, cards: count, aside: [] }
    ctx.answer(
      () => ({ schema: 1, restored: nothing }),
      () => '',
    )
    return
  }
  await confirm(words('ask.restore', { source: printable(source.from) }), ctx)
  const restored = await restore(ctx.io, ctx.paths, source, ctx.timestamp(), restoreJournal(ctx.timestamp()))
  ctx.changed = true
  ctx.forget()
  for (const aside of restored.aside) ctx.note(words('restore.aside', { file: printable(aside) }))
  const { cards } = restored
  const from = printable(restored.from)
  ctx.answer(
    () => ({ schema: 1, restored }),
    to =>
      renderNote(
        cards === null ? words('restore.done', { from }) : words('restore.done-cards', { from, cards }),
        to,
      ),
  )
  if (!source.isBackup) return
  // A backup comes from another machine, perhaps with a timer that still runs there.
  if (ctx.settings.read().timer === null) ctx.note(words('restore.timer-here'))
  ctx.note(words('restore.timer-there'))
}

/** Reads the stored files that a restore would replace; null where one is not replaced or cannot be read. */
function filesHere(parts: RestoreSource['parts'], { io, paths }: Context) {
  const unreadable: string[] = []
  let isMissing = false
  const read = (name: 'cards' | 'settings' | 'ledger'): Content | null => {
    if (!parts[name]) return null
    try {
      return storedFile(io, paths, name).read() ?? {}
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      isMissing ||= error.code === 'store-missing'
      if (error.code === 'store-missing') return {}
      unreadable.push(paths[name])
      return null
    }
  }
  const [cards, settings, ledger] = [read('cards'), read('settings'), read('ledger')]
  return { cards, settings, ledger, unreadable, isMissing }
}

async function previewOf(source: RestoreSource, ctx: Context): Promise<{ text: string; isSame: boolean }> {
  const { words, paths, io } = ctx
  const { readTexts } = await import('../storage/backup.ts')
  const { restoreJournal } = await import('../restore-journal.ts')
  const { parts, guides, workdays } = source
  const { cards, settings, ledger, unreadable, isMissing } = filesHere(parts, ctx)
  const pair = (name: 'cards' | 'settings', before: Content | null) =>
    before && parts[name] ? { [name]: { before, after: parts[name] } } : {}
  const differing = (folder: string, texts: Record<string, string>) => {
    const now = Object.keys(texts).length > 0 ? readTexts(folder, io.uid).texts : {}
    return Object.keys(texts).filter(id => now[id] !== texts[id])
  }
  const render = await storeDifference(
    {
      ...pair('cards', cards),
      ...pair('settings', settings),
      guides: differing(paths.guides, guides),
      workdays: differing(paths.workdays, workdays),
      entries: await addedEntries(ledger, parts.ledger),
    },
    ctx,
  )
  const changes = renderLines(render(ctx.stderr), ctx.stderr)
  const { dataOf } = restoreJournal(ctx.timestamp())
  const isLike = (name: 'cards' | 'settings', before: Content | null): boolean => {
    const after = parts[name]
    if (!after) return true
    return !!before && JSON.stringify(dataOf(name, before)) === JSON.stringify(dataOf(name, after))
  }
  const isSame =
    changes === '' &&
    unreadable.length === 0 &&
    !isMissing &&
    isLike('cards', cards) &&
    isLike('settings', settings)
  const head = words(isSame ? 'restore.same' : 'restore.would', { from: printable(source.from) })
  const damaged = unreadable.map(file => `  ${words('restore.unreadable', { file: printable(file) })}\n`)
  return { text: `${head}\n${damaged.join('')}${changes}`, isSame }
}

/** Returns how many entries a restore adds to the delivery log. */
async function addedEntries(before: Content | null, after: Content | undefined): Promise<number> {
  if (!after) return 0
  const count = ({ entries }: Content) => (entries as unknown[] | undefined)?.length ?? 0
  if (!before || count(before) === 0) return count(after)
  const { joinedLedger } = await import('../restore-journal.ts')
  return count(joinedLedger(before, after)) - count(before)
}

export interface CopyRow {
  /** Its name for `restore`, such as `cards.before`. */
  name: string
  /** The day whose last change it has; null for other copies. */
  day: CivilDate | null
  /** When it was written (RFC 3339). */
  written: string
  /** How many cards it has; null for a copy of another file. */
  cards: number | null
  /** The error code where it cannot be used; else null. */
  fault: string | null
}

/** Renders the kept copies, and on a terminal how to restore one. */
export function renderKeptCopies(rows: readonly CopyRow[], words: CommandWords, to: Surface): string {
  const paint = paintFor(to)
  const usable = rows.find(({ fault }) => fault === null)
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('copies.empty'), to) : ''
  const columns = [
    { head: words('copies.head.name') },
    { head: words('copies.head.at') },
    { head: words('copies.head.cards') },
    { head: words('copies.head.why'), least: 12, wraps: true },
  ]
  const cells = rows.map(({ name, day, written, cards, fault }) => [
    { text: name, style: fault === null ? paint.bold : paint.dim },
    { text: dateTime(written, words), piped: written },
    cards === null ? '' : String(cards),
    fault === null
      ? {
          text: words(`copies.why.${day !== null ? 'day' : name.endsWith('.before') ? 'before' : 'latest'}`),
          style: paint.dim,
        }
      : { text: words('copies.unusable', { fault }), style: paint.bad },
  ])
  if (!to.isTTY || !usable) return renderTable(columns, cells, to)
  const command = { text: `renew restore ${usable.name}`, style: paint.command, whole: true }
  const hint = [{ text: words('copies.hint') + words('words.colon') }, command]
  return `${renderTable(columns, cells, to)}\n${renderParagraph(hint, to)}`
}
