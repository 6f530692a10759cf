import type { Context } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import type { Instant } from '../../io/real-io.ts'
import { printable } from '../../text/printable.ts'

/** An instant by the clocks of a zone, RFC 3339. */
export interface ClockThere {
  zone: string
  at: string
}

/**
 * When the timer runs next, on or after a day of a zone.
 * @param times `HH:MM` by the machine's clock, as the entry has them
 * @param from the run is after it
 */
export function runAfter(
  times: readonly string[],
  from: Instant,
  { io }: Context,
  day: CivilDate | null = null,
  zone: string | null = null,
): Instant | null {
  const today = io.dayIn(null, from)
  // No zone is more than a day away from another.
  const first = day !== null && addDays(day, -2) > today ? addDays(day, -2) : today
  const clock = io.machineZone()
  const runs = [-1, 0, 1, 2, 3, 4].flatMap(days =>
    times.map(time => io.instantAt(addDays(first, days), time, clock)),
  )
  const fits = (run: Instant) => run > from && (day === null || io.dayIn(zone, run) >= day)
  return runs.filter(fits).sort((a, b) => a - b)[0] ?? null
}

/** A run by the clock of a zone, where it shows another time than the user's. */
export function clockThere(run: Instant, zone: string | null, { io }: Context): ClockThere | null {
  if (zone === null) return null
  const at = io.timestampIn(zone, run)
  return at.slice(0, 16) === io.timestamp(run).slice(0, 16) ? null : { zone, at }
}

/** Says by whose clock a timer's times are, where that is not the user's. */
export function tellClock(times: readonly string[], ctx: Context): void {
  const { io } = ctx
  const zone = io.machineZone()
  if (zone === null || times.length === 0) return
  const today = ctx.today(null)
  const yours = times.map(time => io.timestamp(io.instantAt(today, time, zone)).slice(11, 16))
  ctx.note(ctx.words('timer.clock', { zone: printable(zone), times: yours.join(ctx.words('words.listed')) }))
}
