import { daysBetween } from '../../schedule/civil-date.ts'
import type { Card } from '../card.ts'

/** What ends less than this many days later is rather the same card, its date corrected. */
const LATER = 28

/**
 * Whether a row tells of the next card: then the renewal that ran is over, and a new one is to be reminded of. A file
 * that tells otherwise of renewals itself is taken at its word.
 */
export function isNextCard(before: Card, after: Card): boolean {
  return (
    before.expires !== null &&
    after.expires !== null &&
    daysBetween(before.expires, after.expires) >= LATER &&
    after.history.length === before.history.length &&
    JSON.stringify(after.renewal) === JSON.stringify(before.renewal)
  )
}
