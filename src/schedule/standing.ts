import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { type Deadlines, deadlinesOf } from './deadlines.ts'
import type { Term } from './term.ts'
import { dayOff, type Knowledge, knowledgeBetween } from './workdays.ts'

export type { Term } from './term.ts'

/** Where today stands against the window (R7). */
export type Stage = 'valid' | 'prepare' | 'last-day' | 'overdue' | 'permanent'

/** Which deadline a date is. */
export type Deadline = 'file-by' | 'last-working-day' | 'expiry'

/** Where a card stands on a day; dates in the card's zone, null where a card without end has none. */
export interface Standing {
  today: CivilDate
  stage: Stage
  /** 0 on the last valid day, -1 the day after (R6). */
  daysLeft: number | null
  window: { opens: CivilDate; closes: CivilDate } | null
  lastWorkingDay: CivilDate | null
  /** The last day to file in time; the last working day when nothing is known about it (R8). */
  fileBy: CivilDate | null
  /** Why offices are closed on the last valid day; null when they are open. */
  dayOff: 'weekend' | 'holiday' | null
  /** How far the working days between filing and expiry are known (R9). */
  knowledge: Knowledge
  /** The first deadline that still matters: once filed, filing no longer does (R8). */
  earliest: { date: CivilDate; why: Deadline } | null
  /** How much of the window has gone, from 0 on its first day to 1 on its last. */
  elapsed: number | null
}

/** Where today stands: the last valid day is still valid, the day after is overdue (R2, R7). */
export function stageOn(today: CivilDate, expires: CivilDate | null, opens: CivilDate | null): Stage {
  if (expires === null) return 'permanent'
  if (today > expires) return 'overdue'
  if (today === expires) return 'last-day'
  return today >= (opens ?? expires) ? 'prepare' : 'valid'
}

/** Where a card stands on a day, given as the civil date in the card's zone (R3). */
export function standingOn(term: Term, today: CivilDate): Standing {
  const { expires } = term
  if (expires === null) return { today, ...PERMANENT }
  const deadlines = deadlinesOf(expires, term)
  const { opens, lastWorkingDay } = deadlines
  const fileBy = deadlines.fileBy ?? lastWorkingDay
  return {
    today,
    stage: stageOn(today, expires, opens),
    daysLeft: daysBetween(today, expires),
    window: { opens, closes: expires },
    lastWorkingDay,
    fileBy,
    dayOff: dayOff(expires, term.workdays),
    knowledge: knowledgeBetween(fileBy, expires, term.workdays),
    earliest: earliestDeadline(expires, deadlines, term.submitted !== null),
    elapsed: elapsedOn(today, opens, expires),
  }
}

/** The first deadline that still matters; of two on one day the harder one gives the name. */
export function earliestDeadline(
  expires: CivilDate,
  { lastWorkingDay, fileBy }: Deadlines,
  filed: boolean,
): { date: CivilDate; why: Deadline } {
  const due = fileBy ?? lastWorkingDay
  if (!filed && due < lastWorkingDay) return { date: due, why: 'file-by' }
  if (lastWorkingDay < expires) return { date: lastWorkingDay, why: 'last-working-day' }
  return { date: expires, why: 'expiry' }
}

function elapsedOn(today: CivilDate, opens: CivilDate, closes: CivilDate): number {
  if (today < opens) return 0
  return today >= closes ? 1 : daysBetween(opens, today) / daysBetween(opens, closes)
}

const PERMANENT = {
  stage: 'permanent',
  daysLeft: null,
  window: null,
  lastWorkingDay: null,
  fileBy: null,
  dayOff: null,
  knowledge: 'exact',
  earliest: null,
  elapsed: null,
} as const
