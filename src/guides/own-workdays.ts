import { parseWorkYears, type WorkYearsProblem, withYears } from '../schedule/workday-override.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'
import type { FoundCalendar } from './work-calendar.ts'

/** In English: what each language says instead is in `messages/told.ts`. */
const PROBLEMS: Record<WorkYearsProblem, string> = {
  'not-json': 'is not JSON',
  'not-an-object': 'must be an object',
  'not-a-year': 'must be a year of four digits',
  'unknown-key': 'is not a key of working days',
  'not-a-list': 'must be a list',
  'not-text': 'must be text',
  'not-a-date': 'must be a date as YYYY-MM-DD',
  'other-year': 'must lie in this year',
  'off-and-work': 'is also among the days off',
}

/**
 * A calendar with the years of the user's own file in it; as it is, with the fault, where the file has one.
 * @param text what stands in the file
 * @param file its path, for the fault
 */
export function withOwnYears(calendar: WorkCalendar, text: string, file: string): FoundCalendar {
  const reading = parseWorkYears(text)
  if (reading.ok) return { calendar: withYears(calendar, reading.years), fault: null }
  return { calendar, fault: [file, reading.path, PROBLEMS[reading.problem]].filter(Boolean).join(': ') }
}
