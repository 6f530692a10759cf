import { addDays, type CivilDate } from '../schedule/civil-date.ts'
import { nextMilestone } from '../schedule/milestones.ts'
import { snoozeEnd } from '../schedule/snooze.ts'
import type { Ledger } from './ledger.ts'
import type { Watched } from './owed.ts'

/** So far ahead at most: a whole run looks at everything again before long. */
const FURTHEST = 7

/**
 * The first civil day on which any card may have something to say that it has not said, as long as neither cards nor
 * ledger change: asked right after a run in which everything went out and nothing was wrong. Rather too early than too
 * late; null: nothing can be said.
 * @param earliest the civil day where the day begins first; every card's own day is this or an earlier one
 */
export function quietUntil(cards: readonly Watched[], ledger: Ledger, earliest: CivilDate): CivilDate | null {
  // Somebody must still hear, or see, what these say.
  if (ledger.trying.length > 0 || ledger.entries.some(({ seen, day }) => !seen || day > earliest)) return null
  if (Object.values(ledger.channels).some(({ failingSince, gone }) => failingSince !== null || gone))
    return null
  let until = addDays(earliest, FURTHEST)
  for (const card of cards) {
    for (const day of turnsOf(card)) if (day < until) until = day
  }
  return until > earliest ? until : null
}

/** Days after its today on which something about a card turns: a milestone comes, a silence ends. */
function turnsOf({ term, today, closed }: Watched): CivilDate[] {
  if (closed || term.expires === null) return []
  const { acknowledged, snoozedUntil } = term
  // Written by a clock that ran ahead: what it hides changes from day to day.
  if (acknowledged !== null && acknowledged > today) return [addDays(today, 1)]
  const next = nextMilestone(term, today)
  const turns = next ? [next.date] : []
  if (snoozedUntil !== null && snoozedUntil > today) turns.push(snoozeEnd(term, snoozedUntil))
  return turns
}
