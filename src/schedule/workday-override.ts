import { type CivilDate, FIRST_YEAR, isCivilDate } from '../dates/civil-date.ts'
import { type Failure, failure } from '../failure.ts'
import type { WorkCalendar, WorkYear } from './workdays.ts'

/** `fault`: why the user's own years could not be used. */
export interface FoundCalendar {
  calendar: WorkCalendar
  fault: Failure | null
}

const LISTS = ['off', 'work', 'estimated'] as const
const KEYS: readonly string[] = [...LISTS, 'source']

class Fault extends Error {
  constructor(
    readonly path: string,
    readonly problem: Failure,
  ) {
    super(problem.code)
  }
}

/**
 * Replaces whole years of a calendar by those of the user's file (R9), such as
 * `{"2027":{"off":[],"work":[],"estimated":[],"source":""}}`. Unknown keys may be misspelt, so they are a fault.
 * @param text what the file contains, or why it cannot be read
 */
export function withOwnYears(
  calendar: WorkCalendar,
  file: string,
  text: string | { fault: Failure },
): FoundCalendar {
  const faulty = (what: Failure): FoundCalendar => ({ calendar, fault: failure('at', { place: file, what }) })
  if (typeof text !== 'string') return faulty(text.fault)
  try {
    const years = { ...calendar.years, ...yearsOf(jsonOf(text)) }
    return { calendar: { ...calendar, years }, fault: null }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { path, problem } = error
    return faulty(path === '' ? problem : failure('at', { place: path, what: problem }))
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new Fault('', failure('not-json'))
  }
}

function yearsOf(raw: unknown): Record<string, WorkYear> {
  const years: Record<string, WorkYear> = {}
  for (const [year, value] of Object.entries(objectAt('', raw))) {
    if (!/^\d{4}$/.test(year) || Number(year) < FIRST_YEAR) throw new Fault(year, failure('must-be-year'))
    years[year] = yearOf(year, objectAt(year, value))
  }
  return years
}

function yearOf(year: string, raw: Readonly<Record<string, unknown>>): WorkYear {
  for (const key of Object.keys(raw))
    if (!KEYS.includes(key)) throw new Fault(`${year}.${key}`, failure('workdays-key-unknown'))
  const [off, work, estimated] = LISTS.map(list => datesAt(year, list, raw[list] ?? []))
  const source = raw['source'] ?? ''
  if (typeof source !== 'string') throw new Fault(`${year}.source`, failure('must-be-text'))
  const both = work!.findIndex(day => off!.includes(day))
  if (both >= 0) throw new Fault(`${year}.work[${both}]`, failure('also-day-off'))
  return { off: off!, work: work!, estimated: estimated!, source }
}

function datesAt(year: string, list: string, raw: unknown): CivilDate[] {
  if (!Array.isArray(raw)) throw new Fault(`${year}.${list}`, failure('must-be-list'))
  return raw.map((date: unknown, at) => {
    const path = `${year}.${list}[${at}]`
    if (typeof date !== 'string' || !isCivilDate(date))
      throw new Fault(path, failure('must-be', { what: failure('expected-date') }))
    if (!date.startsWith(year)) throw new Fault(path, failure('must-be-in-year'))
    return date
  })
}

function objectAt(path: string, raw: unknown): Readonly<Record<string, unknown>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new Fault(path, failure('must-be-object'))
  return raw as Record<string, unknown>
}
