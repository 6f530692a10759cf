import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { isPermanentWord } from '../../dates/no-date-words.ts'
import { after, type Period } from '../../dates/period.ts'
import { RenewError } from '../../errors.ts'
import type { ErrorCode } from '../../messages/errors.ts'
import { longDate } from '../../text/dates.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from './ask.ts'
import { readChoice } from './read-choice.ts'
import { typedPairs } from './typed-list.ts'

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

/** Reads a last valid day; null for a card without end. */
export async function readExpiry(
  text: string,
  { ctx, today }: { ctx: Context; today: CivilDate },
): Promise<CivilDate | null> {
  return isPermanentWord(text) ? null : readDate(text, today, ctx)
}

const PLACES = {
  card: ['show.reading.card'],
  visa: ['show.reading.visa'],
  receipt: ['show.reading.receipt'],
} as const

const OTHER_WORDS = {
  card: ['证件', '卡', 'карта', 'карточка'],
  receipt: ['收据', 'квитанция', 'түбіртек'],
}

export async function readReadings(
  text: string,
  readDay: (text: string) => Promise<CivilDate>,
  { words }: Pick<Context, 'words'>,
): Promise<Card['readings']> {
  const readings: Record<string, CivilDate> = {}
  for (const [where, date] of typedPairs(text)) {
    const other = Object.entries(OTHER_WORDS).find(([, names]) => names.includes(nameKey(where)))
    const place = other?.[0] ?? (await readChoice(where, PLACES, words))
    if (place in readings) throw new RenewError('pair-invalid', { value: `${where}=${date}` })
    readings[place] = await readDay(date)
  }
  return readings
}

/** Returns the earliest date that was read, which is the expiry (§4); null where there is none. */
export function expiryFromReadings({
  readings,
  expires,
}: Pick<Partial<Card>, 'readings' | 'expires'>): { expires: CivilDate; differ: boolean } | null {
  const dates = Object.values(readings ?? {}).filter(date => typeof date === 'string')
  const said = expires === undefined ? dates : [...dates, expires]
  const [earliest] = said.filter(date => date !== null).sort()
  return earliest ? { expires: earliest, differ: new Set(said).size > 1 } : null
}

/** A longer time is likely a typing error (R10). */
export const FAR_EXPIRY: Period = { years: 15, months: 0, weeks: 0, days: 0, workdays: 0 }

export async function confirmExpiry(
  expires: CivilDate | null,
  today: CivilDate,
  ctx: Context,
): Promise<void> {
  if (expires !== null && expires > after(today, FAR_EXPIRY))
    await confirm(ctx.words('ask.far-expiry', { date: ctx.longDate(expires) }), ctx)
}

/** Refuses an issue date in the future or after the expiry (R10). */
export function assertIssued(
  { issued, expires }: Pick<Card, 'issued' | 'expires'>,
  today: CivilDate,
  { words }: Context,
): void {
  if (issued === null) return
  const date = longDate(issued, words)
  if (issued > today) throw new RenewError('issued-ahead', { date })
  if (expires !== null && issued > expires)
    throw new RenewError('issued-after-expiry', { date, expires: longDate(expires, words) })
}
