import type { Card } from '../cards/card.ts'
import { type Change, cardBefore } from '../cards/changes.ts'
import { findCard } from '../cards/find-card.ts'
import type { Context } from '../context.ts'
import type { Surface } from '../io/io.ts'
import type { CommandWords } from '../messages/index.ts'
import type { SettingsChange } from '../settings.ts'
import { sumOf } from '../storage/checked-file.ts'
import { dateTime } from '../text/dates.ts'
import { paintFor } from '../text/paint.ts'
import { printable } from '../text/printable.ts'
import { renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { changeLog, type LoggedChange } from './shared/change-log.ts'
import { type Difference, differenceRenderer } from './shared/difference.ts'
import { type PartDifference, settingsDifference } from './shared/settings-difference.ts'

/** Shows the log of changes, or of those that touched one card. */
export async function changes(name: string | undefined, ctx: Context): Promise<void> {
  const id = name === undefined ? null : findCard(ctx.cards.cards(), name, { prefix: true }).id
  const log = changeLog(ctx)
  const shown = log.filter(({ cards }) => id === null || cards?.cards.some(card => card.id === id))
  const rows = shown.map(({ number, at, command, cards, settings, undone }) => ({
    number: Number(number),
    at,
    command,
    cards: cards?.cards.map(({ name }) => name) ?? [],
    settings: settings?.parts.map(({ name }) => name) ?? [],
    undone,
  }))
  if (ctx.json) {
    // Oldest first, as earlier versions wrote them.
    ctx.answer(
      () => ({ schema: 1, changes: rows.toReversed() }),
      () => '',
    )
    return
  }
  const lines = await changesInWords(log, shown, ctx)
  const named = rows.map((row, at) => ({ ...row, lines: lines[at]! }))
  return ctx.show(renderChanges(named, ctx.words, ctx.stdout))
}

async function changesInWords(
  log: readonly LoggedChange[],
  shown: readonly LoggedChange[],
  ctx: Context,
): Promise<string[][]> {
  const effects = effectsOf(log, ctx)
  const named = shown.flatMap(entry => effects.get(entry)?.cards.slice(0, NAMED) ?? [])
  const render = await differenceRenderer(named, ctx)
  return Promise.all(
    shown.map(async entry => {
      const { cards, settings } = effects.get(entry) ?? { cards: [], settings: [] }
      const parts = await settingsDifference(settings, ctx)
      const text = render(cards, ctx.stdout, { most: NAMED }) + parts(ctx.stdout)
      return text.split('\n').flatMap(line => line.trim() || [])
    }),
  )
}

interface ChangeRow {
  number: number
  at: string
  command: string
  cards: readonly string[]
  undone: boolean
  lines: readonly string[]
}

/** More documents of one change than this are only counted; a pipe gets all names. */
const NAMED = 3

/** Renders the log of changes: on a terminal what each did under its line, in a pipe one line each. */
export function renderChanges(rows: readonly ChangeRow[], words: CommandWords, to: Surface): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('changes.empty'), to) : ''
  const indent = 4 + Math.max(...rows.map(({ number }) => String(number).length))
  if (to.isTTY) return rows.map(row => renderChange(row, { words, to, indent })).join('')
  const cells = rows.map(({ number, at, command, cards, undone, lines }) => [
    at,
    command,
    cards.join(words('words.listed')),
    undone ? words('changes.undone') : '',
    String(number),
    lines.join(words('words.semicolon')),
  ])
  return renderTable(Array(6).fill({ head: '' }), cells, to)
}

function renderChange(
  { number, at, command, cards, undone, lines }: ChangeRow,
  { words, to, indent }: { words: CommandWords; to: Surface; indent: number },
): string {
  const paint = paintFor(to)
  const isUndone = { text: words('words.bracketed', { text: words('changes.undone') }), style: paint.warn }
  const head = [
    { text: String(number), style: paint.bold },
    { text: `  ${dateTime(at, words)}  `, style: paint.dim },
    { text: printable(command), style: undone ? paint.dim : paint.command },
    ...(undone ? [isUndone] : []),
  ]
  // Where the log no longer holds what changed, the names at least show where.
  const shown = lines.length === 0 && cards.length > 1 ? [fewNames(cards, words)] : lines
  return (
    renderParagraph(head, to, indent - 2 - String(number).length) +
    shown.map(line => renderParagraph(line, to, indent)).join('')
  )
}

function fewNames(names: readonly string[], words: CommandWords): string {
  const shown = names.map(printable)
  if (names.length <= NAMED) return shown.join(words('words.listed'))
  // The count comes first: long names may leave no room for it.
  return words('changes.many', {
    count: names.length,
    names: shown.slice(0, NAMED - 1).join(words('words.listed')),
  })
}

function effectsOf(log: readonly LoggedChange[], ctx: Context) {
  const cards = new Map<string, Card | null | undefined>(ctx.cards.cards().map(card => [card.id, card]))
  const { values, channels } = ctx.settings.read()
  const parts = new Map<string, unknown>([
    ...Object.entries(values).map(([name, value]): [string, unknown] => [`values ${name}`, value]),
    ...Object.entries(channels).map(([name, value]): [string, unknown] => [`channels ${name}`, value]),
  ])
  const effects = new Map<LoggedChange, { cards: Difference[]; settings: PartDifference[] }>()
  for (const entry of log) {
    // The newest change in the log that a restore brings led to the state that it restores.
    if (entry.undone || entry.kind === 'restore') continue
    effects.set(entry, {
      cards: cardEffects(entry.cards, cards),
      settings: settingsEffects(entry.settings, parts),
    })
  }
  return effects
}

/** @param states of the cards after it by id, which become those before it */
function cardEffects(change: Change | null, states: Map<string, Card | null | undefined>): Difference[] {
  const differences: Difference[] = []
  for (const card of change?.cards ?? []) {
    const state = states.has(card.id) ? states.get(card.id) : null
    // Another program may have changed it since.
    const before = state === undefined ? undefined : cardBefore(card, state)
    states.set(card.id, before ?? card.before)
    if (before !== undefined) differences.push({ name: card.name, before, after: state! })
  }
  return differences
}

function settingsEffects(change: SettingsChange | null, states: Map<string, unknown>): PartDifference[] {
  const differences: PartDifference[] = []
  for (const { of, name, before, after } of change?.parts ?? []) {
    const state = states.get(`${of} ${name}`)
    states.set(`${of} ${name}`, before)
    if (after !== undefined && sumOf(state) === after)
      differences.push({ of, name, before: before ?? null, after: state ?? null })
  }
  return differences
}
