import type { Card } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { pairs } from './typed-lists.ts'

/** Where a date may be read (§4). */
const PLACES = ['card', 'visa', 'receipt']

/** Dates by the place they were read at. @param readDay how each is understood */
export async function readReadings(
  text: string,
  readDay: (text: string) => Promise<CivilDate>,
): Promise<Card['readings']> {
  const readings: Record<string, CivilDate> = {}
  for (const [where, date] of pairs(text)) {
    if (!PLACES.includes(where))
      throw new RenewError('not-a-choice', { name: where, choices: PLACES.join(', ') })
    readings[where] = await readDay(date)
  }
  return readings
}

/** The expiry is the earliest of what was read (§4); null where nothing was. */
export function earliestOf({
  readings,
  expires,
}: Pick<Partial<Card>, 'readings' | 'expires'>): { expires: CivilDate; differ: boolean } | null {
  const dates = Object.values(readings ?? {}).filter(date => typeof date === 'string')
  const said = expires === undefined ? dates : [...dates, expires]
  const earliest = said.filter(date => date !== null).sort()[0]
  return earliest ? { expires: earliest, differ: new Set(said).size > 1 } : null
}

/** The same, and that they differ is said. */
export function expiryFromReadings(card: Partial<Card>, ctx: Context): Partial<Card> {
  const earliest = earliestOf(card)
  if (!earliest) return {}
  if (earliest.differ) ctx.note(ctx.words('field.readings-differ', { date: ctx.longDate(earliest.expires) }))
  return { expires: earliest.expires }
}
