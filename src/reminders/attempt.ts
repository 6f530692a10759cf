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
  attempt: number
  /** The whole run; what is not sent by then stays owed. */
  run: number
  /** How often a message is tried after temporary failures. */
  attempts: number
  /** The pause before the second attempt, doubled before each further one. */
  pause: number
}

/** §8: ten seconds an attempt, three attempts, a minute for the run. */
export const LIMITS: Limits = { attempt: 10_000, run: 60_000, attempts: 3, pause: 1000 }

/** Why a message did not arrive, or not at all of its recipients. */
export interface Undelivered extends FailureDetails {
  /** Contains no secrets. */
  failure: Failure
}

/** How long an aborted channel may take to report what went wrong, in milliseconds. */
const GRACE_MS = 250

/**
 * Sends one message, and again after temporary failures, always with the same id. Obeys `Retry-After` up to the limit of
 * an attempt.
 * @param recipients who of several recipients already has it
 * @param run aborts the run
 * @returns null when it arrived
 */
export async function sendMessage(
  channel: ConfiguredChannel,
  message: Message,
  recipients: Recipients,
  run: AbortSignal,
  limits: Limits,
): Promise<Undelivered | null> {
  for (let number = 1; ; number++) {
    const error = await attempt(channel, message, recipients, run, limits.attempt)
    if (error === null) return null
    const { outcome, after = 0 } = error.details
    const retry = outcome !== 'refused'
    const pause = Math.max(after * 1000, limits.pause * 2 ** (number - 1))
    const undelivered = { ...error.details, failure: error.failure }
    if (!retry || number >= limits.attempts || !(after * 1000 <= limits.attempt) || run.aborted)
      return undelivered
    const ended = await wait(pause, false, { signal: run }).catch(() => true)
    if (ended) return undelivered
  }
}

async function attempt(
  channel: ConfiguredChannel,
  message: Message,
  recipients: Recipients,
  run: AbortSignal,
  limit: number,
): Promise<DeliveryError | null> {
  const stop = new AbortController()
  const onEnd = () => stop.abort()
  const timer = setTimeout(onEnd, limit)
  run.addEventListener('abort', onEnd)
  if (run.aborted) onEnd()
  let grace: NodeJS.Timeout | undefined
  // A channel that ignores the signal must not block the run.
  const tooLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new DeliveryError(noAnswer(limit), { outcome: 'no-answer' }))
    const soon = () => {
      grace = setTimeout(giveUp, Math.min(GRACE_MS, limit))
    }
    if (stop.signal.aborted) soon()
    else stop.signal.addEventListener('abort', soon)
  })
  try {
    await Promise.race([channel.send(message, stop.signal, recipients), tooLate])
    return null
  } catch (error) {
    if (error instanceof DeliveryError) return error
    const aborted = (error as Error)?.name === 'AbortError' || (error as Error)?.name === 'TimeoutError'
    return new DeliveryError(aborted ? noAnswer(limit) : failureOf(error), {
      outcome: aborted ? 'no-answer' : 'refused',
    })
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    run.removeEventListener('abort', onEnd)
  }
}

function noAnswer(limit: number): Failure {
  return failure('no-answer', { seconds: Math.round(limit / 1000) })
}
