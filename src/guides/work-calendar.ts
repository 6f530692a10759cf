import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, failure } from '../failure.ts'
import { calendarById, WEEKENDS } from '../schedule/work-calendars.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'

/** A calendar, and why the user's own years could not be taken, null when all is well. */
export interface FoundCalendar {
  calendar: WorkCalendar
  fault: Failure | null
}

/**
 * The working days of a country, with the years the user replaced in `<folder>/<id>.json` (R9). A file that
 * cannot be used takes nothing away: the built-in table stays, and the fault is told.
 * @param folder absolute path of the user's working days; it need not exist
 */
export async function findCalendar(id: string, folder: string): Promise<FoundCalendar> {
  const calendar = calendarById(id)
  if (!calendar) return { calendar: WEEKENDS, fault: failure('said', { said: id }) }
  const file = join(folder, `${calendar.id}.json`)
  const text = readIfThere(file)
  if (text === null) return { calendar, fault: null }
  if (typeof text !== 'string') return { calendar, fault: failure('at', { place: file, what: text.code }) }
  const { withOwnYears } = await import('./own-workdays.ts')
  return withOwnYears(calendar, text, file)
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
