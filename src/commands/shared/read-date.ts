import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import type { ErrorCode } from '../../messages/errors.ts'
import { printable } from '../../text/printable.ts'

/** Notes how a date was understood, unless it was YYYY-MM-DD (R10). */
export async function readDate(typed: string, today: CivilDate, ctx: Context): Promise<CivilDate> {
  const { readDate } = await import('../../dates/date-words.ts')
  const read = await readDate(typed, today)
  if (!read.ok) throw new RenewError<ErrorCode>(read.code, read.values)
  const { date } = read
  if (read.asTyped !== 'iso') {
    const said = { typed: printable(typed.trim()), date: ctx.longDate(date), iso: date }
    ctx.note(ctx.words('date.understood', said))
  }
  return date
}
