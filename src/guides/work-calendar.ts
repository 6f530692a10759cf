// status loads this
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '../failure.ts'
import { calendarById, WEEKENDS } from '../schedule/work-calendars.ts'
import type { WorkCalendar } from '../schedule/workdays.ts'

/** A calendar, and why the user's own years could not be used; null when all is well. */
export interface FoundCalendar {
  calendar: WorkCalendar
  fault: Failure | null
}

/**
 * Returns the working days of a country, with the years that the user replaced in `<folder>/<id>.json` (R9). When that
 * file cannot be used, the built-in calendar is returned with the fault.
 * @param folder absolute path of the user's working days; it need not exist
 */
export async function findCalendar(id: string, folder: string): Promise<FoundCalendar> {
  const calendar = calendarById(id)
  if (!calendar) return { calendar: WEEKENDS, fault: { code: 'said', values: { said: id } } }
  const file = join(folder, `${calendar.id}.json`)
  const text = readIfThere(file)
  if (text === null) return { calendar, fault: null }
  const { withOwnYears } = await import('./own-workdays.ts')
  return withOwnYears(calendar, file, text)
}

function readIfThere(file: string): string | null | { code: string } {
  try {
    // Without throwing: an error costs twenty times as much, and hardly anybody has such a file.
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return null
    // With an encoding, Node 20 ends the whole process when the disk fails to close the file.
    return readFileSync(file).toString()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : { code }
  }
}
