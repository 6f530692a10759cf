import type { Card } from '../cards/card.ts'
import type { Surface } from '../io.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'

/** Fields that say nothing to a reader: they change by themselves. */
const OWN = new Set(['changed', 'created', 'resolved', 'id'])

/** What a change did to one card: each field that differs, as it was and as it is. */
export function renderDifference(
  { before, after }: { before: Card; after: Card },
  to: Surface,
): string {
  const paint = paintFor(to)
  const was = before as Record<string, unknown>
  const is = after as Record<string, unknown>
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    key => !OWN.has(key) && JSON.stringify(was[key]) !== JSON.stringify(is[key]),
  )
  const lines = keys.map(key => {
    const [old, now] = [was[key], is[key]].map(value => shown(key, value))
    return `  ${key}: ${paint.dim(old ?? '–')} → ${now ?? '–'}`
  })
  return lines.map(line => `${line}\n`).join('')
}

/** A number is a secret of its holder: its last four characters tell which it is (§4). */
function shown(key: string, value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (key === 'number') return `…${printable(String(value)).slice(-4)}`
  return printable(typeof value === 'string' ? value : JSON.stringify(value))
}
