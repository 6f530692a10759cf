import { type CivilDate, partsOf } from '../dates/civil-date.ts'
import type { StatusWords } from '../messages/index.ts'

export function longDate(date: CivilDate, words: StatusWords): string {
  return words.dates.long(partsOf(date))
}

export function shortDate(date: CivilDate, words: StatusWords): string {
  return words.dates.short(partsOf(date))
}

export function dateTime(instant: string, words: StatusWords): string {
  return words('date.moment', { date: longDate(instant.slice(0, 10), words), time: instant.slice(11, 16) })
}

const YEAR = 365.25
const MONTH = YEAR / 12
const THREE_YEARS = 3 * 365

/** Beyond a year in months, beyond three in years. */
export function timeLeft(days: number, words: StatusWords): string {
  if (days === 0) return words('status.left.today')
  const [unit, count] = roughly(Math.abs(days))
  return words(`status.${days > 0 ? 'left' : 'past'}.${unit}`, { count })
}

function roughly(days: number): ['days' | 'months' | 'years', number] {
  if (days <= 366) return ['days', days]
  // Ten years less a few days are shown as ten years.
  if (days < THREE_YEARS) return ['months', Math.floor((days + 3) / MONTH)]
  return ['years', Math.floor((days + 15) / YEAR)]
}
