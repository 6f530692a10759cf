import type { Context } from '../../context.ts'
import { instead } from '../../errors.ts'
import { DEFAULT_REMIND_AT, readRemindAt, remindAtOf } from '../../reminders/due.ts'
import { timerState } from '../../reminders/self-check.ts'
import { exists } from '../../storage/own-file.ts'
import { printable } from '../../text/printable.ts'
import { renderNote } from '../../text/wrap.ts'
import { chooseTimer, installTimer, isTimerKind, TIMER_KINDS, TIMERS, textsOf } from '../../timers/index.ts'
import { hourlyTimes, minuteOf, type TimerKind, type TimerPlan } from '../../timers/timer.ts'
import { NETWORK_VARIABLES, networkVariables } from '../../timers/timer-plan.ts'
import { command, type OptionsOf } from '../command.ts'
import { confirm } from '../shared/ask.ts'
import { changeSettings } from '../shared/changes.ts'
import { ledgerOrEmpty } from '../shared/coming-reminders.ts'
import {
  clockThere,
  differencesText,
  inspectTimers,
  notePaths,
  noteTimerWarnings,
  planHere,
} from '../shared/timers.ts'
import { renderTimer } from './screen.ts'

const KIND = { '--with <kind>': { words: 'timer.with', choices: TIMER_KINDS } } as const
const KIND_AND_TIME = {
  ...KIND,
  '--at <time>': { words: ({ words }: Context) => `${words('timer.at')} (${DEFAULT_REMIND_AT})` },
} as const

type Options = OptionsOf<typeof KIND>

export default command({
  example: 'renew timer install',
  commands: {
    install: command({
      options: KIND_AND_TIME,
      json: true,
      yes: true,
      example: 'renew timer install\nrenew timer install --with cron --at 08:30',
      run: ({ options }, ctx) => install(options, ctx),
    }),
    status: command({ reads: true, json: true, example: 'renew timer status', run: (_, ctx) => status(ctx) }),
    print: command({
      reads: true,
      options: KIND,
      json: true,
      example: 'renew timer print --with systemd',
      run: ({ options }, ctx) => print(options, ctx),
    }),
    remove: command({
      options: KIND,
      json: true,
      yes: true,
      example: 'renew timer remove',
      run: ({ options }, ctx) => remove(options, ctx),
    }),
  },
})

async function install(options: OptionsOf<typeof KIND_AND_TIME>, ctx: Context): Promise<void> {
  const kind = isTimerKind(options.with) ? options.with : await chooseTimer(ctx.io)
  const timer = await TIMERS[kind]()
  const reason = await timer.unavailable(ctx.io)
  if (reason) throw reason
  const remindAt = options.at === undefined ? null : readRemindAt(options.at)
  const here = await planHere(ctx, { temporary: ctx.yes })
  const { plan } = here
  notePaths(here, ctx)
  const proxies = networkVariables(ctx.io.env).secret
  const before = (await inspectTimers(ctx)).find(one => one.kind === kind)
  const entry = await installTimer(kind, plan, ctx.io)
  const timeBefore = remindAtOf(ctx.settings.read().values)
  const at = await storeTimer({ kind, plan, proxies, remindAt, isUnchanged: entry === 'unchanged' }, ctx)
  const isOtherTime = entry === 'unchanged' && at !== timeBefore
  const result = isOtherTime ? 'updated' : entry
  noteVariables(plan, Object.keys(proxies), ctx)
  await noteTimerWarnings(kind, ctx)
  const times = hourlyTimes(minuteOf(before?.times ?? []) ?? timer.minute)
  const changed = before && entry === 'updated' ? differencesText(before, ctx.words) : ''
  const how = isOtherTime ? `${timeBefore} → ${at}` : changed
  ctx.answer(
    () => ({ schema: 1, timer: { kind, result, times, remindAt: at } }),
    to => renderNote(ctx.words(`timer.done.${result}`, { kind, at, how }), to),
  )
}

interface NewTimer {
  kind: TimerKind
  plan: TimerPlan
  /** Proxies with a password, which the entry must not contain. */
  proxies: Record<string, string>
  remindAt: string | null
  isUnchanged: boolean
}

/** Records the timer in the settings. @returns the time from which reminders go out */
async function storeTimer(
  { kind, plan: { node, script }, proxies, remindAt, isUnchanged }: NewTimer,
  ctx: Context,
): Promise<string> {
  const { timer: known, values } = ctx.settings.read()
  const files = await (await TIMERS[kind]()).files(ctx.io)
  const installed = isUnchanged && known?.kind === kind ? known.installed : ctx.timestamp()
  // A timer's run does not have the user's locale.
  const lang = ctx.chosenLang ?? values.lang
  const withProxies = Object.keys(proxies).length > 0 ? { proxies } : {}
  await changeSettings(
    'timer install',
    settings => ({
      ...settings,
      values: { ...settings.values, lang, remindAt: remindAt ?? settings.values.remindAt },
      timer: { kind, at: FIRST_RUN, installed, node, script, files, ...withProxies },
    }),
    ctx,
  )
  if (lang !== values.lang) ctx.note(ctx.words('timer.lang'))
  return remindAt ?? remindAtOf(values)
}

/** Notes which variables of the shell the timer has too, and which stay in the settings as they contain a password. */
function noteVariables({ env }: TimerPlan, secrets: readonly string[], ctx: Context): void {
  const listed = (names: readonly string[]) => names.join(ctx.words('words.listed'))
  const carried = NETWORK_VARIABLES.filter(name => env[name] !== undefined)
  if (carried.length > 0) ctx.note(ctx.words('timer.carried', { names: listed(carried) }))
  if (secrets.length > 0) ctx.note(ctx.words('timer.proxies', { names: listed(secrets) }))
}

/** The first run of a day, which earlier versions need in the settings. */
const FIRST_RUN = '00:07'

async function status(ctx: Context): Promise<void> {
  const found = await inspectTimers(ctx)
  const recorded = found.length > 0 ? ctx.settings.read().timer : null
  const { lastRun, stale, late } = timerState(recorded, ledgerOrEmpty(ctx).lastRun, ctx.io.now(), exists)
  const zones = await zonesOfCards(ctx).catch(instead([]))
  const timers = found.map(({ next, ...timer }) => ({
    ...timer,
    next: next === null ? null : ctx.io.timestamp(next),
    elsewhere: timer.cards !== null && timer.cards !== ctx.paths.cards ? timer.cards : null,
    nextThere: next === null ? [] : zones.flatMap(zone => clockThere(next, zone, ctx) ?? []),
  }))
  const data = { timers, remindAt: remindAtOf(ctx.settings.read().values), lastRun, stale, late }
  ctx.answer(
    () => ({ schema: 1, ...data }),
    to => renderTimer(data, ctx.words, to),
  )
  for (const { kind } of found) await noteTimerWarnings(kind, ctx)
}

async function zonesOfCards(ctx: Context): Promise<string[]> {
  const open = ctx.cards.cards().filter(({ closed }) => closed === null)
  const assessed = await ctx.assess(open)
  return [...new Set(assessed.flatMap(({ resolved }) => resolved.zone.value ?? []))].sort()
}

async function print(options: Options, ctx: Context): Promise<void> {
  const kind = isTimerKind(options.with) ? options.with : await chooseTimer(ctx.io)
  const here = await planHere(ctx)
  notePaths(here, ctx)
  const { plan } = here
  const entries = await textsOf(kind, plan, ctx.io)
  ctx.answer(
    () => ({ schema: 1, timer: kind, entries }),
    () => entries.map(({ place, text }) => `# ${place}\n${text.trimEnd()}\n`).join('\n'),
  )
}

async function remove(options: Options, ctx: Context): Promise<void> {
  const found = (await inspectTimers(ctx)).filter(({ kind }) => !options.with || kind === options.with)
  for (const { cards } of found) {
    // Without the timer, the cards of that other home have no reminders.
    if (cards !== null && cards !== ctx.paths.cards && exists(cards))
      await confirm(ctx.words('timer.ask-other-home', { cards: printable(cards) }), ctx)
  }
  const kinds = options.with ? [options.with] : found.map(({ kind }) => kind)
  let removed = false
  for (const kind of kinds) {
    const timer = await TIMERS[kind as keyof typeof TIMERS]()
    removed = (await timer.remove(ctx.io)) === 'removed' || removed
  }
  if (ctx.settings.read().timer !== null) {
    await changeSettings('timer remove', settings => ({ ...settings, timer: null }), ctx)
  }
  ctx.answer(
    () => ({ schema: 1, removed }),
    to => renderNote(ctx.words(removed ? 'timer.removed' : 'timer.absent'), to),
  )
}
