import type { Appointment } from '../cards/card.ts'
import { addDays, type CivilDate, daysBetween } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'
import { isFilingMissed } from '../schedule/next-action.ts'
import type { Status } from '../schedule/status.ts'

type CodeOf<K> = K extends `reminder.why.${infer C}` ? C : never

/** Why a reminder comes today: the code of its texts `reminder.title.*` and `reminder.why.*`. */
export type Reason = CodeOf<keyof AllWords['texts']>

export interface ReasonInput {
  status: Status
  submitted: CivilDate | null
  appointment: Appointment | null
  hasOffice: boolean
}

/**
 * Returns why a reminder comes today. A late one gives the reason that is true now: a run after a week off does not say
 * that something is today.
 */
export function reasonOf(milestone: string, input: ReasonInput): Reason {
  const { status, submitted, hasOffice } = input
  const { stage, today, actBy, dayOff } = status
  const booked = appointmentReason(milestone, input)
  if (booked) return booked
  const isSubmitted = submitted !== null
  if (stage === 'overdue') return isSubmitted ? 'overdue-submitted' : 'overdue'
  if (stage === 'last-day') {
    if (isSubmitted) return 'last-day-submitted'
    return hasOffice && dayOff !== null ? 'last-day-closed' : 'last-day'
  }
  if (actBy !== null && today === actBy.date && actBy.why !== 'expiry') return lastDayReason(input)
  if (isSubmitted) return 'ask'
  if (isFilingMissed(status)) return 'filing-missed'
  if (actBy !== null && today > actBy.date && actBy.why !== 'expiry') return `${actBy.why}-past`
  if (milestone === 'filing-opens' && status.filing)
    return today === status.filing.opens ? 'filing-opens' : 'filing-open'
  return milestone === 'lead' ? 'prepare' : 'left'
}

function appointmentReason(milestone: string, { appointment, status }: ReasonInput): Reason | null {
  if (appointment === null || !/^appointment([-+]1d)?$/.test(milestone)) return null
  const { today } = status
  if (appointment.date === today) return 'appointment-today'
  if (appointment.date === addDays(today, 1)) return 'appointment-tomorrow'
  // One that has passed matters less than an expiry that has passed since.
  return status.stage === 'overdue' || appointment.date > today ? null : 'appointment-past'
}

function lastDayReason({ status: { actBy, filing }, submitted }: ReasonInput): Reason {
  const why = actBy!.why as Exclude<NonNullable<Status['actBy']>['why'], 'expiry'>
  if (why === 'file-by') return filing?.closes === actBy!.date ? 'filing-closes' : 'file-by'
  return why === 'last-working-day' && submitted !== null ? 'last-working-day-submitted' : why
}

/** Returns how many days are left until the day to act by; negative after it. */
export function daysToAct({ today, actBy }: Status): number {
  return actBy === null ? 0 : daysBetween(today, actBy.date)
}
