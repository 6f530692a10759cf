import { addDays, type CivilDate, compareText } from '../dates/civil-date.ts'
import { silentUntil } from '../schedule/snooze.ts'
import type { Assessed } from './assessed.ts'

export type Need = 'expired' | 'today' | 'prepare'

export type Needs = Readonly<Record<Need, number>>

/** They hold until the next; `from` is in milliseconds since 1970. */
export interface NeedsFrom {
  from: number
  needs: Needs
}

export interface Clock {
  now: number
  /** Returns the instant at which a civil date begins in a zone; `null` is the user's own. */
  startOf(date: CivilDate, zone: string | null): number
}

/** The most days of change in one zone; they limit the length of the list. */
const CHANGES = 500

/** No zone is further ahead, so no civil date begins earlier than there. */
const EARLIEST_ZONE = 'Pacific/Kiritimati'

/** Returns the needs now and whenever a day begins that changes them; they hold until `end`, null: always. */
export function needsAhead(
  cards: readonly Assessed[],
  { now, startOf }: Clock,
): { list: NeedsFrom[]; end: number | null } {
  const needs: Record<Need, number> = { expired: 0, today: 0, prepare: 0 }
  const days = new Map<string, Day>()
  for (const one of cards) {
    if (one.card.closed !== null) continue
    const zone = one.resolved.zone.value
    let need = needOn(one, one.status.today)
    if (need) needs[need]++
    for (const date of daysOfChange(one)) {
      const next = needOn(one, date)
      if (next === need) continue
      const change = dayAt(days, date, zone)
      if (need) change[need]--
      if (next) change[next]++
      need = next
    }
  }
  const coming = [...days.values()].sort((a, b) => compareText(a.date, b.date))
  const beyond = coming[CHANGES]
  const end = beyond ? startOf(beyond.date, EARLIEST_ZONE) : null
  const changes = coming
    .filter(({ date }) => !beyond || date < beyond.date)
    .map(day => ({ ...day, from: startOf(day.date, day.zone) }))
    .filter(({ from }) => end === null || from < end)
    .sort((a, b) => a.from - b.from)
  const list: NeedsFrom[] = [{ from: now, needs: { ...needs } }]
  for (const { from, ...change } of changes) {
    for (const need of NEEDS) needs[need] += change[need]
    const last = list.at(-1)!
    if (from <= last.from) last.needs = { ...needs }
    else if (NEEDS.some(need => needs[need] !== last.needs[need])) list.push({ from, needs: { ...needs } })
  }
  return { list, end }
}

const NEEDS = ['expired', 'today', 'prepare'] as const satisfies readonly Need[]

type Day = Record<Need, number> & { date: CivilDate; zone: string | null }

function dayAt(days: Map<string, Day>, date: CivilDate, zone: string | null): Day {
  const key = `${date} ${zone ?? ''}`
  const known = days.get(key) ?? { date, zone, expired: 0, today: 0, prepare: 0 }
  days.set(key, known)
  return known
}

function daysOfChange({ status, snoozedUntil }: Assessed): CivilDate[] {
  const { today, window, actBy } = status
  if (window === null || actBy === null) return []
  const days = [window.opens, actBy.date, window.closes, addDays(window.closes, 1), snoozedUntil ?? '']
  return [...new Set(days)].filter(day => day > today).sort()
}

/** A submitted card waits for the office until the last day; a snoozed one is silent until its snooze ends. */
function needOn({ term, status, course }: Assessed, day: CivilDate): Need | null {
  const { window, actBy } = status
  if (window === null || actBy === null) return null
  if (day > window.closes) return 'expired'
  if (day === window.closes) return 'today'
  if (course === 'submitted') return null
  if (day >= actBy.date) return 'today'
  return day >= window.opens && silentUntil(term, day) === null ? 'prepare' : null
}
