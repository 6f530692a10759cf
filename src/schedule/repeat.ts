import { addDays, type CivilDate, daysBetween, LAST_DAY } from '../dates/civil-date.ts'

/** Days that repeat at even steps; `first` and `last` count in days from `base`. */
export interface Repeat {
  base: CivilDate
  first: number
  step: number
  /** `Infinity` for what never ends; the calendar ends it all the same. */
  last: number
}

/** How many days after the base the newest day on or before `day` lies; null when there is none. */
export function newestOffset(repeat: Repeat, day: CivilDate): number | null {
  const limit = Math.min(daysBetween(repeat.base, day), repeat.last)
  return limit < repeat.first ? null : limit - ((limit - repeat.first) % repeat.step)
}

/** How many days after the base the first day on or after `day` lies; null when there is none. */
export function firstOffset(repeat: Repeat, day: CivilDate): number | null {
  const { base, first, step, last } = repeat
  const steps = Math.max(0, Math.ceil((daysBetween(base, day) - first) / step))
  const offset = first + steps * step
  return offset <= Math.min(last, daysBetween(base, LAST_DAY)) ? offset : null
}

/** The offsets of all days from one day to another, both included. */
export function offsetsBetween(repeat: Repeat, from: CivilDate, until: CivilDate): number[] {
  const offsets: number[] = []
  const end = Math.min(daysBetween(repeat.base, until), repeat.last)
  const start = firstOffset(repeat, from) ?? Infinity
  for (let offset = start; offset <= end; offset += repeat.step) offsets.push(offset)
  return offsets
}

/** The day at an offset. */
export function dayAt(repeat: Repeat, offset: number): CivilDate {
  return addDays(repeat.base, offset)
}
