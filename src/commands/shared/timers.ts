import type { Context } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import type { Finished, Instant } from '../../io/real-io.ts'
import { printable } from '../../text/printable.ts'
import { chooseTimer, isTimerKind, readInstalled, TIMERS } from '../../timers/index.ts'
import type { InstalledTimer, TimerConcern, TimerKind, TimerPlan } from '../../timers/timer.ts'
import { DEFAULT_AT, planTimer } from '../../timers/timer-plan.ts'
import { whyItVanishes } from '../../timers/vanishing-path.ts'
import { settingsOrBackup } from './channels.ts'

/** What starts this program, and the paths in it that lie in a folder which is emptied now and then. */
export async function planHere(
  at: string | undefined,
  ctx: Context,
): Promise<{ plan: TimerPlan; temporary: string[] }> {
  const { node, script, env, platform, clockFault } = ctx.io
  const plan = planTimer({
    node,
    script,
    // A zone that nobody knows is UTC here; every run would complain of it.
    env: clockFault?.name === 'TZ' ? { ...env, TZ: undefined } : env,
    platform,
    zone: ctx.io.zoneName(),
    at: at ?? ctx.settings.read().timer?.at ?? DEFAULT_AT,
    acceptTemporary: true,
  })
  const temporary = [plan.node, plan.script].filter(path => whyItVanishes(path, env) === 'temporary')
  return { plan, temporary }
}

/** Everything of ours that is installed, read back from the system. */
export async function inspectTimers(ctx: Context): Promise<InstalledTimer[]> {
  const installed = await readInstalled(ctx.io, await planOrNull(ctx))
  return installed.map(timer => ({ ...timer, next: nextOf(timer, ctx) }))
}

/** What would be installed now; null where this renew could not be (started from npx's cache, say). */
async function planOrNull(ctx: Context): Promise<TimerPlan | null> {
  try {
    return (await planHere(undefined, ctx)).plan
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}

/** Its next run. Cron, launchd and the Task Scheduler do not say, but they do what their entry says. */
function nextOf({ active, paths, missing, next, times }: InstalledTimer, ctx: Context): Instant | null {
  if (active === false || paths.length === 0 || missing.length > 0) return null
  return next ?? runAfter(times, ctx.io.now(), ctx)
}

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
export function noteTimerClock(times: readonly string[], ctx: Context): void {
  const { io } = ctx
  const zone = io.machineZone()
  if (zone === null || times.length === 0) return
  const today = ctx.today(null)
  const yours = times.map(time => io.timestamp(io.instantAt(today, time, zone)).slice(11, 16))
  ctx.note(ctx.words('timer.clock', { zone: printable(zone), times: yours.join(ctx.words('words.listed')) }))
}

/** How the timer starts renew, with all that its runs are given. */
export interface TimerStart {
  kind: TimerKind
  node: string
  script: string
  /** Every variable there is: what the daemon gives, and what the entry sets. */
  env: Record<string, string>
}

/**
 * How the installed timer starts renew, or the one that `install` would make; null where an entry cannot be understood.
 * @param timer the one that is installed
 * @throws RenewError where this renew could not be installed, and why
 */
export async function timerStart(timer: InstalledTimer | null, ctx: Context): Promise<TimerStart | null> {
  const kind = timer?.kind ?? (await chooseTimer(ctx.io))
  const { node, script, env } = timer ?? (await planHere(undefined, ctx)).plan
  if (node === null || script === null) return null
  return { kind, node, script, env: { ...(await (await TIMERS[kind]()).surroundings(ctx.io)), ...env } }
}

/** The timer among these that will remind of the cards here; null when none will. */
export function servingTimer(timers: readonly InstalledTimer[], ctx: Context): InstalledTimer | null {
  const works = ({ cards, missing, active }: InstalledTimer) =>
    cards === ctx.paths.cards && missing.length === 0 && active !== false
  return timers.find(works) ?? null
}

/** How runs for the cards here are started, or would be. */
export async function servingStart(ctx: Context): Promise<TimerStart | null> {
  try {
    return await timerStart(servingTimer(await inspectTimers(ctx), ctx), ctx)
  } catch (error) {
    // A crontab that nobody can understand starts nothing.
    if (error instanceof RenewError) return null
    throw error
  }
}

/** Longest run of a question to another renew, in milliseconds: a channel's attempt takes ten seconds. */
const LIMIT = 30_000

/** Runs this renew as the timer would: its node, its script, its variables and nothing else, in the user's home. */
export function runAsTimer(
  start: TimerStart,
  words: readonly string[],
  ctx: Context,
  capture?: number,
): Promise<Finished> {
  const { node, script, env } = start
  const home = env.HOME ?? env.USERPROFILE
  return ctx.io.run(node, [script, ...words], {
    env,
    bare: true,
    timeout: LIMIT,
    ...(capture === undefined ? {} : { capture }),
    ...(home === undefined ? {} : { cwd: home }),
  })
}

/** Why a timer of a kind may start nothing here, or nobody see what its runs print. */
export async function timerConcerns(kind: TimerKind, ctx: Context): Promise<TimerConcern[]> {
  const concerns = await (await TIMERS[kind]()).concerns(ctx.io)
  // With a channel set up nothing is printed, so nobody need see it.
  const isPrinted = Object.keys((await settingsOrBackup(ctx)).settings.channels).length === 0
  return concerns.filter(concern => concern !== 'output-unseen' || isPrinted)
}

/**
 * Says beside a new card why nobody might see its reminders though a timer is installed (§8); once a day, since many
 * cards may be added in a row.
 */
export async function warnOutputUnseen(ctx: Context): Promise<void> {
  const { timer, said } = ctx.settings.read()
  const today = ctx.today(null)
  if (timer === null || said.unseen === today) return
  if (!isTimerKind(timer.kind)) return
  const concerns = await timerConcerns(timer.kind, ctx)
  if (concerns.length === 0) return
  for (const concern of concerns) ctx.note(ctx.words(`timer.concern.${concern}`))
  try {
    await ctx.settings.change(now => ({ ...now, said: { ...now.said, unseen: today } }))
  } catch (error) {
    // The card is stored; that this may be said twice is no reason to call that a failure.
    if (!(error instanceof RenewError)) throw error
  }
}
