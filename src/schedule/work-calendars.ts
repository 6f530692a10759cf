import type { WorkCalendar } from './workdays.ts'
import { KZ } from './workdays-kz.ts'

/** Saturdays and Sundays off, no holidays known. */
export const WEEKENDS: WorkCalendar = { id: 'weekends', weekends: true, years: {} }

/** Every day is worked: what needs no office. */
export const NONE: WorkCalendar = { id: 'none', weekends: false, years: {} }

/** The calendars a guide or card may name (R8). */
export const WORK_CALENDARS: readonly WorkCalendar[] = [KZ, WEEKENDS, NONE]

/** The calendar of a name, exactly as written; null when there is none. */
export function calendarById(id: string): WorkCalendar | null {
  return WORK_CALENDARS.find(calendar => calendar.id === id) ?? null
}
