import type { Card } from '../cards/card.ts'
import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'
import { foreign } from './width.ts'

/** One card as it is and as it will be; null: not there. */
export interface Difference {
  name: string
  before: Card | null
  after: Card | null
}

/** Fields that say nothing to a reader: they change by themselves. */
const OWN = new Set(['changed', 'created', 'resolved', 'id'])
/** More cards than this are only counted. */
const NAMED = 20

/** What a change does to cards: each field that differs, as it was and as it is then. */
export function renderDifference(cards: readonly Difference[], text: Messages, to: Surface): string {
  const lines = cards.slice(0, NAMED).flatMap(card => linesOf(card, text, to))
  const more = cards.length - NAMED
  if (more > 0) lines.push(`  ${text['difference.more']({ count: more })}`)
  return lines.map(line => `${line}\n`).join('')
}

function linesOf({ name, before, after }: Difference, text: Messages, to: Surface): string[] {
  const paint = paintFor(to)
  const shownName = paint.bold(foreign(name, to))
  if (before === null) return [`  + ${text['difference.appears']({ name: shownName })}`]
  if (after === null) return [`  - ${text['difference.vanishes']({ name: shownName })}`]
  const was = before as Record<string, unknown>
  const is = after as Record<string, unknown>
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    key => !OWN.has(key) && JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  )
  return keys.map(key => `  ${shownName} ${key}: ${paint.dim(shown(key, was[key]))} → ${shown(key, is[key])}`)
}

/** A number is a secret of its holder: its last four characters tell which it is (§4). */
function shown(key: string, value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (key === 'number') return `…${printable(String(value)).slice(-4)}`
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}
