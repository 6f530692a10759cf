import { addDays, type CivilDate, daysBetween, LAST_DAY } from './civil-date.ts'

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

/** How many days after the base the first day after `day` lies; null when there is none. */
export function nextOffset(repeat: Repeat, day: CivilDate): number | null {
  const { base, first, step, last } = repeat
  const steps = Math.floor((daysBetween(base, day) - first) / step) + 1
  const offset = first + Math.max(0, steps) * step
  return offset <= Math.min(last, daysBetween(base, LAST_DAY)) ? offset : null
}

/** The offsets of all days after `after`, up to and including `until`. */
export function offsetsWithin(repeat: Repeat, after: CivilDate, until: CivilDate): number[] {
  const start = nextOffset(repeat, after)
  const end = newestOffset(repeat, until)
  if (start === null || end === null) return []
  return Array.from(
    { length: Math.max(0, (end - start) / repeat.step + 1) },
    (_, n) => start + n * repeat.step,
  )
}

/** The day at an offset. */
export function dayAt(repeat: Repeat, offset: number): CivilDate {
  return addDays(repeat.base, offset)
}
