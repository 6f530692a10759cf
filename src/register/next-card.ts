import type { Card } from '../cards/card.ts'
import { isLater } from '../cards/renewal.ts'

/**
 * Whether a row tells of the next card: then the renewal that ran is over, and a new one is to be reminded of. A file
 * that tells otherwise of renewals itself is taken at its word.
 */
export function isRenewal(before: Card, after: Card): boolean {
  return (
    isLater(before.expires, after.expires) &&
    after.history.length === before.history.length &&
    JSON.stringify(after.renewal) === JSON.stringify(before.renewal)
  )
}
