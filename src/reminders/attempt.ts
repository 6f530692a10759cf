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

/** How long sending may take; times in milliseconds. */
export interface Limits {
  /** The whole run; what is not sent by then stays owed. */
  run: number
  /** How long a message may keep the next one waiting; it itself may take until the run ends. */
  messageTimeout: number
  retries: number
  /** The pause before the first retry, doubled before each further one. */
  pause: number
  longestPause: number
}

/** §8: a minute for the run, two quick retries. */
export const LIMITS: Limits = {
  run: 60_000,
  messageTimeout: 10_000,
  retries: 2,
  pause: 1000,
  longestPause: 8000,
}

/** Why a message did not arrive, or not at all of its recipients. */
export interface Undelivered extends FailureDetails {
  failure: Failure
}

/** For an aborted channel to report what went wrong. */
const GRACE_MS = 250

/**
 * Makes one attempt to send a message, which ends with the run at the latest.
 * @param recipients who of several recipients already has it
 * @returns null when it arrived
 */
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
  let grace: NodeJS.Timeout | undefined
  let onEnd = () => {}
  // A channel that ignores the signal must not hold up the run.
  const tooLate = new Promise<Undelivered>(resolve => {
    onEnd = () => {
      grace = setTimeout(resolve, Math.min(GRACE_MS, limits.run), silence)
    }
    if (end.aborted) onEnd()
    else end.addEventListener('abort', onEnd, { once: true })
  })
  try {
    return await Promise.race([channel.send(message, end, recipients).then(() => null), tooLate])
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
    clearTimeout(grace)
    end.removeEventListener('abort', onEnd)
  }
}

/**
 * Returns how long to wait before a message is sent again in the same run, in milliseconds; null: not in this run.
 * @param attempts how often it was sent
 */
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
