import type { CivilDate } from '../dates/civil-date.ts'
import type { PaperFault } from './checklist.ts'
import { type Anchors, firstWorkdayFrom } from './plan-dates.ts'
import type { PlanInput, PlanNode, PlanStep } from './plan-graph.ts'
import { dayOff, type WorkCalendar } from './workdays.ts'

/** Why a plan does not fit, or what the user should know about it. */
export type PlanProblem =
  | { code: 'expired'; expires: CivilDate }
  | { code: 'past-file-by'; fileBy: CivilDate }
  | { code: 'appointment-too-late'; appointment: CivilDate; fileBy: CivilDate }
  | { code: 'appointment-too-early'; appointment: CivilDate; opens: CivilDate }
  | { code: 'appointment-day-off'; appointment: CivilDate; off: 'weekend' | 'holiday'; open: CivilDate }
  | { code: 'appointment-past'; appointment: CivilDate }
  /** `step` should have started by `latest`. */
  | { code: 'step-late'; step: string; latest: CivilDate }
  | { code: 'no-day-to-file'; opens: CivilDate; latest: CivilDate }
  | { code: 'paper'; step: string; fault: PaperFault }

const HARMLESS: readonly PlanProblem['code'][] = ['appointment-day-off', 'appointment-past', 'paper']

/** Returns whether a plan with this problem does not fit. */
export function isFatal({ code }: PlanProblem): boolean {
  return !HARMLESS.includes(code)
}

/** Most serious first. @param latestFiling the last day to file without an appointment */
export function problemsOf(
  anchors: Anchors,
  latestFiling: CivilDate,
  steps: readonly PlanStep[],
  method: readonly PlanNode[],
  { term, today }: PlanInput,
): PlanProblem[] {
  const { expires, opens, appointment } = anchors
  const found: PlanProblem[] = []
  if (today > expires) found.push({ code: 'expired', expires })
  // Once submitted, only the expiry matters.
  if (term.submitted !== null) return found
  if (opens && opens > latestFiling) found.push({ code: 'no-day-to-file', opens, latest: latestFiling })
  if (today > latestFiling) found.push({ code: 'past-file-by', fileBy: latestFiling })
  if (appointment !== null)
    found.push(...appointmentProblems(appointment, latestFiling, opens, term.workdays))
  else if (term.appointment !== null) found.push({ code: 'appointment-past', appointment: term.appointment })
  const filing = new Set(method.filter(({ phase }) => phase !== 'before').map(({ code }) => code))
  for (const { code, bound, late, unanswered } of steps) {
    // Of an expired document every step is late.
    if (late && today <= expires && !unanswered && !filing.has(code))
      found.push({ code: 'step-late', step: code, latest: bound })
  }
  for (const { code, why, needs } of steps) {
    // A paper needs only the renewal of its document, which is reported instead.
    if (why && needs.length === 0) found.push({ code: 'paper', step: code, fault: why })
  }
  return found
}

function appointmentProblems(
  appointment: CivilDate,
  fileBy: CivilDate,
  opens: CivilDate | null,
  workdays: WorkCalendar,
): PlanProblem[] {
  const found: PlanProblem[] = []
  if (appointment > fileBy) found.push({ code: 'appointment-too-late', appointment, fileBy })
  if (opens && appointment < opens) found.push({ code: 'appointment-too-early', appointment, opens })
  const off = dayOff(appointment, workdays)
  const open = firstWorkdayFrom(appointment, workdays)
  if (off) found.push({ code: 'appointment-day-off', appointment, off, open })
  return found
}
