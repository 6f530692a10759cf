import type { InferOutput } from 'valibot'
import type { CivilDate } from '../dates/civil-date.ts'
import type { cardSchema, money } from './card-schema.ts'

/** Longest name a card may have, in code points (§4). */
export const NAME_LIMIT = 80

/** A document with an expiry date, as stored. `expires: null` means it never ends. */
export type Card = InferOutput<typeof cardSchema>
/** A closed renewal of a card. */
export type Renewal = Card['history'][number]
/** An amount as exact decimals with its currency (ISO 4217). */
export type Money = InferOutput<typeof money>

/** The renewal of a card that is under way. */
export type Running = NonNullable<Card['renewal']>

/** A renewal in which nothing has happened yet. */
export const NOT_BEGUN: Running = {
  method: null,
  appointment: null,
  submitted: null,
  receipt: null,
  paid: [],
  ticks: {},
}

/** The form in which names are compared: trimmed, NFC, case-folded (§4). */
export function nameKey(text: string): string {
  const trimmed = text.trim()
  if (/^[\u0020-\u007e]*$/.test(trimmed)) return trimmed.toLowerCase()
  // Upper case first, so that ß is ss; but ı, whose upper case is that of i, is another letter (Unicode 3.13).
  return trimmed
    .normalize('NFC')
    .replace(/[^ı]+/gu, part => part.toUpperCase().toLowerCase())
    .replaceAll('ς', 'σ')
    .normalize('NFC')
}

/** Returns a mark that was made for the end this card has now; null for one that was made for an older end. */
export function ofThisExpiry<T extends { expires: CivilDate }>(
  card: Pick<Card, 'expires'>,
  mark: T | null,
): T | null {
  return mark && mark.expires === card.expires ? mark : null
}
