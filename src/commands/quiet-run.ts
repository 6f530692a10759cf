import path from 'node:path'
import { version } from '../../package.json'
import type { Context } from '../context.ts'
import { readQuiet } from '../disk/quiet-file.ts'
import { stampOf, stampsBelow } from '../disk/stamps.ts'
import { dropQuiet, writeQuiet } from '../disk/write-quiet.ts'
import { RenewError } from '../errors.ts'
import type { Job, Report } from '../reminders/job.ts'
import type { CivilDate } from '../schedule/civil-date.ts'

type Stamps = Record<string, string | null>

/** No zone is further ahead of UTC than this, in milliseconds (Kiritimati). */
const FURTHEST_AHEAD = 14 * 3_600_000

/** Where a run may be spared: the timer's own, with nothing set otherwise. */
function isPlainRun(scheduled: boolean, channel: string | null, ctx: Context): boolean {
  return scheduled && channel === null && !ctx.json && ctx.on === null && ctx.io.clockOverride === null
}

/**
 * Whether the last whole run already knows that nothing can be owed now; then the run is recorded, and that was all. A
 * register of thousands need not be read three times a day to find that out. In any doubt: no.
 * @returns whether the run is done
 */
export async function wasQuietRun(
  scheduled: boolean,
  channel: string | null,
  ctx: Context,
): Promise<boolean> {
  if (!isPlainRun(scheduled, channel, ctx)) return false
  const quiet = readQuiet(ctx.paths.quiet, ctx.io.uid)
  const now = ctx.io.now()
  if (!quiet || now < quiet.at || earliestDay(ctx) >= quiet.until) return false
  const stamps = await stampsNow(ctx)
  if (!areSame(quiet.stamps, stamps) || Object.values(stamps).includes(null)) return false
  try {
    writeQuiet(ctx.paths.quiet, { ...quiet, at: now, lastRun: ctx.timestamp() })
    return true
  } catch (error) {
    // The whole run says what is wrong with the disk.
    if (error instanceof RenewError) return false
    throw error
  }
}

/** What was there before a whole run looked at it; given to `rememberQuiet` when it is over. */
export async function stampsBefore(
  scheduled: boolean,
  channel: string | null,
  ctx: Context,
): Promise<Stamps | null> {
  if (!isPlainRun(scheduled, channel, ctx)) return null
  const stamps = await stampsNow(ctx)
  // What was read before is read again: it may have been another state than the stamps are of.
  ctx.forget()
  return stamps
}

/** After a whole run: writes down until when nothing can be owed, or takes away what was written before. */
export async function rememberQuiet(
  before: Stamps | null,
  job: Job,
  report: Report,
  ctx: Context,
): Promise<void> {
  const after = before && (await stampsNow(ctx))
  const until = before && after && isWell(report) ? await untilWhen(before, after, job, ctx) : null
  try {
    if (until === null || after === null) dropQuiet(ctx.paths.quiet)
    else
      writeQuiet(ctx.paths.quiet, {
        until,
        at: ctx.io.now(),
        lastRun: ctx.timestamp(),
        cards: job.cards.length,
        stamps: after,
      })
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    dropQuiet(ctx.paths.quiet)
  }
}

function isWell({ complete, owed, failed, faults }: Report): boolean {
  return complete && owed.length === 0 && failed.length === 0 && faults.length === 0
}

/** The ledger is read once more, for what is on the disk counts and not what this run believes it wrote. */
async function untilWhen(before: Stamps, after: Stamps, job: Job, ctx: Context): Promise<CivilDate | null> {
  const { ledger } = ctx.paths
  if (!areSame({ ...before, [ledger]: null }, { ...after, [ledger]: null })) return null
  if (Object.values(after).includes(null)) return null
  try {
    const { quietUntil } = await import('../reminders/quiet-until.ts')
    return quietUntil(job.cards, ctx.ledger.read(), earliestDay(ctx))
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}

/** The civil day where it begins first: no card's own day is a later one. */
function earliestDay(ctx: Context): CivilDate {
  return ctx.io.dayIn('UTC', ctx.io.now() + FURTHEST_AHEAD)
}

/** The state of everything a run looks at: the store, guides and working days, the program and Node's zone data. */
async function stampsNow(ctx: Context): Promise<Stamps> {
  const { cards, settings, ledger, guides, workdays } = ctx.paths
  const { script, nodeVersion } = ctx.io
  const built = path.join(path.dirname(script), '..', 'dist', 'main.js')
  const files = [cards, settings, ledger, script, built]
  return {
    version: `${version} ${nodeVersion}`,
    ...Object.fromEntries(files.map(file => [file, stampOf(file)])),
    ...stampsBelow(guides),
    ...stampsBelow(workdays),
  }
}

function areSame(a: Stamps, b: Stamps): boolean {
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && a[name] === b[name])
  )
}
