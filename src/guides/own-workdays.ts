import { type Failure, failure } from '../failure.ts'
import { parseWorkYears, withYears } from '../schedule/workday-override.ts'
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
  return faulty(path === '' ? problem : failure('at', { place: path, what: problem }))
}
