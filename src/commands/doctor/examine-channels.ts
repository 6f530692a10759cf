import { channelObstacle } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { channelFailure, failureText } from '../../error-text.ts'
import type { Failure } from '../../failure.ts'
import { addressFault, failureAddress, maskedAddress } from '../../reminders/heartbeat-address.ts'
import { type Ledger, stateOf } from '../../reminders/ledger.ts'
import type { ChannelSettings, Settings } from '../../settings.ts'
import { shortDate } from '../../text/dates.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { channelWorld } from '../shared/channels.ts'
import { runAsTimer, type TimerStart, timerConcerns } from '../shared/timers.ts'
import type { Say } from './screen.ts'

interface Known {
  settings: Settings
  ledger: Ledger | null
  /** How the timer's runs are started; their variables count, not ours. */
  start: TimerStart | null
  /** The timer that reminds of these cards. */
  serving: InstalledTimer | null
}

/** Whether every channel has what it needs in the timer's runs, and how it has fared; with none, who sees what is printed. */
export async function lookAtChannels(say: Say, known: Known, ctx: Context): Promise<void> {
  const { words } = ctx
  const { settings, ledger } = known
  const channels = Object.entries(settings.channels)
  if (channels.length === 0) {
    const isUnseen =
      known.serving !== null && (await timerConcerns(known.serving.kind, ctx)).includes('output-unseen')
    if (isUnseen) say('bad', words('timer.concern.output-unseen'), 'renew channel add')
    else say('warn', words('status.hint.no-channel'), 'renew channel add')
  }
  for (const [name, channel] of channels) {
    const obstacle = await obstacleOf(channel, known.start, ctx)
    const state = ledger ? stateOf(ledger, name) : NOTHING_KNOWN
    const { failingSince, gone } = state
    const error = channelFailure(state, words)
    if (obstacle !== null) {
      const why = failureText(obstacle, words)
      say('bad', words('doctor.channel-obstacle', { name, obstacle: why }), `renew channel test ${name}`)
    }
    if (gone) say('bad', words('status.hint.channel-gone', { name, error }), 'renew channel list')
    else if (failingSince !== null) {
      const since = shortDate(failingSince.slice(0, 10), words)
      say('bad', words('status.hint.channel', { name, since, error }), `renew channel test ${name}`)
    } else if (obstacle === null) say('ok', words('doctor.channel', { name }))
  }
}

const NOTHING_KNOWN = { failingSince: null, error: null, gone: false }

/** What would keep a channel from sending in a run of the timer's. */
async function obstacleOf(
  channel: ChannelSettings,
  start: TimerStart | null,
  ctx: Context,
): Promise<Failure | null> {
  return channelObstacle(channel, { ...channelWorld(ctx), env: start?.env ?? ctx.io.env })
}

/** The heartbeat, where one is set: whom it calls, and how that one learns of a failure. */
export function lookAtHeartbeat(say: Say, { values }: Settings, { words }: Context): void {
  const { heartbeat, heartbeatFail } = values
  if (heartbeat === null) return
  const why = addressFault(heartbeat)
  if (why) {
    say('bad', words(`error.heartbeat-refused/${why}`), 'renew config set heartbeat URL')
    return
  }
  const failure = heartbeatFail ?? failureAddress(heartbeat)
  say('ok', words('doctor.heartbeat', { address: maskedAddress(heartbeat), tells: failure !== null }))
}

/** Sends a test message through every channel, each from a process started as the timer would start it. */
export async function sendThrough(
  say: Say,
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
    if (done.code === 0) say('ok', words('doctor.sent', { name }))
    else {
      const error = done.stderr.trim().split('\n')[0] || done.error || `exit ${done.code}`
      const says = messageOf(done.stdout) ?? words('doctor.not-sent', { name, error })
      say('bad', says, `renew channel test ${name}`)
    }
  }
}

/** What an answer in JSON says of its error (§7), null when it is none. */
function messageOf(json: string): string | null {
  try {
    const { error } = JSON.parse(json) as { error?: { message?: unknown } }
    return typeof error?.message === 'string' ? error.message : null
  } catch {
    return null
  }
}
