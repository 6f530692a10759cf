import type { CivilDate } from '../dates/civil-date.ts'
import type { FoundGuide } from '../guides/guides.ts'
import type { Assessed } from './assess.ts'
import type { Card } from './card.ts'
import { FIELD_NAMES, FIELDS, type RuleField } from './card.ts'
import { type Defaults, type Rules, resolve } from './resolve.ts'

/** What holds for a card before today is looked at. */
export interface Settled extends Pick<Assessed, 'guide' | 'guideFault' | 'resolved'> {
  /** Where cards that say nothing of their own stand, by their end; null for a card that does say something. */
  stands: Map<CivilDate | null, Stand> | null
}

/** Where a card stands today. */
export type Stand = Pick<Assessed, 'workdaysFault' | 'term' | 'standing' | 'snoozedUntil'>

/** Puts together what holds for cards; for all plain ones of one guide only once. */
export function settling(
  guides: ReadonlyMap<string, FoundGuide>,
  defaults: Defaults,
): (card: Card) => Settled {
  const plain = new Map<string, Settled>()
  return card => {
    const found = guides.get(card.guide)!
    const isShared = found.guide !== null && followsGuide(card)
    const known = isShared ? plain.get(card.guide) : undefined
    if (known) return known
    const settled = {
      guide: found.guide,
      guideFault: faultOf(card, found),
      resolved: resolve(card, found.guide, defaults),
      stands: isShared ? new Map() : null,
    }
    if (isShared) plain.set(card.guide, settled)
    return settled
  }
}

const RULES = FIELD_NAMES.filter((name): name is RuleField => FIELDS[name].rule === true)

/**
 * Whether a card sets no rule itself: in a register of thousands many are of one guide and end on one day, and what
 * follows from that is worked out once for all of them.
 */
function followsGuide(card: Rules): boolean {
  return RULES.every(field => card[field] === null)
}

function faultOf(card: Card, found: FoundGuide): Assessed['guideFault'] {
  if (found.guide) return found.fault ? { kind: 'built-in', detail: found.fault } : null
  return { kind: card.resolved ? 'kept' : 'missing', detail: found.fault ?? card.guide }
}
