import type { Card } from '../cards/card.ts'
import { isLater } from '../cards/renewal.ts'

/** Whether a number lost its leading zeros: spreadsheets turn 00123 into 123. */
export function hasLostZeros(before: string | null, after: string | null): boolean {
  return before !== null && after !== null && before !== after && before.replace(/^0+/, '') === after
}

/**
 * Whether a row renews the card: its last valid day is later, and the file says nothing else about the renewal or the
 * history.
 */
export function isRenewal(before: Card, after: Card): boolean {
  return (
    isLater(before.expires, after.expires) &&
    after.history.length === before.history.length &&
    JSON.stringify(after.renewal) === JSON.stringify(before.renewal)
  )
}

/** Fields that are not reported as changed. */
const OWN = new Set(['id', 'created', 'changed', 'resolved', 'revision', 'guideBy'])

export function changedFields(before: Card, after: Card): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Card & string>
  const first = new Set(['expires', ...keys]) as typeof keys
  return [...first].filter(key => !OWN.has(key) && !isSame(before[key], after[key]))
}

/** Whether two values are equal, in any order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [own, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(own)
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && isSame(own[key], other[key]))
  )
}
