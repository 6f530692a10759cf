import type { Context } from '../../context.ts'
import { type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { after, type Period } from '../../dates/period.ts'
import { confirm } from './ask.ts'

/** Further off than this, a typing error is likely (R10). */
export const FAR: Period = { years: 15, months: 0, weeks: 0, days: 0, workdays: 0 }

/** A past expiry is taken, but said aloud; one more than 15 years off is asked about (`--yes`). */
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
  if (expires > after(today, FAR)) {
    await confirm(ctx.words('ask.far-expiry', { date: ctx.longDate(expires) }), ctx)
  }
}
