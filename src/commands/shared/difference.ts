import type { Card } from '../../cards/card.ts'
import type { Surface } from '../../io/io.ts'
import type { AllWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { displayName } from '../../text/width.ts'
import { maskedNumber } from './card-answer.ts'

/** A card before and after a change; null: not there. */
export interface Difference {
  name: string
  before: Card | null
  after: Card | null
}

/** Fields that the program sets. */
const INTERNAL = new Set(['changed', 'created', 'resolved', 'id'])
/** More cards than this are only counted. */
const NAMED = 20

/** Renders what a change does to cards: each field that differs, before and after. */
export function renderDifference(cards: readonly Difference[], words: AllWords, to: Surface): string {
  const lines = cards.slice(0, NAMED).flatMap(card => linesOf(card, words, to))
  const more = cards.length - NAMED
  if (more > 0) lines.push(`  ${words('difference.more', { count: more })}`)
  return lines.map(line => `${line}\n`).join('')
}

function linesOf({ name, before, after }: Difference, words: AllWords, to: Surface): string[] {
  const paint = paintFor(to)
  const shownName = paint.bold(displayName(name, to))
  if (before === null) return [`  + ${words('difference.appears', { name: shownName })}`]
  if (after === null) return [`  - ${words('difference.vanishes', { name: shownName })}`]
  const [was, is] = [leaves(before), leaves(after)]
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key))
  return keys.map(key => {
    const [old, now] = [shownValue(key, was.get(key)), shownValue(key, is.get(key))]
    // Two different numbers may look alike when masked.
    const note = old === now ? ` ${words('difference.other-number')}` : ''
    return `  ${shownName} ${printable(key)}: ${paint.dim(old)} → ${now}${note}`
  })
}

/** Returns a card's values by path, as JSON, without empty ones. */
function leaves(value: object, path = '', found = new Map<string, string>()): Map<string, string> {
  for (const [key, part] of Object.entries(value)) {
    if (path === '' && INTERNAL.has(key)) continue
    const at = path === '' ? key : `${path}.${key}`
    const isList = Array.isArray(part) && !part.some(item => typeof item === 'object')
    if (typeof part === 'object' && part !== null && !isList) leaves(part, at, found)
    else if (part !== null && !(Array.isArray(part) && part.length === 0)) found.set(at, JSON.stringify(part))
  }
  return found
}

/** Returns a value as it may be shown; document numbers are masked (§4). */
function shownValue(key: string, json: string | undefined): string {
  if (json === undefined) return '–'
  const value: unknown = JSON.parse(json)
  if (key === 'number' || key.endsWith('.number')) return maskedNumber(String(value))
  return printable(typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : json)
}
