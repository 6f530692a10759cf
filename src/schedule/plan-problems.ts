import type { CivilDate } from '../dates/civil-date.ts'
import { type Anchors, bookedDayOff } from './plan-dates.ts'
import type { PlanNode } from './plan-nodes.ts'
import type { PlanInput, PlanProblem, PlanStep } from './plan-types.ts'

/** What is only worth knowing and lets a plan fit all the same. */
const HARMLESS: readonly PlanProblem['code'][] = ['appointment-day-off', 'appointment-past']

/** Whether a plan with this problem does not fit. */
export function isFatal({ code }: PlanProblem): boolean {
  return !HARMLESS.includes(code)
}

/**
 * Why a plan does not fit, the gravest first; and what is odd about it.
 * @param latestFiling the last day to file if nothing were booked
 */
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
  // What is filed is filed: only the end of the card counts now.
  if (term.submitted !== null) return found
  if (opens !== null && opens > latestFiling)
    found.push({ code: 'no-day-to-file', opens, latest: latestFiling })
  if (today > latestFiling) found.push({ code: 'past-file-by', fileBy: latestFiling })
  if (appointment !== null) found.push(...appointmentProblems(appointment, latestFiling, anchors, term))
  else if (term.appointment !== null) found.push({ code: 'appointment-past', appointment: term.appointment })
  const filing = new Set(method.filter(({ phase }) => phase !== 'before').map(({ code }) => code))
  for (const { code, latest, late, unanswered } of steps) {
    if (late && !unanswered && !filing.has(code)) found.push({ code: 'step-late', step: code, latest })
  }
  return found
}

function appointmentProblems(
  appointment: CivilDate,
  fileBy: CivilDate,
  anchors: Anchors,
  { workdays }: PlanInput['term'],
): PlanProblem[] {
  const { opens } = anchors
  const off = bookedDayOff(anchors, workdays)
  return [
    ...(appointment > fileBy ? [{ code: 'appointment-too-late' as const, appointment, fileBy }] : []),
    ...(opens !== null && appointment < opens
      ? [{ code: 'appointment-too-early' as const, appointment, opens }]
      : []),
    ...(off ? [{ code: 'appointment-day-off' as const, appointment, off }] : []),
  ]
}
