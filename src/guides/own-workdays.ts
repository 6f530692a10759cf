import type { Failure, FailureCode } from '../failure.ts'
import { parseWorkYears, type WorkYearsProblem, withYears } from '../schedule/workday-override.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'
import type { FoundCalendar } from './work-calendar.ts'

/**
 * Returns a calendar with the years in the user's own file, or the calendar as it is and what is wrong with the file.
 * @param text what the file contains, or the system's error code
 */
export function withOwnYears(
  calendar: WorkCalendar,
  file: string,
  text: string | { code: string },
): FoundCalendar {
  if (typeof text !== 'string') return { calendar, fault: faultAt(file, text.code) }
  const reading = parseWorkYears(text)
  if (reading.ok) return { calendar: withYears(calendar, reading.years), fault: null }
  const problem = problemOf(reading.problem)
  const what = reading.path === '' ? problem : faultAt(reading.path, problem)
  return { calendar, fault: faultAt(file, what) }
}

function faultAt(place: string, what: string | Failure): Failure {
  return { code: 'at', values: { place, what } }
}

const PROBLEMS = {
  'not-json': 'not-json',
  'not-an-object': 'must-be-object',
  'not-a-year': 'must-be-year',
  'unknown-key': 'workdays-key-unknown',
  'not-a-list': 'must-be-list',
  'not-text': 'must-be-text',
  'other-year': 'must-be-in-year',
  'off-and-work': 'also-day-off',
} as const satisfies Partial<Record<WorkYearsProblem, FailureCode>>

function problemOf(problem: WorkYearsProblem): Failure {
  if (problem === 'not-a-date')
    return { code: 'must-be', values: { what: { code: 'expected-date', values: {} } } }
  return { code: PROBLEMS[problem], values: {} }
}
