import { compareText } from '../dates/civil-date.ts'
import type { Stage, Standing } from '../schedule/standing.ts'
import type { Assessed } from './assess.ts'

/** What decides how urgent a card or a reminder of it is. */
export interface Ranked {
  name: string
  standing: Pick<Standing, 'stage' | 'earliest'>
  isClosed?: boolean
}

const STAGES: readonly Stage[] = ['overdue', 'last-day', 'prepare', 'valid', 'permanent']

/** A copy, most urgent first: by stage, within one by the earliest date that matters, then by name (§6); closed ones last. */
export function byUrgency<T>(all: readonly T[], rankedOf: (one: T) => Ranked): T[] {
  return all
    .map(one => ({ one, key: keyOf(rankedOf(one)) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ one }) => one)
}

/** One text to compare: comparing piece by piece takes twice as long for a hundred thousand cards. */
function keyOf({ name, standing: { stage, earliest }, isClosed = false }: Ranked): string {
  return `${Number(isClosed)}${STAGES.indexOf(stage)}${earliest?.date ?? ''}\0${name}`
}

/** The cards, most urgent first. */
export function inUrgency(cards: readonly Assessed[]): Assessed[] {
  return byUrgency(cards, ({ card, standing }) => ({
    name: card.name,
    standing,
    isClosed: card.closed !== null,
  }))
}

/** Cards by stage, as in the JSON of §7. */
export interface StageCounts {
  valid: number
  prepare: number
  lastDay: number
  overdue: number
  permanent: number
}

/** How many cards stand where; closed ones are not counted. */
export function countStages(cards: readonly Assessed[]): StageCounts {
  const counts = { valid: 0, prepare: 0, lastDay: 0, overdue: 0, permanent: 0 }
  for (const { card, standing } of cards) {
    if (card.closed === null) counts[standing.stage === 'last-day' ? 'lastDay' : standing.stage]++
  }
  return counts
}
