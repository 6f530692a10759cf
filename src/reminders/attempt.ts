import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type ConfiguredChannel,
  DeliveryError,
  type FailureDetails,
  failureOf,
  type Message,
  type Recipients,
} from '../channels/channel.ts'
import { type Failure, failure } from '../failure.ts'

/**
 * How long sending may take, in milliseconds: a minute for the run, two quick retries (§8). What is not sent when the
 * run ends stays owed. The next message waits for one as long as `messageTimeout`, but that one may take the whole run.
 */
export const LIMITS = {
  run: 60_000,
  messageTimeout: 10_000,
  retries: 2,
  /** Before the first retry; doubled before each further one. */
  pause: 1000,
  longestPause: 8000,
}

export type Limits = typeof LIMITS

/** Why a message did not arrive, or not at all of its recipients. */
export interface Undelivered extends FailureDetails {
  failure: Failure
}

/** For an aborted channel to report what went wrong. */
const GRACE_MS = 250

/** Makes one attempt to send a message, which ends with the run at the latest; returns null when it arrived. */
export async function attempt(
  channel: ConfiguredChannel,
  message: Message,
  recipients: Recipients,
  end: AbortSignal,
  limits: Limits,
): Promise<Undelivered | null> {
  const silence: Undelivered = {
    failure: failure('no-answer', { seconds: Math.round(limits.run / 1000) }),
    outcome: 'no-answer',
  }
  const settled = new AbortController()
  // A channel that ignores the signal must not hold up the run.
  const tooLate = async () => {
    if (!end.aborted) await once(end, 'abort', { signal: settled.signal })
    await waitFor(Math.min(GRACE_MS, limits.run), settled.signal)
    return silence
  }
  try {
    return await Promise.race([channel.send(message, end, recipients).then(() => null), tooLate()])
  } catch (error) {
    if (error instanceof DeliveryError) {
      const { ofChannel, gone } = error.details
      return { ...error.details, ofChannel: ofChannel === true || gone === true, failure: error.failure }
    }
    const name = (error as Error)?.name
    if (name === 'AbortError' || name === 'TimeoutError') return silence
    // Something else is wrong with the channel, not with this message.
    return { failure: failureOf(error), outcome: 'refused', ofChannel: true }
  } finally {
    settled.abort()
  }
}

/** Returns the milliseconds to wait before a message is sent again in the same run; null: not in this run. */
export function pauseBefore(
  { outcome, after = 0 }: Undelivered,
  attempts: number,
  limits: Limits,
): number | null {
  const pause = limits.pause * 2 ** (attempts - 1)
  if (outcome === 'unreachable') return Math.min(pause, limits.longestPause)
  if (outcome !== 'busy' || attempts > limits.retries) return null
  const asked = after * 1000
  return asked <= limits.run ? Math.max(asked, pause) : null
}

/** Waits so many milliseconds, or until the signal. */
export async function waitFor(time: number, end: AbortSignal): Promise<void> {
  await wait(time, undefined, { signal: end }).catch(() => {})
}

/** Waits for a promise, at most so many milliseconds. */
export async function upTo(time: number, promise: Promise<unknown>): Promise<void> {
  const settled = new AbortController()
  await Promise.race([promise, waitFor(time, settled.signal)])
  settled.abort()
}
