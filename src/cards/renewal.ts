import type { CivilDate } from '../schedule/civil-date.ts'
import { type Card, type Money, NOT_BEGUN, type Running, type Tick } from './card.ts'

/** A paper or step of which nothing has been said. */
const UNTICKED: Tick = {
  done: null,
  taken: null,
  until: null,
  pages: null,
  notNeeded: null,
  own: null,
  choice: null,
}

/** The card with something said of a paper or step; what was said of it before stays where it is not said anew. */
export function withTick(card: Card, id: string, said: Partial<Tick>): Card {
  const renewal = card.renewal ?? NOT_BEGUN
  const tick = { ...(renewal.ticks[id] ?? UNTICKED), ...said }
  return { ...card, renewal: { ...renewal, ticks: { ...renewal.ticks, [id]: tick } } }
}

/** The card as if nothing had been said of a paper or step; what the user added himself is gone then. */
export function withoutTick(card: Card, id: string): Card {
  if (!card.renewal) return card
  const { [id]: _, ...ticks } = card.renewal.ticks
  return { ...card, renewal: orNull({ ...card.renewal, ticks }) }
}

/** The card with its method, appointment and the like. */
export function withRenewal(card: Card, said: Partial<Running>): Card {
  return { ...card, renewal: orNull({ ...(card.renewal ?? NOT_BEGUN), ...said }) }
}

/** The card as filed on a day. @param paid is added to what was paid before */
export function asSubmitted(
  card: Card,
  { submitted, receipt, paid }: { submitted: CivilDate; receipt: string | null; paid: readonly Money[] },
): Card {
  const renewal = card.renewal ?? NOT_BEGUN
  return withRenewal(card, {
    submitted,
    receipt: receipt ?? renewal.receipt,
    paid: [...renewal.paid, ...paid],
  })
}

/**
 * What of a closed renewal still serves the next one (§5): papers that hold beyond the day it was done, and the
 * answers and additions of the user. Steps are done anew.
 * @param today the day it was done, in the card's zone
 */
export function carriedOver(card: Card, materials: readonly string[], today: CivilDate): Running | null {
  const kept = Object.entries(card.renewal?.ticks ?? {}).flatMap(([id, tick]): [string, Tick][] => {
    if (tick.until !== null && tick.until > today) return [[id, tick]]
    const answered = tick.notNeeded !== null && materials.includes(id)
    if (!answered && tick.own === null) return []
    return [[id, { ...UNTICKED, notNeeded: tick.notNeeded, own: tick.own }]]
  })
  return orNull({ ...NOT_BEGUN, ticks: Object.fromEntries(kept) })
}

/** A renewal of which nothing is said has not begun. */
function orNull(renewal: Running): Running | null {
  const { method, appointment, submitted, receipt, paid, ticks } = renewal
  const empty = [method, appointment, submitted, receipt].every(value => value === null)
  return empty && paid.length === 0 && Object.keys(ticks).length === 0 ? null : renewal
}
