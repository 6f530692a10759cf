import type { OpenRenewal } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { splitTime } from '../../dates/time-of-day.ts'
import { RenewError } from '../../errors.ts'
import type { Guide } from '../../guides/guide.ts'
import type { Options } from '../command.ts'
import { type FieldOptions, readLine } from './fields.ts'
import { findMethodId } from './find-guide.ts'
import { readDate } from './read-date.ts'

export const RENEWAL_OPTIONS: Options = {
  '--method <id>': { words: 'field.method', value: 'method' },
  '--appointment <date>': 'field.appointment',
  '--place <text>': 'field.place',
}

/** A new appointment has no time unless one is typed. @throws RenewError `appointment-needed` */
export async function readRenewal(
  { method, appointment, place }: FieldOptions,
  { guide, renewal, today }: { guide: Guide | null; renewal: OpenRenewal | null; today: CivilDate },
  ctx: Context,
): Promise<Partial<OpenRenewal> | null> {
  const changes: Partial<OpenRenewal> = {}
  if (typeof method === 'string') changes.method = findMethodId(method, guide, ctx)
  if (typeof appointment === 'string') {
    const { date, time } = splitTime(appointment)
    changes.appointment = date === '' ? null : await readDate(date, today, ctx)
    changes.appointmentTime = date === '' ? null : time
    if (date === '') changes.place = null
  }
  if (typeof place === 'string') {
    changes.place = place.trim() === '' ? null : readLine(place)
    const booked = changes.appointment === undefined ? renewal?.appointment : changes.appointment
    if (changes.place !== null && !booked) throw new RenewError('appointment-needed', {})
  }
  return Object.keys(changes).length > 0 ? changes : null
}
