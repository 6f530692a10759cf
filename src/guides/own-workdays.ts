import { type Failure, type FailureCode, failure } from '../failure.ts'
import { parseWorkYears, type WorkYearsProblem, withYears } from '../schedule/workday-override.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'

/** A calendar, and why the user's own years could not be used; null when all is well. */
export interface FoundCalendar {
  calendar: WorkCalendar
  fault: Failure | null
}

/**
 * Returns a calendar with the years in the user's own file, or the calendar as it is and what is wrong with the file.
 * @param text what the file contains, or why it cannot be read
 */
export function withOwnYears(
  calendar: WorkCalendar,
  file: string,
  text: string | { fault: Failure },
): FoundCalendar {
  const faulty = (what: Failure): FoundCalendar => ({ calendar, fault: failure('at', { place: file, what }) })
  if (typeof text !== 'string') return faulty(text.fault)
  const reading = parseWorkYears(text)
  if (reading.ok) return { calendar: withYears(calendar, reading.years), fault: null }
  const { path, problem } = reading
  return faulty(path === '' ? problemOf(problem) : failure('at', { place: path, what: problemOf(problem) }))
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
  if (problem === 'not-a-date') return failure('must-be', { what: failure('expected-date') })
  return failure(PROBLEMS[problem])
}
