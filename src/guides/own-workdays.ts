import { type Failure, failure } from '../failure.ts'
import { parseWorkYears, type WorkYearsProblem, withYears } from '../schedule/workday-override.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'
import type { FoundCalendar } from './work-calendar.ts'

const PROBLEMS: Record<WorkYearsProblem, Failure> = {
  'not-json': failure('not-json'),
  'not-an-object': failure('must-be-object'),
  'not-a-year': failure('must-be-year'),
  'unknown-key': failure('workdays-key-unknown'),
  'not-a-list': failure('must-be-list'),
  'not-text': failure('must-be-text'),
  'not-a-date': failure('must-be', { what: failure('expected-date') }),
  'other-year': failure('must-be-in-year'),
  'off-and-work': failure('also-day-off'),
}

/**
 * A calendar with the years of the user's own file in it; as it is, with the fault, where the file has one.
 * @param text what stands in the file
 * @param file its path, for the fault
 */
export function withOwnYears(calendar: WorkCalendar, text: string, file: string): FoundCalendar {
  const reading = parseWorkYears(text)
  if (reading.ok) return { calendar: withYears(calendar, reading.years), fault: null }
  const problem = PROBLEMS[reading.problem]
  const what = reading.path === '' ? problem : failure('at', { place: reading.path, what: problem })
  return { calendar, fault: failure('at', { place: file, what }) }
}
