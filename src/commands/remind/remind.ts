import type { Context } from '../../context.ts'
import { inEnglish } from '../../error-text.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { loadAllWords } from '../../messages/index.ts'
import { deliver } from '../../reminders/run.ts'
import type { Report } from '../../reminders/run-input.ts'
import { removeQuietly } from '../../storage/atomic-file.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { lockInfo, type Release, tryLock } from '../../storage/lock.ts'
import { exists } from '../../storage/own-file.ts'
import { renderParagraph } from '../../text/wrap.ts'
import { command, type OptionsOf } from '../command.ts'
import { dryRunToday, dryRunUntil } from './dry-run.ts'
import type { Heartbeat, RunEnd } from './heartbeat.ts'
import { loadRun } from './load-run.ts'
import { renderReport } from './screen.ts'

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
  // The ledger records what was really sent, so a run for another day must not write.
  if ((until !== undefined || ctx.on !== null) && !dryRun) throw new RenewError('needs-dry-run', {})
  if (until !== undefined) return dryRunUntil(until, channel, ctx)
  if (dryRun) return dryRunToday(scheduled, channel, ctx)

  const { endOfError, heartbeatOf } = await import('./heartbeat.ts')
  // A run through one channel says nothing about the others.
  const heartbeat = channel === null ? heartbeatOf(scheduled, ctx) : null
  try {
    const end = await run(scheduled, channel, heartbeat, ctx)
    if (end !== null) await heartbeat?.end(end)
  } catch (error) {
    await heartbeat?.end(await endOfError(error, ctx))
    throw error
  }
}

async function run(
  scheduled: boolean,
  channel: string | null,
  heartbeat: Heartbeat | null,
  ctx: Context,
): Promise<RunEnd | null> {
  const { settings, cards, ledger, kept, data } = ctx.paths
  // A timer is installed from a home with settings. If nothing is there, a disk may not be mounted.
  if (scheduled && ![settings, cards, ledger, kept].some(exists))
    throw new RenewError('home-lost', { folder: data })

  const release = acquireRunLock(ctx)
  if (release === null) return null
  heartbeat?.start()
  try {
    const loaded = await loadRun({ scheduled, channel, dryRun: false }, ctx)
    const input = { ...loaded, isHeld: release.isHeld }
    if (ctx.cards.isLarge) ctx.io.status(ctx.words('progress.remind'))
    const report = await deliver(input)
    ctx.changed = true
    // Others may have changed the cards during the run.
    ctx.forget()
    if (scheduled && report.complete) removeQuietly(ctx.paths.oldQuiet)
    await showReport(report, scheduled, ctx)
    return heartbeat && (await (await import('./heartbeat.ts')).endOf(report, scheduled, ctx))
  } finally {
    release()
  }
}

async function showReport(report: Report, scheduled: boolean, ctx: Context): Promise<void> {
  if (ctx.json)
    ctx.answer(
      () => reportJson(report),
      () => '',
    )
  const { out, err } =
    isQuiet(report) && report.faults.length === 0
      ? { out: '', err: '' }
      : renderReport(report, await loadAllWords(ctx.lang), ctx.stdout)
  if (!ctx.json) ctx.io.out(out)
  if (!scheduled && isQuiet(report)) await sayNext(ctx)
  // Cron would mail a fault that lasts after every run.
  if (!scheduled || !report.complete) ctx.io.err(err)
  if (!report.complete) ctx.exitCode = EXIT.undelivered
}

async function sayNext(ctx: Context): Promise<void> {
  if (!ctx.stdout.isTTY || ctx.json) return
  const { words } = ctx
  const { nextReminderFacts, nextReminderText } = await import('../shared/next-reminder.ts')
  const { inspectTimers, servingTimer } = await import('../shared/timers.ts')
  const cards = await ctx.assess(ctx.cards.cards())
  const timer = servingTimer(await inspectTimers(ctx), ctx)
  const facts = nextReminderFacts(cards, timer, ctx)
  const next = facts === null ? words('doctor.nothing-ahead') : nextReminderText(facts, ctx)
  ctx.io.out(renderParagraph(words('remind.view.none-due', { next }), ctx.stdout))
}

function isQuiet({ delivered, failed, owed }: Report): boolean {
  return delivered.length + failed.length + owed.length === 0
}

function reportJson({ delivered, failed, owed, quiet }: Report): object {
  return {
    schema: 1,
    delivered,
    failed: failed.map(({ ofChannel: _, ...one }) => ({ ...one, error: inEnglish(one.error) })),
    owed,
    quiet,
  }
}

/** Returns null if another run has it; if none can be made, or an expired one not removed, the run goes on (§8). */
function acquireRunLock(ctx: Context): Release | null {
  const { runLock, state } = ctx.paths
  try {
    ensureOwnFolder(state, ctx.io.uid)
    const release = tryLock(runLock, warning => ctx.io.warnings.push(warning))
    if (release) return release
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return WITHOUT_LOCK
  }
  if (!lockInfo(runLock)?.isExpired) return null
  ctx.io.warnings.push(new RenewError('lock-kept', { file: runLock }))
  return WITHOUT_LOCK
}

const WITHOUT_LOCK: Release = Object.assign(() => {}, { isHeld: () => true })
