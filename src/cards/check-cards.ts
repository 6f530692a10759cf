import * as v from 'valibot'
import { RenewError } from '../errors.ts'
import { expects, type Failure, failure, problemIn } from '../failure.ts'
import type { Card } from './card.ts'
import { nameKey } from './card-name.ts'
import { cardSchema, instant, remindableSchema } from './card-schema.ts'
import type { CardsContent, Change } from './changes.ts'
import { NAME_LIMIT } from './valid-name.ts'

export interface CardFault {
  /** Its name, else its id, else its position in the list, from 1. */
  card: string
  field: string
  problem: Failure
}

const { history, ...others } = cardSchema.entries
const formerFields = v.looseObject({ ...others, history: v.union([v.number(), history]) })
const changed = v.looseObject({
  id: v.string(),
  name: v.string(),
  before: v.optional(v.nullable(cardSchema)),
  after: v.optional(v.nullable(v.string())),
  was: v.optional(v.partial(formerFields)),
  sum: v.optional(v.string()),
  place: v.optional(v.number()),
})
const changeSchema = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^\d{1,15}$/, expects('number'))),
  at: instant,
  command: v.string(),
  cards: v.array(changed),
  count: v.number(),
  undone: v.boolean(),
})

/** Returns what is wrong with a value that should be a card; null when its reminders can be worked out. */
export function cardFault(
  value: unknown,
  index: number,
  schema: v.GenericSchema = remindableSchema,
): CardFault | null {
  const issue = firstIssue(schema, value)
  return issue && { card: labelOf(value, index), ...issue }
}

/**
 * Checks each edited card, so that nothing unreadable is written.
 * @param onCard called for each card, to show progress
 * @throws RenewError `store-invalid`
 */
export function checkEdit(
  before: readonly Card[],
  after: readonly Card[],
  file: string,
  onCard = () => {},
): void {
  const stored = new Map(before.map(card => [card.id, card]))
  for (const [index, card] of after.entries()) {
    onCard()
    const was = stored.get(card.id)
    const fault = was === card ? null : cardFault(card, index)
    if (!fault) continue
    if (was && cardFault(was, index)) throw invalid(file, fault.card, fault.field, fault.problem)
    throw new TypeError(`an edit would leave ${fault.field} of a card unreadable: ${fault.problem.code}`)
  }
}

/** Checks a whole `cards.json` that another program wrote. @throws RenewError `store-invalid` */
export function checkCardsContent(
  content: Record<string, unknown>,
  file: string,
  schema: v.GenericSchema = cardSchema,
): CardsContent {
  const { cards, changes = [] } = content
  if (!Array.isArray(cards)) throw invalid(file, null, 'cards', failure('must-be-list'))
  const ids = new Set<string>()
  const names = new Set<string>()
  for (const [index, card] of cards.entries()) {
    const fault = cardFault(card, index, schema)
    if (fault) throw invalid(file, fault.card, fault.field, fault.problem)
    const { id, name } = card as Card
    for (const field of ['created', 'changed'] as const) {
      const issue = firstIssue(instant, (card as Card)[field])
      if (issue) throw invalid(file, name, field, issue.problem)
    }
    if (ids.has(id)) throw invalid(file, name, 'id', failure('card-id-taken', { id }))
    if (names.has(nameKey(name))) throw invalid(file, name, 'name', failure('card-name-taken'))
    ids.add(id)
    names.add(nameKey(name))
  }
  const issue = firstIssue(v.array(changeSchema), changes)
  if (issue) throw invalid(file, null, issue.field ? `changes.${issue.field}` : 'changes', issue.problem)
  return { ...content, cards: cards as Card[], changes: changes as Change[] }
}

function firstIssue(schema: v.GenericSchema, value: unknown): { field: string; problem: Failure } | null {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return null
  const [issue] = result.issues
  return { field: v.getDotPath(issue) ?? '', problem: problemIn(issue, { limit: NAME_LIMIT }) }
}

function labelOf(value: unknown, index: number): string {
  const { name, id } = (value ?? {}) as { name?: unknown; id?: unknown }
  const label = [name, id].find(text => typeof text === 'string' && text !== '')
  return typeof label === 'string' ? label : String(index + 1)
}

function invalid(file: string, card: string | null, field: string, problem: Failure): RenewError {
  return new RenewError('store-invalid', { file, card, field, problem })
}
