import { type Card, nameKey } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import type { Outcome } from '../../register/draft.ts'
import { printable } from '../../text/printable.ts'
import { visibleName } from '../shared/fields.ts'
import type { Found } from './read-register.ts'
import type { Taken } from './values.ts'

/** What was understood otherwise than written: once for the whole file, with an example to check it by. */
export function noteTaken(found: Found, ctx: Context): void {
  const { taken, encoding, delimiter, headLine, columns, leftOut } = found
  const { words } = ctx
  if (encoding !== null)
    ctx.note(
      words(`import.read-as.${delimiter === '\t' ? 'tab' : delimiter === ';' ? 'semicolon' : 'comma'}`, {
        encoding: encoding.toUpperCase(),
      }),
    )
  if (headLine !== null) ctx.note(words('import.head-line', { line: headLine }))
  if (columns !== null)
    ctx.note(
      words('import.columns', {
        taken: columns
          .flatMap(({ column, field }) => (field === null ? [] : [`${printable(column)} = ${field}`]))
          .join(words('words.comma')),
        left: columns
          .flatMap(({ column, field }) => (field === null ? [printable(column)] : []))
          .join(words('words.listed')),
      }),
    )
  if (leftOut.length > 0)
    ctx.note(
      words('import.left-out', { count: leftOut.length, lines: few(leftOut, 10, words('words.listed')) }),
    )
  if (taken.lost.count > 0)
    ctx.note(words('import.letters-lost', { count: taken.lost.count, typed: printable(taken.lost.typed) }))
  for (const kind of ['dates', 'numbers'] as const satisfies (keyof Taken)[]) {
    const { count, typed, date } = taken[kind]
    if (count > 0)
      ctx.note(words(`import.${kind}-taken`, { count, typed: printable(typed), date: ctx.longDate(date) }))
  }
  for (const kind of ['guides', 'channels'] as const satisfies (keyof Taken)[])
    if (taken[kind].size > 0)
      ctx.note(
        words(`import.${kind}-missing`, {
          names: [...taken[kind]].slice(0, 5).map(printable).join(words('words.listed')),
        }),
      )
}

/** The first few of a list, and dots where there are more. */
function few(all: readonly (string | number)[], most: number, separator: string): string {
  return all.slice(0, most).join(separator) + (all.length > most ? ' …' : '')
}

/** What a reader would not expect of the rows, before anything is stored. */
export function noteOutcomes(
  outcomes: readonly Outcome[],
  cards: readonly Card[],
  { isUpdate }: { isUpdate: boolean },
  ctx: Context,
): void {
  noteRenewed(outcomes, ctx)
  noteEarlier(outcomes, ctx)
  if (isUpdate) noteMissing(outcomes, cards, ctx)
  noteLookalikes(outcomes, cards, ctx)
}

/** Cards whose last valid day is that of the next card: what `done` would have done, the import does. */
function noteRenewed(outcomes: readonly Outcome[], ctx: Context): void {
  const renewed = outcomes.filter(({ what, changed }) => what === 'changed' && changed.includes('history'))
  if (renewed.length > 0) ctx.note(ctx.words('import.renewed', { count: renewed.length }))
}

/** Days that go back, as by a list that is older than the cards: the first of them. */
function noteEarlier(outcomes: readonly Outcome[], ctx: Context): void {
  const earlier = outcomes.filter(
    ({ what, before, after }) =>
      what === 'changed' && before?.expires && after?.expires && after.expires < before.expires,
  )
  const [first] = earlier
  if (!first) return
  ctx.note(
    ctx.words('import.earlier', {
      count: earlier.length,
      line: first.line,
      from: ctx.longDate(first.before!.expires!),
      to: ctx.longDate(first.after!.expires!),
    }),
  )
}

/** Cards of the register that an update says nothing of, where it speaks of most: people who have left, perhaps. */
function noteMissing(outcomes: readonly Outcome[], cards: readonly Card[], ctx: Context): void {
  // Nobody can tell which card a row is of that cannot be taken in.
  if (outcomes.some(({ what }) => what === 'refused')) return
  const told = new Set(outcomes.map(({ before }) => before?.id))
  const open = cards.filter(({ closed }) => closed === null)
  const missing = open.filter(({ id }) => !told.has(id))
  if (missing.length === 0 || missing.length > open.length / 4) return
  const names = few(
    missing.map(({ name }) => printable(name)),
    3,
    ctx.words('words.semicolon'),
  )
  ctx.note(ctx.words('import.not-in-file', { count: missing.length, names }))
}

/** Names that look alike and are not: the first few. */
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
