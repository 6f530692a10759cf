import type { Context } from '../../context.ts'
import { type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { inEnglish } from '../../error-text.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { deliver, preview } from '../../reminders/deliver.ts'
import type { Report, RunInput } from '../../reminders/run-input.ts'
import { removeQuietly } from '../../storage/atomic-file.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { lockInfo, minutesSince, tryLock } from '../../storage/lock.ts'
import { exists } from '../../storage/own-file.ts'
import { command, type OptionsOf } from '../command.ts'
import { readDate } from '../shared/read-date.ts'
import { dryRun } from './dry-run.ts'
import { callHeartbeat } from './heartbeat.ts'
import { loadRun } from './load-run.ts'
import { renderPreview, renderReport } from './screen.ts'

const OPTIONS = {
  '--dry-run': 'remind.dry-run',
  '--scheduled': 'remind.scheduled',
  '--channel <name>': { words: 'remind.channel', value: 'channel' },
  '--until <date>': 'remind.until',
} as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  options: OPTIONS,
  json: true,
  on: true,
  example: 'renew remind\nrenew remind --dry-run --until 2027-01-31',
  run: ({ options }, ctx) => remind(options, ctx),
})

async function remind(options: Options, ctx: Context): Promise<void> {
  const { dryRun = false, scheduled = false, channel = null, until } = options
  // A day that is not today must write nothing into the ledger of what really went out.
  if ((until !== undefined || ctx.on !== null) && !dryRun) throw new RenewError('needs-dry-run', {})
  if (until !== undefined) return rehearseUntil(until, channel, ctx)
  if (dryRun) return show(await loadRun({ scheduled: false, only: channel, mend: false }, ctx), ctx)

  // A run through one channel says nothing about the others.
  const beat = (run: 'good' | 'failed') => (channel === null ? callHeartbeat(run, scheduled, ctx) : undefined)
  try {
    const done = await run(scheduled, channel, ctx)
    if (done !== null) await beat(done)
  } catch (error) {
    await beat('failed')
    throw error
  }
}

/** One run; null when another one is at it. */
async function run(
  scheduled: boolean,
  channel: string | null,
  ctx: Context,
): Promise<'good' | 'failed' | null> {
  if (scheduled) await seeThatSomethingIsThere(ctx)
  const release = await acquireRunLock(ctx)
  if (release === null) return null
  try {
    const job = await loadRun({ scheduled, only: channel, mend: true }, ctx)
    if (ctx.cards.isLarge) ctx.progress('remind')
    const report = await deliver(job)
    ctx.changed = true
    // From now on the ledger's own last run is the later one.
    if (scheduled && report.complete) removeQuietly(ctx.paths.oldQuiet)
    tell(report, scheduled, ctx)
    if (report.complete) return 'good'
    ctx.exitCode = EXIT.undelivered
    return 'failed'
  } finally {
    release()
  }
}

/**
 * A timer was installed from a home in which it was written down. Where there is nothing at all, a disk is not mounted, or
 * everything was lost, and to find nothing owed there would be the silence we promise not to keep.
 */
async function seeThatSomethingIsThere(ctx: Context): Promise<void> {
  const { settings, cards, ledger, kept, data } = ctx.paths
  if (![settings, cards, ledger, kept].some(exists)) throw new RenewError('home-lost', { folder: data })
}

/** So many minutes another run may take before it is said (§8). */
const PATIENCE = 5

/** The run lock; null while another run has it. Where no lock can be made, reminding goes before order. */
async function acquireRunLock(ctx: Context): Promise<(() => void) | null> {
  const { runLock, state } = ctx.paths
  try {
    ensureOwnFolder(state, ctx.io.uid)
    const release = tryLock(runLock)
    if (release) return release
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return () => {}
  }
  const holder = lockInfo(runLock)
  // By a clock that was years ahead it will be young for years.
  const minutes = holder ? Math.abs(minutesSince(holder.since)) : 0
  if (holder && minutes >= PATIENCE) {
    // A folder, say, which no run of ours has put there and which cannot be taken over either.
    if (holder.state === 'unreadable') return () => {}
    const who = holder.pid === null ? null : `${holder.pid}@${holder.host}`
    throw new RenewError('run-stuck', { holder: who, minutes, file: runLock })
  }
  return null
}

/** Reports a run. The timer's own is silent when all went well: cron would mail a standing fault every time. */
function tell(report: Report, scheduled: boolean, ctx: Context): void {
  const { delivered, failed, owed, quiet, faults } = report
  if (ctx.json) {
    ctx.answer(
      () => ({
        schema: 1,
        delivered,
        failed: failed.map(one => ({ ...one, error: inEnglish(one.error) })),
        owed,
        quiet,
      }),
      () => '',
    )
  }
  const { out, err } = renderReport({ delivered, failed, owed, faults }, ctx.words, ctx.stdout)
  if (!ctx.json) ctx.io.out(out)
  if (!scheduled || !report.complete) ctx.io.err(err)
}

async function show(job: RunInput, ctx: Context): Promise<void> {
  const seen = await preview(job)
  const { messages, owed, quiet, faults } = seen
  ctx.answer(
    () => ({
      schema: 1,
      delivered: [],
      failed: [],
      owed,
      quiet,
      messages: messages.map(({ message: { calendar: _, ...message } }) => message),
    }),
    to =>
      renderPreview(
        messages.map(({ message, again }) => ({ day: null, again, message })),
        ctx.words,
        to,
      ),
  )
  ctx.io.err(renderReport({ delivered: [], failed: [], owed: [], faults }, ctx.words, ctx.stdout).err)
}

/** Longest rehearsal, in days: what is further off will be looked at again before it comes. */
const LONGEST = 3 * 366

async function rehearseUntil(typed: string, channel: string | null, ctx: Context): Promise<void> {
  const today = ctx.today(null)
  const until = await readDate(typed, today, ctx)
  if (until < today || daysBetween(today, until) > LONGEST)
    throw new RenewError('until-out-of-range', { date: until })
  const sent = await dryRun(until, channel, ctx)
  ctx.answer(
    () => ({ schema: 1, messages: sent.map(({ day, message }) => ({ day, ...message })) }),
    to =>
      renderPreview(
        sent.map(({ day, message }) => ({ day: day as CivilDate | null, again: false, message })),
        ctx.words,
        to,
      ),
  )
}
