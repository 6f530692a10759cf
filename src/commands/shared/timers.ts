import type { Context } from '../../context.ts'
import { addDays } from '../../dates/civil-date.ts'
import { instead } from '../../errors.ts'
import type { Instant, ProgramResult } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { Settings } from '../../settings.ts'
import { exists } from '../../storage/own-file.ts'
import { printable } from '../../text/printable.ts'
import {
  chooseTimer,
  differenceOf,
  installTimer,
  isTimerKind,
  readInstalled,
  TIMERS,
} from '../../timers/index.ts'
import { steadyPath, whyItVanishes } from '../../timers/program-paths.ts'
import type {
  InstalledTimer,
  TimerDifference,
  TimerKind,
  TimerPlan,
  TimerWarning,
} from '../../timers/timer.ts'
import { NETWORK_VARIABLES, planTimer } from '../../timers/timer-plan.ts'
import { settingsOrBackup } from './channels.ts'

export interface PlanHere {
  plan: TimerPlan
  /** In folders that are emptied now and then. */
  temporary: string[]
  /** Removed by an update of a version manager; null: an unknown one. */
  replaced: { path: string; manager: string | null }[]
}

/** @param how `temporary`: whether a path in a temporary folder is taken @throws RenewError as {@link planTimer} */
export async function planHere(ctx: Context, how = { temporary: true }): Promise<PlanHere> {
  const { platform } = ctx.io
  const env = timerEnv(ctx)
  const node = await steadyPath('node', ctx.io.node, ctx.io)
  const script = await steadyPath('renew', ctx.io.script, ctx.io)
  const zone = await chosenZone(ctx)
  const paths = { node: node.path, script: script.path }
  const plan = planTimer({ ...paths, env, platform, zone, acceptTemporary: how.temporary })
  return {
    plan,
    temporary: [plan.node, plan.script].filter(path => whyItVanishes(path, env) === 'temporary'),
    replaced: [node, script].flatMap(({ path, replacedBy }) => (replacedBy ? { path, ...replacedBy } : [])),
  }
}

/** A timer starts in another folder, so the path of the certificates is made absolute. */
function timerEnv(ctx: Context): Context['io']['env'] {
  const { NODE_EXTRA_CA_CERTS: named, ...env } = ctx.io.env
  const file = named ? ctx.fileAt(named) : null
  return file !== null && exists(file) ? { ...env, NODE_EXTRA_CA_CERTS: file } : env
}

/** Notes that a path of the timer may vanish, or is removed by an update. */
export function notePaths({ temporary, replaced }: PlanHere, ctx: Context): void {
  for (const path of temporary) ctx.note(ctx.words('timer.temporary', { path: printable(path) }))
  for (const { path, manager } of replaced)
    ctx.note(ctx.words('timer.replaced', { path: printable(path), manager }))
}

async function chosenZone(ctx: Context): Promise<string | null> {
  const { env, clockFault, isZone } = ctx.io
  // With an unknown TZ every run would print a note.
  const typed = clockFault?.name === 'TZ' ? '' : (env.TZ ?? '').trim()
  const zone = typed.replace(/^:?(\/usr\/share\/zoneinfo\/)?/, '')
  if (typed !== '') return isZone(zone) ? zone : typed
  const { zone: set } = (await settingsOrBackup(ctx)).settings.values
  return set !== null && isZone(set) ? set : null
}

export async function inspectTimers(ctx: Context): Promise<InstalledTimer[]> {
  // Started from npx's cache, for example, nothing can be installed.
  const here = await planHere(ctx).catch(instead(null))
  const installed = await readInstalled(ctx.io, here?.plan ?? null)
  return installed.map(timer => ({ ...timer, next: nextOf(timer, ctx) }))
}

/** cron, launchd and the Task Scheduler do not report the next run. */
function nextOf({ active, paths, missing, next, times }: InstalledTimer, ctx: Context): Instant | null {
  if (active === false || paths.length === 0 || missing.length > 0) return null
  return next ?? runAfter(times, ctx.io.now(), ctx)
}

/** An instant in the time of a zone (RFC 3339). */
export interface ClockThere {
  zone: string
  at: string
}

/** @param times `*:MM` for every hour, or `HH:MM`, in the machine's zone */
export function runAfter(times: readonly string[], from: Instant, { io }: Context): Instant | null {
  const today = io.dayIn(null, from)
  const clock = io.machineZone()
  const runs = [-1, 0, 1, 2].flatMap(days =>
    times.flatMap(hoursOf).map(time => io.instantAt(addDays(today, days), time, clock)),
  )
  return runs.filter(run => run >= from).sort((a, b) => a - b)[0] ?? null
}

function hoursOf(time: string): string[] {
  if (!time.startsWith('*')) return [time]
  return Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}${time.slice(1)}`)
}

/** Returns null where that is the user's time. */
export function clockThere(run: Instant, zone: string | null, { io }: Context): ClockThere | null {
  if (zone === null) return null
  const at = io.timestampIn(zone, run)
  return at.slice(0, 16) === io.timestamp(run).slice(0, 16) ? null : { zone, at }
}

export function timesText(times: readonly string[], words: CommandWords): string {
  const minute = times[0]?.startsWith('*') ? Number(times[0].slice(2)) : null
  return minute === null ? times.join(words('words.listed')) : words('timer.hourly', { minute })
}

/** Returns how a timer differs from what would be installed now, in words. */
export function differencesText(
  { differs, times, changes }: Pick<InstalledTimer, 'differs' | 'times' | 'changes'>,
  words: CommandWords,
): string {
  const listed = (all: readonly string[]) => all.join(words('words.listed'))
  const said = differs.map(one => {
    const changed = changes.filter(change => differenceOf(change) === one)
    switch (one) {
      case 'node':
      case 'script':
      case 'zone': {
        const { there, here } = changed[0]!
        return words(`timer.differs.${one}`, {
          there: there && printable(there),
          here: here && printable(here),
        })
      }
      case 'home':
      case 'variables':
        return words(`timer.differs.${one}`, { names: listed(changed.map(({ what }) => what)) })
      case 'fixed-hours':
        return words('timer.differs.fixed-hours', { times: listed(times) })
      default:
        return words(`timer.differs.${one}`)
    }
  })
  return listed(said)
}

/** Adds the proxies and certificates with which a channel's test message was sent to the timer (§9). */
export async function carryToTimer(ctx: Context): Promise<void> {
  if (ctx.settings.read().timer === null) return
  const timer = servingTimer(await inspectTimers(ctx), ctx)
  const names = timer?.changes.map(({ what }) => what) ?? []
  const isCarried = (name: string) => (NETWORK_VARIABLES as readonly string[]).includes(name)
  if (timer === null || names.length === 0 || !names.every(isCarried)) return
  if (timer.changes.some(({ here }) => here === null)) return
  await installTimer(timer.kind, (await planHere(ctx)).plan, ctx.io)
  ctx.note(ctx.words('timer.carried', { names: names.join(ctx.words('words.listed')) }))
}

/** An entry at fixed hours, or with a copy of the zone. */
const LACKS: Readonly<Record<string, readonly TimerDifference[]>> = {
  remindAt: ['fixed-hours', 'times'],
  zone: ['zone'],
}

/** Notes that a setting was changed that the timer does not follow, and the command that updates it. */
export async function noteTimerLacks(setting: string, ctx: Context): Promise<void> {
  const lacks = LACKS[setting]
  if (!lacks || ctx.settings.read().timer === null) return
  const timer = servingTimer(await inspectTimers(ctx), ctx)
  const differs = timer?.differs.filter(one => lacks.includes(one)) ?? []
  if (timer === null || differs.length === 0) return
  ctx.note(ctx.words('timer.lacks-setting', { how: differencesText({ ...timer, differs }, ctx.words) }))
}

export interface TimerStart {
  kind: TimerKind
  node: string
  script: string
  env: Record<string, string>
}

/** Returns null where the entry cannot be read. @param timer null: the one that `install` would make */
export async function timerStart(timer: InstalledTimer | null, ctx: Context): Promise<TimerStart | null> {
  const kind = timer?.kind ?? (await chooseTimer(ctx.io))
  const { node, script, env } = timer ?? (await planHere(ctx)).plan
  if (node === null || script === null) return null
  return { kind, node, script, env: { ...(await (await TIMERS[kind]()).daemonEnv(ctx.io)), ...env } }
}

/** Returns the timer that reminds of the cards of this home; null when none does. */
export function servingTimer(timers: readonly InstalledTimer[], ctx: Context): InstalledTimer | null {
  const works = ({ cards, missing, active }: InstalledTimer) =>
    cards === ctx.paths.cards && missing.length === 0 && active !== false
  return timers.find(works) ?? null
}

/** Returns how runs for this home are started, or would be; null where that cannot be read. */
export async function servingStart(ctx: Context): Promise<TimerStart | null> {
  const start = async () => timerStart(servingTimer(await inspectTimers(ctx), ctx), ctx)
  return start().catch(instead(null))
}

/** A channel's attempt alone takes ten seconds. */
const RUN_TIMEOUT_MS = 30_000

/** With its node, its script and only its variables, in the user's home folder. */
export function runAsTimer(
  start: TimerStart,
  args: readonly string[],
  ctx: Context,
  capture?: number,
): Promise<ProgramResult> {
  const { node, script, env } = start
  const home = env.HOME ?? env.USERPROFILE
  return ctx.io.run(node, [script, ...args], {
    env,
    bare: true,
    timeout: RUN_TIMEOUT_MS,
    ...(capture === undefined ? {} : { capture }),
    ...(home === undefined ? {} : { cwd: home }),
  })
}

export interface WarningText {
  warning: TimerWarning
  text: string
  command: string | null
}

export async function timerWarnings(kind: TimerKind, ctx: Context): Promise<WarningText[]> {
  const warnings = await (await TIMERS[kind]()).warnings(ctx.io)
  // With a channel set up nothing is printed.
  const isPrinted = Object.keys((await settingsOrBackup(ctx)).settings.channels).length === 0
  const { startCronCommand } = await import('../../timers/cron.ts')
  const commands: Record<TimerWarning, string | null> = {
    'not-running': startCronCommand(ctx.io.uid),
    'no-linger': 'loginctl enable-linger',
    'while-logged-in': null,
    'output-unseen': 'renew channel add',
    'mail-ascii': 'renew channel add',
  }
  return warnings
    .filter(warning => isPrinted || (warning !== 'output-unseen' && warning !== 'mail-ascii'))
    .filter(warning => warning !== 'mail-ascii' || ctx.lang !== 'en')
    .map(warning => ({
      warning,
      text: ctx.words(`timer.warning.${warning}`),
      command: commands[warning],
    }))
}

export async function noteTimerWarnings(kind: TimerKind, ctx: Context): Promise<boolean> {
  const warnings = await timerWarnings(kind, ctx)
  for (const { text, command } of warnings)
    ctx.note(command === null ? text : text.replace(/[.。]$/, '') + ctx.words('words.colon') + command)
  return warnings.length > 0
}

/** Where that fails, it is said again. */
export async function rememberSaid(said: Settings['said'], ctx: Context): Promise<void> {
  const change = (now: Settings): Settings => ({ ...now, said: { ...now.said, ...said } })
  await ctx.settings.change(change).catch(instead(null))
}

/** At most once a day (§8). */
export async function warnOutputUnseen(ctx: Context): Promise<void> {
  const { timer, said } = ctx.settings.read()
  const today = ctx.today(null)
  if (timer === null || said.unseen === today) return
  if (!isTimerKind(timer.kind)) return
  if (!(await noteTimerWarnings(timer.kind, ctx))) return
  await rememberSaid({ unseen: today }, ctx)
}
