import { DeliveryError, failureOf } from '../../channels/channel.ts'
import { withoutSecrets } from '../../channels/masks.ts'
import type { Context } from '../../context.ts'
import { errorText, failureText, inEnglish } from '../../error-text.ts'
import { instead, RenewError } from '../../errors.ts'
import { type Failure, failure, mapTexts } from '../../failure.ts'
import { loadErrorWords } from '../../messages/index.ts'
import {
  addressFault,
  failureAddress,
  maskedAddress,
  startAddress,
} from '../../reminders/heartbeat-address.ts'
import type { Report } from '../../reminders/run-input.ts'
import { NO_SETTINGS, type SettingValues } from '../../settings.ts'
import { isTimerKind, TIMERS } from '../../timers/index.ts'
import { channelWorld, settingsOrBackup } from '../shared/channels.ts'

const TIMEOUT_MS = 10_000
const LONGEST = 1000

/** How a run ended; `why`: what failed, in English, without names of documents. */
export type RunEnd = { state: 'good' } | { state: 'failed'; why: string }

/** The heartbeat of one run (§8), so that its service notices when runs stop. Nothing it does changes the run. */
export interface Heartbeat {
  /** Reports that the run begins, to a service that knows this. Does not wait for the answer. */
  start(): void
  end(run: RunEnd): Promise<void>
}

/**
 * Returns the heartbeat of a run. A call that fails is noted, except the one at the start and the one after a good
 * scheduled run: cron would mail it after every run, and the service notices anyway.
 */
export function heartbeatOf(scheduled: boolean, ctx: Context): Heartbeat {
  let started: Promise<unknown> = Promise.resolve()
  return {
    start() {
      started = callIn(ctx, ({ heartbeat }) =>
        callOf(isUsable(heartbeat) ? startAddress(heartbeat) : null),
      ).catch(() => {})
    },
    async end(run) {
      await started
      const note = await callIn(ctx, values =>
        run.state === 'good' ? callOf(values.heartbeat) : failureCall(values, run.why),
      )
      if (note !== null && (!scheduled || run.state === 'failed')) ctx.note(note)
    },
  }
}

/** Returns a note if the call failed, with the address masked: it is a secret. */
async function callIn(ctx: Context, of: (values: SettingValues) => Call | null): Promise<string | null> {
  const values = await readValues(ctx)
  const call = of(values)
  if (call === null) return null
  const fault = addressFault(call.address)
  const failed = fault === null ? await ping(call, values.heartbeatCa, ctx) : failure('said', { said: fault })
  if (failed === null) return null
  const error = failureText(failed, await loadErrorWords(ctx.lang))
  return ctx.words('note.heartbeat', { address: maskedAddress(call.address), error })
}

interface Call {
  address: string
  body?: string
}

const callOf = (address: string | null): Call | null => (address === null ? null : { address })

/** A known service takes the failure with its address; the user's own address is only called. */
function failureCall({ heartbeat, heartbeatFail }: SettingValues, why: string): Call | null {
  if (heartbeatFail !== null) return callOf(heartbeatFail)
  return isUsable(heartbeat) ? failureAddress(heartbeat, why.slice(0, LONGEST)) : null
}

function isUsable(address: string | null): address is string {
  return address !== null && addressFault(address) === null
}

async function readValues(ctx: Context): Promise<SettingValues> {
  const found = await settingsOrBackup(ctx).catch(instead(null))
  return (found?.settings ?? NO_SETTINGS).values
}

async function ping({ address, body }: Call, caFile: string | null, ctx: Context): Promise<Failure | null> {
  const { authoritiesIn } = await import('../../channels/authorities.ts')
  const { sendHttp } = await import('../../channels/post.ts')
  try {
    const known = channelWorld(ctx)
    const world = {
      ...known,
      ...(caFile === null ? {} : { ca: await authoritiesIn(caFile, known) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }
    const sent =
      body === undefined
        ? { method: 'GET' as const }
        : { body, headers: { 'content-type': 'text/plain; charset=utf-8' } }
    await sendHttp(address, world, { ...sent, isBodyIdle: true })
    return null
  } catch (error) {
    if (error instanceof DeliveryError && error.details.outcome === 'no-answer')
      return failure('no-answer', { seconds: TIMEOUT_MS / 1000 })
    return mapTexts(failureOf(error), text => withoutSecrets(text, [address]))
  }
}

/** Returns how a run ended by its report; also failed when nobody sees what it prints (§8). */
export async function endOf(report: Report, scheduled: boolean, ctx: Context): Promise<RunEnd> {
  const failed = report.failed.map(({ channel, error }) => `${channel}: ${inEnglish(error)}`)
  if (failed.length > 0) return { state: 'failed', why: [...new Set(failed)].join('\n') }
  if (!report.complete) return { state: 'failed', why: 'the run could not be completed or recorded' }
  if (await isUnseen(scheduled, ctx))
    return { state: 'failed', why: 'no channel is set up, and nobody sees what is printed' }
  return { state: 'good' }
}

export async function endOfError(error: unknown, { lang }: Context): Promise<RunEnd> {
  const why =
    error instanceof RenewError ? errorText(error, await loadErrorWords(lang)).message : String(error)
  return { state: 'failed', why }
}

async function isUnseen(scheduled: boolean, ctx: Context): Promise<boolean> {
  const { channels, timer } = (await settingsOrBackup(ctx)).settings
  if (Object.keys(channels).length > 0) return false
  if (ctx.io.isOutputDiscarded) return true
  if (!scheduled || timer === null || !isTimerKind(timer.kind)) return false
  return (await (await TIMERS[timer.kind]()).warnings(ctx.io)).includes('output-unseen')
}
