import type { Context } from '../../context.ts'
import { failureText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { type Failure, failure } from '../../failure.ts'
import { addressFault, failureAddress, maskedAddress } from '../../reminders/heartbeat-address.ts'
import { settingsOrBackup } from '../shared/channels.ts'

/** Longest wait for the answer of the heartbeat address, in milliseconds. */
const LIMIT = 10_000

/**
 * Calls the heartbeat address after a run (§8), so that somebody else notices when no run comes any more: after a good
 * one as it is, after a failed one as its service wants to hear of that. Whatever comes back changes nothing about the
 * run. That it did not work is only said, and not by the timer: cron would mail it three times a day, and who waits for
 * the heartbeat notices by itself.
 */
export async function callHeartbeat(run: 'good' | 'failed', scheduled: boolean, ctx: Context): Promise<void> {
  const address = await addressFor(run, ctx)
  if (address === null) return
  const fault = addressFault(address)
  const failed = fault === null ? await call(address, ctx) : failure('said', { said: fault })
  if (failed === null || (scheduled && run === 'good')) return
  const error = failureText(failed, ctx.words)
  ctx.note(ctx.words('note.heartbeat', { address: maskedAddress(address), error }))
}

async function addressFor(run: 'good' | 'failed', ctx: Context): Promise<string | null> {
  const { heartbeat, heartbeatFail } = await addressesAtHand(ctx)
  if (run === 'good') return heartbeat
  return heartbeatFail ?? (heartbeat && addressFault(heartbeat) === null ? failureAddress(heartbeat) : null)
}

async function addressesAtHand(
  ctx: Context,
): Promise<{ heartbeat: string | null; heartbeatFail: string | null }> {
  try {
    return (await settingsOrBackup(ctx)).settings.values
  } catch (error) {
    // Where there is not even a home, the run has said so.
    if (error instanceof RenewError) return { heartbeat: null, heartbeatFail: null }
    throw error
  }
}

/** @returns what went wrong, never with the address, which is a secret; null when it was heard */
async function call(address: string, ctx: Context): Promise<Failure | null> {
  try {
    // Not followed: the address would go to whoever the answer names.
    const reply = await ctx.io.fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(LIMIT) })
    await reply.body?.cancel()
    return reply.ok ? null : failure('said', { said: `HTTP ${reply.status}` })
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    if (name === 'TimeoutError' || name === 'AbortError')
      return failure('no-answer', { seconds: LIMIT / 1000 })
    return cause?.code ? failure('said', { said: cause.code }) : failure('no-connection')
  }
}
