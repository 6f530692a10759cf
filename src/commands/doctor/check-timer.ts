import type { Context } from '../../context.ts'
import { remindAtOf } from '../../reminders/due.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { timerState } from '../../reminders/self-check.ts'
import type { Settings } from '../../settings.ts'
import { exists } from '../../storage/own-file.ts'
import { dateTime } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { differencesText, planHere, runAsTimer, type TimerStart, timerWarnings } from '../shared/timers.ts'
import type { AddCheck } from './screen.ts'

interface Known {
  ledger: Ledger | null
  settings: Settings
}

/** Checks what is installed, whether it starts this program for these cards, its daemon, and its last run. */
export async function checkTimers(
  add: AddCheck,
  timers: readonly InstalledTimer[],
  { ledger, settings }: Known,
  ctx: Context,
): Promise<void> {
  const { words } = ctx
  if (timers.length === 0) add('bad', words('status.hint.no-timer'), 'renew timer install')
  for (const timer of timers) {
    await checkTimer(add, timer, ctx)
    for (const { warning, text, command } of await timerWarnings(timer.kind, ctx)) {
      // checkChannels reports this one.
      if (warning === 'output-unseen') continue
      add(warning === 'not-running' ? 'bad' : 'warn', text, command ?? undefined)
    }
  }
  if (!ledger || timers.length === 0) return
  const { lastRun, stale, late } = timerState(settings.timer, ledger.lastRun, ctx.io.now(), exists)
  const last = lastRun === null ? null : dateTime(lastRun, words)
  if (stale) add('bad', words('status.hint.timer-stale', { last }), 'renew timer status')
  else if (late) add('warn', words('doctor.timer-late', { last }))
  else if (last !== null) add('ok', words('doctor.timer-ran', { last }))
}

async function checkTimer(add: AddCheck, timer: InstalledTimer, ctx: Context): Promise<void> {
  const { words } = ctx
  const { kind, missing, current, active, cards } = timer
  const install = 'renew timer install'
  if (cards !== null && cards !== ctx.paths.cards)
    add('bad', words('doctor.timer-elsewhere', { kind, cards }), 'renew timer remove')
  else if (missing.length > 0) add('bad', words('doctor.timer-missing', { kind, path: missing[0]! }), install)
  else if (active === false) add('bad', words('doctor.timer-off', { kind }), install)
  else if (current) {
    add('ok', words('doctor.timer', { kind, at: remindAtOf(ctx.settings.read().values) }))
    for (const { path, manager } of (await planHere(ctx)).replaced)
      add('warn', words('doctor.timer-replaced', { path, manager }), install)
  } else {
    const path = timer.changes.find(({ what, there }) => (what === 'node' || what === 'script') && there)
    if (path)
      add('warn', words('doctor.timer-other-path', { kind, there: path.there!, here: path.here! }), install)
    else add('warn', words('doctor.timer-other', { kind, how: differencesText(timer, words) }), install)
  }
}

/** The part of the answer of `remind --dry-run --json` that is used (§7). */
interface DryRun {
  owed: { card: string }[]
  quiet: number
}

/** How much of the answer is read, in characters: about ten thousand reminders. */
const MAX_OUTPUT = 32 * 1024 * 1024

/**
 * Does a dry run in a process with only the environment of the timer: this finds another home, an empty `PATH`, or a
 * Node that does not start before a reminder is due.
 * @param cards how many cards there are here; null: unknown
 */
export async function dryRunAsTimer(
  add: AddCheck,
  start: TimerStart,
  cards: number | null,
  ctx: Context,
): Promise<void> {
  const { words } = ctx
  const { kind } = start
  const done = await runAsTimer(start, ['remind', '--dry-run', '--json', '--lang', ctx.lang], ctx, MAX_OUTPUT)
  const answer = done.code === 0 ? parse(done.stdout) : null
  const said = done.stderr.trim().split('\n')[0] ?? ''
  if (done.code === 0 && done.stdout.length >= MAX_OUTPUT) {
    add(
      'ok',
      cards === null
        ? words('doctor.rehearsal-unknown', { kind })
        : words('doctor.rehearsal-long', { kind, cards }),
    )
    return
  }
  if (answer === null) {
    const how = said || done.error || `exit ${done.code}`
    add('bad', words('doctor.rehearsal-failed', { kind, error: how }))
    return
  }
  const waiting = new Set(answer.owed.map(({ card }) => card)).size
  const seen = answer.quiet + waiting
  if (cards !== null && seen !== cards)
    add('bad', words('doctor.rehearsal-other', { kind, there: seen, here: cards }), 'renew timer install')
  else add('ok', words('doctor.rehearsal', { kind, cards: seen, waiting }))
  if (said !== '') add('warn', words('doctor.rehearsal-said', { kind, said }))
}

function parse(text: string): DryRun | null {
  try {
    const { owed, quiet } = JSON.parse(text) as Partial<DryRun>
    return Array.isArray(owed) && typeof quiet === 'number' ? { owed, quiet } : null
  } catch {
    return null
  }
}
