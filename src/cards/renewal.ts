import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { NO_TICK, type Tick } from '../schedule/checklist.ts'
import { type Card, type ClosedRenewal, type Money, NOT_STARTED, type OpenRenewal } from './card.ts'

/** Returns the card with changes to the tick of a paper or step; what was said of it before is kept otherwise. */
export function withTick(card: Card, id: string, change: Partial<Tick>): Card {
  const renewal = card.renewal ?? NOT_STARTED
  const tick = { ...(renewal.ticks[id] ?? NO_TICK), ...change }
  return { ...card, renewal: { ...renewal, ticks: { ...renewal.ticks, [id]: tick } } }
}

/** Returns the card without the tick of a paper or step, and without an item of the user's own. */
export function withoutTick(card: Card, id: string): Card {
  if (!card.renewal) return card
  const { [id]: _, ...ticks } = card.renewal.ticks
  return { ...card, renewal: orNull({ ...card.renewal, ticks }) }
}

export function withRenewal(card: Card, change: Partial<OpenRenewal>): Card {
  return { ...card, renewal: orNull({ ...(card.renewal ?? NOT_STARTED), ...change }) }
}

/** Returns the card as submitted on a day. @param paid is added to what was paid before */
export function asSubmitted(
  card: Card,
  { submitted, receipt, paid }: { submitted: CivilDate; receipt: string | null; paid: readonly Money[] },
): Card {
  const renewal = card.renewal ?? NOT_STARTED
  return withRenewal(card, {
    submitted,
    receipt: receipt ?? renewal.receipt,
    paid: [...renewal.paid, ...paid],
  })
}

/** Keeps papers that are valid beyond today, and the user's answers and additions (§5). */
function carriedOver(card: Card, materials: readonly string[], today: CivilDate): OpenRenewal | null {
  const kept = Object.entries(card.renewal?.ticks ?? {}).flatMap(([id, tick]): [string, Tick][] => {
    if (tick.until !== null && tick.until > today) return [[id, tick]]
    const answered = tick.notNeeded !== null && materials.includes(id)
    if (!answered && tick.own === null) return []
    return [[id, { ...NO_TICK, notNeeded: tick.notNeeded, own: tick.own }]]
  })
  return orNull({ ...NOT_STARTED, ticks: Object.fromEntries(kept) })
}

/** An earlier last valid day counts as a correction. */
const NEXT_CARD_DAYS = 28

/** Whether a last valid day must be that of the next card. */
export function isLater(before: CivilDate | null, after: CivilDate | null): boolean {
  return before !== null && after !== null && daysBetween(before, after) >= NEXT_CARD_DAYS
}

export interface NewCard {
  expires: CivilDate | null
  number: string | null
  issued: CivilDate | null
  paid: readonly Money[]
  receipt: string | null
}

/** Moves the open renewal into the history and starts the next one (§5). @param materials ids of the guide's papers */
export function asRenewed(
  card: Card,
  { expires, number, issued, paid, receipt }: NewCard,
  { materials, today }: { materials: readonly string[]; today: CivilDate },
): Card {
  const { renewal } = card
  const closed: ClosedRenewal = {
    from: card.expires,
    to: expires,
    method: renewal?.method ?? null,
    paid: withPayments(renewal?.paid ?? [], paid),
    receipt: receipt ?? renewal?.receipt ?? null,
    submitted: renewal?.submitted ?? null,
    done: today,
    // The new card has others.
    number: card.number,
    issued: card.issued,
  }
  return {
    ...card,
    expires,
    readings: null,
    number,
    issued,
    renewal: carriedOver(card, materials, today),
    acknowledged: null,
    snoozed: null,
    history: [...card.history, closed],
  }
}

/** Adds payments; the same one, entered when it was submitted and again when it was done, counts once (§5). */
function withPayments(before: readonly Money[], added: readonly Money[]): Money[] {
  const isKnown = (one: Money) =>
    before.some(({ amount, currency }) => amount === one.amount && currency === one.currency)
  return [...before, ...added.filter(one => !isKnown(one))]
}

/** The renewal that led to the corrected expiry ended on that day (§5). */
export function correctedHistory(card: Card, expires: CivilDate | null): Card['history'] {
  const last = card.history.at(-1)
  if (!last || last.to !== card.expires) return card.history
  return [...card.history.slice(0, -1), { ...last, to: expires }]
}

function orNull(renewal: OpenRenewal): OpenRenewal | null {
  const { method, appointment, submitted, receipt, paid, ticks } = renewal
  const empty = [method, appointment, submitted, receipt].every(value => value === null)
  return empty && paid.length === 0 && Object.keys(ticks).length === 0 ? null : renewal
}
