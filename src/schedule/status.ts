// status loads this
import { type CivilDate, daysBetween } from '../dates/civil-date.ts'
import { type Deadlines, deadlinesOf, type Term } from './deadlines.ts'
import { dayOff, type Knowledge, knowledgeBetween } from './workdays.ts'

/** Where today is relative to the window (R7). */
export type Stage = 'valid' | 'prepare' | 'last-day' | 'overdue' | 'permanent'

export type Deadline = 'file-by' | 'needed' | 'last-working-day' | 'expiry'

/** How a card stands on a day; civil dates in the card's zone, null for a card without end. */
export interface Status {
  today: CivilDate
  stage: Stage
  /** 0 on the last valid day, -1 the day after (R6). */
  daysLeft: number | null
  window: { opens: CivilDate; closes: CivilDate } | null
  lastWorkingDay: CivilDate | null
  /** The last day to file in time; the last working day when unknown (R8). */
  fileBy: CivilDate | null
  filing: Deadlines['filing']
  /** Why offices are closed on the last valid day; null when they are open. */
  dayOff: 'weekend' | 'holiday' | null
  /** How well the working days between filing and expiry are known (R9). */
  knowledge: Knowledge
  /** The earliest date that matters. It does not move once it has passed (R8). */
  actBy: { date: CivilDate; why: Deadline } | null
  neededBy: string | null
  /** The share of the window that has passed: 0 on its first day, 1 on its last. */
  elapsed: number | null
}

/** Returns the stage of a day: the last valid day is still valid, the next one is overdue (R2, R7). */
export function stageOn(today: CivilDate, expires: CivilDate | null, opens: CivilDate | null): Stage {
  if (expires === null) return 'permanent'
  if (today > expires) return 'overdue'
  if (today === expires) return 'last-day'
  return today >= (opens ?? expires) ? 'prepare' : 'valid'
}

/** @param today a civil date in the card's zone (R3) */
export function statusOn(term: Term, today: CivilDate): Status {
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
    filing: deadlines.filing,
    dayOff: dayOff(expires, term.workdays),
    knowledge: knowledgeBetween(fileBy, expires, term.workdays),
    actBy: actByOf(expires, deadlines, term),
    neededBy: term.neededBy,
    elapsed: elapsedOn(today, opens, expires),
  }
}

/** Of two on one day the later kind gives the name (R8). */
export function actByOf(
  expires: CivilDate,
  { lastWorkingDay, fileBy }: Deadlines,
  { submitted, needed }: Pick<Term, 'submitted' | 'needed'>,
): { date: CivilDate; why: Deadline } {
  const due = fileBy ?? lastWorkingDay
  if (submitted === null) {
    if (needed && needed < due) return { date: needed, why: 'needed' }
    if (due < lastWorkingDay) return { date: due, why: 'file-by' }
  }
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
  filing: null,
  dayOff: null,
  knowledge: 'exact',
  actBy: null,
  neededBy: null,
  elapsed: null,
} as const
