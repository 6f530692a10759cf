import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { isPermanentWord } from '../../dates/no-date-words.ts'
import { after, type Period } from '../../dates/period.ts'
import { RenewError } from '../../errors.ts'
import { longDate } from '../../text/dates.ts'
import { confirm } from './ask.ts'
import { withId } from './find-guide.ts'
import { readDate } from './read-date.ts'
import { typedPairs } from './typed-list.ts'

/** Reads a last valid day; null for a card without end. */
export async function readExpiry(
  text: string,
  { ctx, today }: { ctx: Context; today: CivilDate },
): Promise<CivilDate | null> {
  return isPermanentWord(text) ? null : readDate(text, today, ctx)
}

const PLACES = {
  card: ['card', '证件', '卡', 'карта', 'карточка', 'құжат'],
  visa: ['visa', '签证', 'виза'],
  receipt: ['receipt', '回执', '收据', 'квитанция', 'расписка', 'түбіртек'],
}

export async function readReadings(
  text: string,
  readDay: (text: string) => Promise<CivilDate>,
  { words }: Pick<Context, 'words'>,
): Promise<Card['readings']> {
  const readings: Record<string, CivilDate> = {}
  for (const [where, date] of typedPairs(text)) {
    const place = Object.entries(PLACES).find(([, names]) => names.includes(nameKey(where)))?.[0]
    if (place === undefined || place in readings) {
      const inWords = (id: string) =>
        withId(words(`show.reading.${id as keyof typeof PLACES}`), id, { words })
      throw new RenewError('not-a-choice', { name: where, choices: Object.keys(PLACES).map(inWords) })
    }
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
