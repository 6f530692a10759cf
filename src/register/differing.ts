import type { Card } from '../cards/card.ts'

/** What a reader of the register would not call a difference. */
const OWN = new Set(['id', 'created', 'changed', 'resolved'])

/** The fields in which two states of a card differ, the last valid day first. */
export function changedFields(before: Card, after: Card): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Card & string>
  const first = new Set(['expires', ...keys]) as typeof keys
  return [...first].filter(key => !OWN.has(key) && !isSame(before[key], after[key]))
}

/** Whether two values of a card say the same, whatever the order of their keys. */
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
