import type { Stage } from '../schedule/standing.ts'
import type { Assessed } from './assess.ts'

const RANK: Record<Stage, number> = { overdue: 0, 'last-day': 1, prepare: 2, valid: 3, permanent: 4 }
/** Closed cards stand behind all others. */
const CLOSED = 5

/**
 * Most urgent first: by stage, within one by the earliest date that matters, then by name (§6); closed ones last. Of
 * thousands those that only their names tell apart are few, and sorted by themselves.
 */
export function inUrgency(cards: readonly Assessed[]): Assessed[] {
  const ranks: Map<string, Assessed[]>[] = []
  for (const one of cards) {
    const { card, standing } = one
    const rank = RANK[standing.stage] + (card.closed === null ? 0 : CLOSED)
    ranks[rank] ??= new Map()
    const days = ranks[rank]
    const day = standing.earliest?.date ?? ''
    const same = days.get(day)
    if (same) same.push(one)
    else days.set(day, [one])
  }
  return ranks.flatMap(days =>
    [...days.keys()].sort().flatMap(day => days.get(day)!.sort((a, b) => compare(a.card.name, b.card.name))),
  )
}

/** How many cards stand where; closed ones are not counted. The keys are those of §7. */
export function countStages(cards: readonly Assessed[]): {
  valid: number
  prepare: number
  lastDay: number
  overdue: number
  permanent: number
} {
  const counts = { valid: 0, prepare: 0, lastDay: 0, overdue: 0, permanent: 0 }
  for (const { card, standing } of cards) {
    if (card.closed === null) counts[standing.stage === 'last-day' ? 'lastDay' : standing.stage]++
  }
  return counts
}

/** Plain order of code units: the same on every machine, and no collation data to load. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
