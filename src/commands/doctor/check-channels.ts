import { channelObstacle } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { channelFailure, failureText } from '../../error-text.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { addressFault, failureAddress, maskedAddress } from '../../reminders/heartbeat-address.ts'
import { type Ledger, stateOf } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import type { Settings } from '../../settings.ts'
import { shortDate } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { channelWorld } from '../shared/channels.ts'
import { runAsTimer, type TimerStart, timerWarnings } from '../shared/timers.ts'
import type { AddCheck } from './screen.ts'

interface Known {
  settings: Settings
  ledger: Ledger | null
  /** How the timer starts a run, with the variables that the channels will see. */
  start: TimerStart | null
  serving: InstalledTimer | null
}

/** Checks whether every channel can send in the timer's runs and has sent; without channels, whether output is seen. */
export async function checkChannels(add: AddCheck, known: Known, ctx: Context): Promise<void> {
  const { words } = ctx
  const errorWords = await loadErrorWords(ctx.lang)
  const { settings, ledger } = known
  const channels = Object.entries(settings.channels)
  const env = known.start?.env ?? ctx.io.env
  if (channels.length === 0) {
    const warnings = known.serving === null ? [] : await timerWarnings(known.serving.kind, ctx)
    const unseen = warnings.find(({ warning }) => warning === 'output-unseen')
    if (unseen) add('bad', unseen.text, unseen.command ?? undefined)
    else add('warn', words('status.hint.no-channel'), 'renew channel add')
  }
  for (const [name, channel] of channels) {
    const obstacle = await channelObstacle(channel, { ...channelWorld(ctx), env })
    const state = stateOf(ledger ?? EMPTY_LEDGER, name)
    const { failingSince, gone } = state
    const error = channelFailure(state, errorWords)
    if (obstacle !== null) {
      const why = failureText(obstacle, errorWords)
      add('bad', words('doctor.channel-obstacle', { name, obstacle: why }), `renew channel test ${name}`)
    }
    if (gone) add('bad', words('status.hint.channel-gone', { name, error }), `renew channel edit ${name}`)
    else if (failingSince !== null) {
      const since = shortDate(failingSince.slice(0, 10), words)
      add('bad', words('status.hint.channel', { name, since, error }), `renew channel test ${name}`)
    } else if (obstacle === null) add('ok', words('doctor.channel', { name }))
  }
}

/** Reports the heartbeat address, if set, and whether it is also called after a failed run. */
export async function checkHeartbeat(
  add: AddCheck,
  { values }: Settings,
  { words, lang }: Context,
): Promise<void> {
  const { heartbeat, heartbeatFail } = values
  if (heartbeat === null) return
  const why = addressFault(heartbeat)
  if (why) {
    const says = (await loadErrorWords(lang))(`error.heartbeat-refused/${why}`)
    add('bad', says, 'renew config set heartbeat URL')
    return
  }
  const failure = heartbeatFail ?? failureAddress(heartbeat, '')
  add('ok', words('doctor.heartbeat', { address: maskedAddress(heartbeat), tells: failure !== null }))
}

/** Sends a test message through every channel, each from a process started as the timer does. */
export async function checkSending(
  add: AddCheck,
  start: TimerStart,
  names: readonly string[],
  ctx: Context,
): Promise<void> {
  const { words } = ctx
  const sent = await Promise.all(
    names.map(async name => ({
      name,
      done: await runAsTimer(start, ['channel', 'test', name, '--json', '--lang', ctx.lang], ctx),
    })),
  )
  for (const { name, done } of sent) {
    if (done.code === 0) add('ok', words('doctor.sent', { name }))
    else {
      const error = done.stderr.trim().split('\n')[0] || done.error || `exit ${done.code}`
      const says = errorMessageIn(done.stdout) ?? words('doctor.not-sent', { name, error })
      add('bad', says, `renew channel test ${name}`)
    }
  }
}

function errorMessageIn(json: string): string | null {
  try {
    const { error } = JSON.parse(json) as { error?: { message?: unknown } }
    return typeof error?.message === 'string' ? error.message : null
  } catch {
    return null
  }
}
