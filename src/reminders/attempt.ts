import { setTimeout as wait } from 'node:timers/promises'
import { type ConfiguredChannel, DeliveryError, failureOf, type Message } from '../channels/channel.ts'
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

/** Why a message did not arrive. */
export interface Undelivered {
  /** Contains no secrets. */
  failure: Failure
  /** Whether the service may take it later. */
  temporary: boolean
  gone: boolean
  /** It arrived, but not at all of its readers. */
  partial: boolean
}

/** How long an aborted channel may take to report what went wrong, in milliseconds. */
const GRACE_MS = 250

/**
 * Sends one message, and again after temporary failures, always with the same id. Obeys `Retry-After` up to the limit of
 * an attempt.
 * @param run aborts the run
 * @returns null when it arrived at all of its readers
 */
export async function sendMessage(
  channel: ConfiguredChannel,
  message: Message,
  run: AbortSignal,
  limits: Limits,
): Promise<Undelivered | null> {
  for (let number = 1; ; number++) {
    const partial: Failure[] = []
    const error = await attempt(channel, message, run, limits.attempt, failed => partial.push(failed))
    const [refused] = partial
    if (error === null)
      return refused ? { failure: refused, temporary: false, gone: false, partial: true } : null
    const { outcome, after = 0, gone = false } = error.details
    const retry = outcome !== 'refused'
    const pause = Math.max(after * 1000, limits.pause * 2 ** (number - 1))
    const undelivered = { failure: error.failure, temporary: retry, gone, partial: false }
    if (!retry || number >= limits.attempts || !(after * 1000 <= limits.attempt) || run.aborted)
      return undelivered
    const ended = await wait(pause, false, { signal: run }).catch(() => true)
    if (ended) return undelivered
  }
}

async function attempt(
  channel: ConfiguredChannel,
  message: Message,
  run: AbortSignal,
  limit: number,
  reportPartial: (failure: Failure) => void,
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
    await Promise.race([channel.send(message, stop.signal, reportPartial), tooLate])
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
