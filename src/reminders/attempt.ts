import { setTimeout as wait } from 'node:timers/promises'
import { type ConfiguredChannel, DeliveryError, failureOf, type Message } from '../channels/channel.ts'
import { type Failure, failure } from '../failure.ts'

/** How long sending may take, in milliseconds. */
export interface Limits {
  attempt: number
  /** The whole run; what is left then stays owed. */
  run: number
  /** How often a passing failure is tried. */
  attempts: number
  /** Before the second attempt; doubled before each further one. */
  pause: number
}

/** §8: ten seconds an attempt, three attempts, a minute for the run. */
export const LIMITS: Limits = { attempt: 10_000, run: 60_000, attempts: 3, pause: 1000 }

/** Why a message did not arrive. */
export interface Undelivered {
  /** Without secrets. */
  failure: Failure
  /** The service may take it, or another message, later. */
  temporary: boolean
  gone: boolean
  /** It arrived all the same, but not at all of its readers. */
  partial: boolean
}

/** So long a channel that was told to stop may take to say itself what went wrong. */
const GRACE_MS = 250

/**
 * Sends one message, again after a passing failure: always with the same id, so that a service that had taken
 * it and whose answer was lost can tell. `Retry-After` is obeyed within the limit of an attempt.
 * @param run ends the run
 * @returns null when it arrived, at all of its readers
 */
export async function sendMessage(
  channel: ConfiguredChannel,
  message: Message,
  run: AbortSignal,
  limits: Limits,
): Promise<Undelivered | null> {
  for (let number = 1; ; number++) {
    const complaints: Failure[] = []
    const error = await attempt(channel, message, run, limits.attempt, failed => complaints.push(failed))
    const [complaint] = complaints
    if (error === null)
      return complaint ? { failure: complaint, temporary: false, gone: false, partial: true } : null
    const { retry = false, after = 0, gone = false } = error.options
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
  // A channel that ignores the signal must not hold up the run.
  const tooLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new DeliveryError(noAnswer(limit), { retry: true }))
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
    return new DeliveryError(aborted ? noAnswer(limit) : failureOf(error), { retry: aborted })
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    run.removeEventListener('abort', onEnd)
  }
}

function noAnswer(limit: number): Failure {
  return failure('no-answer', { seconds: Math.round(limit / 1000) })
}
