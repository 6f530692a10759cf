import type { Context } from '../../context.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { timerState } from '../../reminders/self-watch.ts'
import type { Settings } from '../../settings.ts'
import { moment } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { planHere, runAsTimer, type TimerStart, timerConcerns } from '../shared/timers.ts'
import type { Say } from './screen.ts'

interface Known {
  ledger: Ledger | null
  settings: Settings
}

/** What is installed, whether it starts this renew for these cards, whether its daemon runs, and when it last did. */
export async function lookAtTimer(
  say: Say,
  timers: readonly InstalledTimer[],
  { ledger, settings }: Known,
  ctx: Context,
): Promise<void> {
  const { words } = ctx
  if (timers.length === 0) say('bad', words('status.hint.no-timer'), 'renew timer install')
  for (const timer of timers) {
    await lookAtOne(say, timer, ctx)
    for (const concern of await timerConcerns(timer.kind, ctx)) {
      // Where nobody sees what is printed is said with the channels.
      if (concern === 'output-unseen') continue
      say(concern === 'not-running' ? 'bad' : 'warn', words(`timer.concern.${concern}`))
    }
  }
  if (!ledger || timers.length === 0) return
  const { lastRun, stale } = timerState(settings.timer, ledger.lastRun, ctx.io.now())
  const last = lastRun === null ? null : moment(lastRun, words)
  if (stale) say('bad', words('status.hint.timer-stale', { last }), 'renew timer status')
  else if (last !== null) say('ok', words('doctor.timer-ran', { last }))
}

async function lookAtOne(say: Say, timer: InstalledTimer, ctx: Context): Promise<void> {
  const { words } = ctx
  const { kind, times, missing, current, active, cards } = timer
  const install = 'renew timer install'
  if (cards !== null && cards !== ctx.paths.cards)
    say('bad', words('doctor.timer-elsewhere', { kind, cards }), 'renew timer remove')
  else if (missing.length > 0) say('bad', words('doctor.timer-missing', { kind, path: missing[0]! }), install)
  else if (active === false) say('bad', words('doctor.timer-off', { kind }), install)
  else if (current) say('ok', words('doctor.timer', { kind, times: times.join(words('words.listed')) }))
  else {
    const changed = await otherPath(timer, ctx)
    if (changed) say('warn', words('doctor.timer-other-path', { kind, ...changed }), install)
    else say('warn', words('doctor.timer-other', { kind }), install)
  }
}

/** The first path in which the entry differs from what runs now. */
async function otherPath(
  { node, script }: InstalledTimer,
  ctx: Context,
): Promise<{ there: string; here: string } | null> {
  const { plan } = await planHere(undefined, ctx)
  if (node !== null && node !== plan.node) return { there: node, here: plan.node }
  return script !== null && script !== plan.script ? { there: script, here: plan.script } : null
}

/** What `remind --dry-run --json` answers, as far as it is looked at (§7). */
interface Rehearsed {
  owed: { card: string }[]
  quiet: number
}

/** So much of a rehearsal is read, in characters: some ten thousand reminders in full. */
const CAPTURED = 32 * 1024 * 1024

/**
 * Has the timer's run rehearsed by a real process that gets nothing but what the timer would give it: another home, an
 * empty `PATH`, a node that does not start are found here and not on the day.
 * @param cards how many there are for us, null where that cannot be told
 */
export async function rehearseAsTimer(
  say: Say,
  start: TimerStart,
  cards: number | null,
  ctx: Context,
): Promise<void> {
  const { words } = ctx
  const done = await runAsTimer(start, ['remind', '--dry-run', '--json'], ctx, CAPTURED)
  const told = done.code === 0 ? parse(done.stdout) : null
  const said = done.stderr.trim().split('\n')[0] ?? ''
  if (done.code === 0 && done.stdout.length >= CAPTURED) {
    say('ok', cards === null ? words('doctor.rehearsal-unknown') : words('doctor.rehearsal-long', { cards }))
    return
  }
  if (told === null) {
    const how = said || done.error || `exit ${done.code}`
    say('bad', words('doctor.rehearsal-failed', { error: how }))
    return
  }
  const waiting = new Set(told.owed.map(({ card }) => card)).size
  const seen = told.quiet + waiting
  if (cards !== null && seen !== cards)
    say('bad', words('doctor.rehearsal-other', { there: seen, here: cards }), 'renew timer install')
  else say('ok', words('doctor.rehearsal', { cards: seen, waiting }))
  if (said !== '') say('warn', words('doctor.rehearsal-said', { said }))
}

/** The answer of another renew, null where it is none. */
function parse(text: string): Rehearsed | null {
  try {
    const { owed, quiet } = JSON.parse(text) as Partial<Rehearsed>
    return Array.isArray(owed) && typeof quiet === 'number' ? { owed, quiet } : null
  } catch {
    return null
  }
}
