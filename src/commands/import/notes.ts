import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { visibleName } from '../../cards/valid-name.ts'
import type { Context } from '../../context.ts'
import { inLanguage } from '../../guides/guide.ts'
import { DEFAULT_LANGUAGE } from '../../messages/index.ts'
import type { Sighting } from '../../register/date-column.ts'
import type { DateOrder } from '../../register/date-rules.ts'
import type { Outcome } from '../../register/row.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { withId } from '../shared/find-guide.ts'
import { maskedNumber } from '../shared/masked-number.ts'
import type { Counted } from './read-cell.ts'
import type { ParsedFile } from './read-file.ts'
import { fieldWord, type Understanding } from './understand.ts'

const DELIMITERS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const

/** Reports how the file was read, once for all rows, each with an example to check. */
export function noteReading(found: ParsedFile, ctx: Context): void {
  const { encoding, delimiter, sheet, sheets, hiddenRows, headerLine, list, leftOut, unknown } = found
  const { lost, dates, numbers, guides, channels } = found.notes
  const { words } = ctx
  const listed = (names: Iterable<string>, most?: number) => joined([...names].slice(0, most), ctx)
  const inCells = ({ count, typed, date }: Counted) => {
    return { count, typed: printable(typed), date: ctx.longDate(date) }
  }
  const hidden = sheets.flatMap(({ name, isHidden }) => (isHidden && name !== sheet ? [name] : []))
  const left = { count: leftOut.length, lines: few(leftOut, 10, words('words.listed')) }
  noteAll(ctx, [
    encoding !== null &&
      words(`import.read-as.${DELIMITERS[delimiter ?? ',']}`, { encoding: encoding.toUpperCase() }),
    sheet !== null && words('import.read-sheet', { sheet: printable(sheet) }),
    hidden.length > 0 && words('import.hidden-sheets', { count: hidden.length, names: listed(hidden) }),
    hiddenRows > 0 && words('import.hidden-rows', { count: hiddenRows }),
    headerLine !== null && words('import.head-line', { line: headerLine }),
  ])
  if (list) noteColumns(list, ctx)
  noteAll(ctx, [
    unknown.length > 0 && words('import.unknown-left-out', { columns: listed(unknown) }),
    leftOut.length > 0 && words('import.left-out', left),
    lost.count > 0 && words('import.letters-lost', { count: lost.count, typed: printable(lost.typed) }),
    dates.count > 0 && words('import.dates-taken', inCells(dates)),
    numbers.count > 0 && words('import.numbers-taken', inCells(numbers)),
    guides.size > 0 && words('import.guides-missing', { names: listed(guides, 5) }),
    channels.size > 0 && words('import.channels-missing', { names: listed(channels, 5) }),
  ])
}

function noteAll(ctx: Context, notes: readonly (string | false)[]): void {
  for (const note of notes) if (note !== false) ctx.note(note)
}

function noteColumns(list: Understanding, ctx: Context): void {
  const { words } = ctx
  const { taken, left } = columnLines(list, ctx)
  const learnt = [...list.learnt].map(([word, id]) =>
    words('import.kind-learnt', { word: printable(word), title: printable(list.titles.get(id) ?? id) }),
  )
  const dates = list.proposal.otherDates.map(({ ref }) => ref)
  const others = left.filter(name => !dates.includes(name))
  const columns = { taken: taken.map(printable).join(words('words.comma')), left: joined(others, ctx) }
  noteAll(ctx, [
    learnt.length > 0 && words('import.kinds-learnt', { kinds: few(learnt, 10, words('words.listed')) }),
    words('import.columns', columns),
    dates.length > 0 && words('import.dates-left-out', { columns: joined(dates, ctx), first: dates[0]! }),
  ])
  noteOrders(list, ctx)
}

/**
 * Returns what each imported column is, with a value to check. Fields and kinds are named as `--map` takes them: in
 * words, and in English by their codes, which are words.
 */
function columnLines({ proposal, titles }: Understanding, ctx: Context): { taken: string[]; left: string[] } {
  const taken: string[] = []
  const left: string[] = []
  for (const { column, field: own, kind } of proposal.roles) {
    const field = column.index === proposal.name ? 'name' : own
    const document = proposal.documents.find(({ end }) => end === column.index)
    const guide = document ? document.kind : field === 'number' || field === 'issued' ? kind : null
    const title = ctx.lang === DEFAULT_LANGUAGE ? guide : titles.get(guide ?? '')
    const example = column.examples[0] ?? ''
    const text = field === 'number' ? maskedNumber(example) : example
    const value = text && ctx.words('words.bracketed', { text })
    const of = guide ? `:${title ?? guide}` : ''
    if (field !== null) taken.push(`${column.ref} = ${fieldWord(field, ctx)}${of}${value}`)
    else if (column.name !== '') left.push(column.ref)
  }
  return { taken, left }
}

function noteOrders({ proposal }: Understanding, ctx: Context): void {
  const { words } = ctx
  const shown = new Map<DateOrder, { columns: string[]; proof: Sighting }>()
  for (const { column, decision } of proposal.dates) {
    // With dots, nobody doubts the order.
    if (decision.is !== 'known' || !decision.proof || decision.proof.text.includes('.')) continue
    const order = decision.rules.order!
    const columns = [...(shown.get(order)?.columns ?? []), printable(column.ref)]
    shown.set(order, { columns, proof: shown.get(order)?.proof ?? decision.proof })
  }
  for (const [order, { columns, proof }] of shown)
    ctx.note(
      words(`import.order.${order}`, {
        columns: columns.map(column => words('import.choice.column', { column })).join(words('words.listed')),
        example: printable(proof.text),
        line: proof.line,
      }),
    )
}

const MOST_MISSING = 4

function joined(names: readonly string[], { words }: Context): string {
  return names.map(printable).join(words('words.listed'))
}

function few(all: readonly (string | number)[], most: number, separator: string): string {
  return all.slice(0, most).join(separator) + (all.length > most ? ' …' : '')
}

/** Reports what may surprise in the rows, before anything is stored. */
export function noteOutcomes(
  outcomes: readonly Outcome[],
  cards: readonly Card[],
  { isUpdate }: { isUpdate: boolean },
  ctx: Context,
): void {
  noteNone(outcomes, ctx)
  const renewed = outcomes.filter(({ what, changed }) => what === 'changed' && changed.includes('history'))
  if (renewed.length > 0) ctx.note(ctx.words('import.renewed', { count: renewed.length }))
  noteEarlier(outcomes, ctx)
  if (isUpdate) noteMissing(outcomes, cards, ctx)
  noteLookalikes(outcomes, cards, ctx)
}

export async function noteGuides(outcomes: readonly Outcome[], ctx: Context): Promise<void> {
  const counts = new Map<string, number>()
  for (const { what, after } of outcomes)
    if (what === 'new') counts.set(after!.guide, (counts.get(after!.guide) ?? 0) + 1)
  const said = await Promise.all(
    [...counts].map(async ([id, count]) => {
      const { guide } = await ctx.guides.find(id)
      const title = guide ? withId(inLanguage(guide.title, ctx.lang), id, ctx) : id
      return ctx.words('import.guide-count', { title: printable(title), count })
    }),
  )
  if (said.length > 0)
    ctx.note(ctx.words('import.guides-taken', { guides: said.join(ctx.words('words.listed')) }))
}

function noteNone(outcomes: readonly Outcome[], ctx: Context): void {
  const lines = new Map<string, number[]>()
  const listed = ctx.words('words.listed')
  for (const { what, column, line } of outcomes)
    if (what === 'none') lines.set(column ?? '', [...(lines.get(column ?? '') ?? []), line])
  for (const [column, all] of lines)
    ctx.note(
      ctx.words('import.none', { count: all.length, column: printable(column), lines: few(all, 5, listed) }),
    )
}

function noteEarlier(outcomes: readonly Outcome[], ctx: Context): void {
  const earlier = outcomes.filter(
    ({ what, before, after }) =>
      what === 'changed' && before?.expires && after?.expires && after.expires < before.expires,
  )
  const [first] = earlier
  if (!first) return
  const [from, to] = [ctx.longDate(first.before!.expires!), ctx.longDate(first.after!.expires!)]
  ctx.note(ctx.words('import.earlier', { count: earlier.length, line: first.line, from, to }))
}

/** Reports the open cards of the list's kinds without a row, if most have one: perhaps people who have left. */
function noteMissing(outcomes: readonly Outcome[], cards: readonly Card[], ctx: Context): void {
  // The card of a refused row may be unknown.
  if (outcomes.some(({ what }) => what === 'refused')) return
  const inFile = new Set(outcomes.map(({ before }) => before?.id))
  const kinds = new Set(outcomes.map(({ after }) => after?.guide))
  const open = cards.filter(({ closed, guide }) => closed === null && kinds.has(guide))
  const missing = open.filter(({ id }) => !inFile.has(id))
  if (missing.length === 0 || missing.length > open.length / 2) return
  const names = few(
    missing.map(({ name }) => printable(name)),
    MOST_MISSING,
    ctx.words('words.semicolon'),
  )
  const [first] = missing
  const isOnePerson = missing.length > 1 && missing.every(({ holder }) => holder && holder === first!.holder)
  const isGone = !cards.some(({ id, holder }) => holder === first!.holder && inFile.has(id))
  const which =
    isOnePerson && isGone
      ? ['--holder', first!.holder!]
      : missing.slice(0, MOST_MISSING).map(({ name }) => name)
  const command = ['renew', 'close', ...which].map(shellWord).join(' ')
  ctx.note(ctx.words('import.not-in-file', { count: missing.length, names, command }))
}

function noteLookalikes(outcomes: readonly Outcome[], cards: readonly Card[], ctx: Context): void {
  const seen = new Map(cards.map(card => [visibleName(card.name), card.name]))
  let said = 0
  for (const { what, after: card } of outcomes) {
    if (what !== 'new' || !card) continue
    const other = seen.get(visibleName(card.name))
    if (other === undefined) seen.set(visibleName(card.name), card.name)
    else if (nameKey(other) !== nameKey(card.name) && said++ < 5)
      ctx.note(ctx.words('note.lookalike', { name: printable(card.name), other: printable(other) }))
  }
}
