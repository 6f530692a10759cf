import { Temporal } from 'temporal-polyfill'
import type { ReminderClock } from '../../src/reminders/due.ts'

/** A user's clock by an independent calendar: in a zone, at an instant in milliseconds. */
export function clockIn(userZone: string, now: number, remindAt = '08:00'): ReminderClock {
  return {
    now,
    remindAt,
    dayIn: (zone, at) => dateIn(zone ?? userZone, at),
    instantAt: (date, time, zone) => instantIn(zone ?? userZone, date, time),
  }
}

/** Returns the civil date in a zone. */
export function dateIn(zone: string, at: number): string {
  return wallClock(zone, at).slice(0, 10)
}

/** Returns the time in a zone, `HH:MM`. */
export function timeIn(zone: string, at: number): string {
  return wallClock(zone, at).slice(11, 16)
}

/** Returns the instant of a time in a zone; in the hour that a clock change skips, the first instant after it. */
export function instantIn(zone: string, date: string, time: string): number {
  return known(
    `${zone} ${date}T${time}`,
    () => Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds,
  )
}

/** Clocks change only at full quarters of an hour. */
const QUARTER = 900_000

function wallClock(zone: string, at: number): string {
  const quarter = Math.floor(at / QUARTER) * QUARTER
  const offset = known(
    `${zone} ${quarter}`,
    () => Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(zone).offsetNanoseconds,
  )
  return new Date(at + offset / 1e6).toISOString()
}

/** The calendar is slow, and the same hours are asked for again and again. */
const answers = new Map<string, number>()

function known(question: string, answer: () => number): number {
  const found = answers.get(question) ?? answer()
  answers.set(question, found)
  return found
}
