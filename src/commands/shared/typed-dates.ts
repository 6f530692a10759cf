import type { Context } from '../../context.ts'
import { type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { after, type Period } from '../../dates/period.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from './ask.ts'

/**
 * Reads a date as typed; notes how it was understood, unless it was YYYY-MM-DD (R10).
 * @param today the civil date from which relative dates count
 */
export async function readDate(typed: string, today: CivilDate, ctx: Context): Promise<CivilDate> {
  const { readDate } = await import('../../dates/date-words.ts')
  const { date, asTyped } = await readDate(typed, today)
  if (asTyped !== 'iso') {
    const said = { typed: printable(typed.trim()), date: ctx.longDate(date), iso: date }
    ctx.note(ctx.words('date.understood', said))
  }
  return date
}

/** An expiry further away than this is likely a typing error (R10). */
export const FAR_EXPIRY: Period = { years: 15, months: 0, weeks: 0, days: 0, workdays: 0 }

/** Notes an expiry in the past; asks whether one that is more than 15 years away is meant. */
export async function confirmExpiry(
  expires: CivilDate | null,
  today: CivilDate,
  ctx: Context,
): Promise<void> {
  if (expires === null) return
  if (expires < today) {
    ctx.note(
      ctx.words('note.already-expired', { date: ctx.longDate(expires), days: daysBetween(expires, today) }),
    )
  }
  if (expires > after(today, FAR_EXPIRY)) {
    await confirm(ctx.words('ask.far-expiry', { date: ctx.longDate(expires) }), ctx)
  }
}
