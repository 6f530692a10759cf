import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { calendarById, WEEKENDS } from '../schedule/work-calendars.ts'
import type { WorkYearsProblem } from '../schedule/workday-override.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'

/** A calendar, and why the user's own years could not be taken (one line), null when all is well. */
export interface FoundCalendar {
  calendar: WorkCalendar
  fault: string | null
}

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
 * The working days of a country, with the years the user replaced in `<folder>/<id>.json` (R9). A file that
 * cannot be used takes nothing away: the built-in table stays, and the fault is told.
 * @param folder absolute path of the user's working days; it need not exist
 */
export async function findCalendar(id: string, folder: string): Promise<FoundCalendar> {
  const calendar = calendarById(id)
  if (!calendar) return { calendar: WEEKENDS, fault: id }
  const file = join(folder, `${calendar.id}.json`)
  const text = readIfThere(file)
  if (text === null) return { calendar, fault: null }
  if (typeof text !== 'string') return { calendar, fault: `${file}: ${text.code}` }
  const { parseWorkYears, withYears } = await import('../schedule/workday-override.ts')
  const reading = parseWorkYears(text)
  if (reading.ok) return { calendar: withYears(calendar, reading.years), fault: null }
  return { calendar, fault: [file, reading.path, PROBLEMS[reading.problem]].filter(Boolean).join(': ') }
}

function readIfThere(file: string): string | null | { code: string } {
  try {
    // An error that is thrown costs twenty times what the question does, and hardly anybody has such a file.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return null
    // With an encoding, Node 20 ends the whole process where the disk fails to close the file.
    return readFileSync(file).toString()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { code }
  }
}
