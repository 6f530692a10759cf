// status loads this
import type { WorkCalendar } from './workdays.ts'

/**
 * Kazakhstan's working days (R9). A state holiday on a weekend moves to the next working day; 7 January and the first
 * day of Kurban Ait never move. No library has them right; the user's `workdays/KZ.json` replaces whole years.
 */
export const KZ: WorkCalendar = {
  id: 'KZ',
  weekends: true,
  years: {
    '2024': {
      off: [
        ...['2024-01-01', '2024-01-02'],
        ...['2024-03-08', '2024-03-21', '2024-03-22', '2024-03-25'],
        ...['2024-05-01', '2024-05-07', '2024-05-08', '2024-05-09'],
        ...['2024-07-08', '2024-08-30', '2024-10-25', '2024-12-16'],
      ],
      // Saturday, for Wednesday 8 May.
      work: ['2024-05-04'],
      estimated: [],
      source: 'official production calendar of 2024 with the decree on moved days',
    },
    '2025': {
      off: [
        ...['2025-01-01', '2025-01-02', '2025-01-03', '2025-01-07'],
        ...['2025-03-10', '2025-03-21', '2025-03-24', '2025-03-25'],
        ...['2025-05-01', '2025-05-07', '2025-05-09', '2025-06-06', '2025-07-07'],
        ...['2025-09-01', '2025-10-27', '2025-12-16'],
      ],
      // Sunday, for Friday 3 January.
      work: ['2025-01-05'],
      estimated: [],
      source: 'official production calendar of 2025 with the decree on moved days',
    },
    '2026': {
      off: [
        ...['2026-01-01', '2026-01-02', '2026-01-07'],
        ...['2026-03-09', '2026-03-23', '2026-03-24', '2026-03-25'],
        ...['2026-05-01', '2026-05-07', '2026-05-11', '2026-05-27', '2026-07-06'],
        ...['2026-10-26', '2026-12-16'],
      ],
      work: [],
      estimated: [],
      source: 'official production calendar of 2026; Constitution Day moved from 30 August to 15 March',
    },
    '2027': {
      off: [
        ...['2027-01-01', '2027-01-04', '2027-01-07'],
        ...['2027-03-08', '2027-03-15', '2027-03-22', '2027-03-23', '2027-03-24'],
        ...['2027-05-03', '2027-05-07', '2027-05-10', '2027-07-06'],
        ...['2027-10-25', '2027-12-16'],
      ],
      work: [],
      // The first day of Kurban Ait, a Sunday by calculation; the moon decides.
      estimated: ['2027-05-16'],
      source: 'by the rule of the law; no decree on moved days yet',
    },
  },
}

export const WEEKENDS: WorkCalendar = { id: 'weekends', weekends: true, years: {} }

/** Every day is a working day: for what needs no office. */
export const NONE: WorkCalendar = { id: 'none', weekends: false, years: {} }

/** The calendars a guide or card may name (R8). */
export const WORK_CALENDARS: readonly WorkCalendar[] = [KZ, WEEKENDS, NONE]

/** Returns the calendar with an id, matched exactly, or null. */
export function calendarById(id: string): WorkCalendar | null {
  return WORK_CALENDARS.find(calendar => calendar.id === id) ?? null
}
