import type { Context } from '../../context.ts'
import { failureText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { type Failure, failure } from '../../failure.ts'
import { addressFault, failureAddress, maskedAddress } from '../../reminders/heartbeat-address.ts'
import { settingsOrBackup } from '../shared/settings-or-backup.ts'

const TIMEOUT_MS = 10_000

/**
 * Calls the heartbeat address after a run (§8), so that its service notices when runs stop; a failed run calls the
 * service's address for failures. The reply does not change the result of the run. A failed ping is reported, except
 * after a good scheduled run: cron would mail it after every run, and the service notices anyway.
 */
export async function pingHeartbeat(run: 'good' | 'failed', scheduled: boolean, ctx: Context): Promise<void> {
  const address = await addressFor(run, ctx)
  if (address === null) return
  const fault = addressFault(address)
  const failed = fault === null ? await ping(address, ctx) : failure('said', { said: fault })
  if (failed === null || (scheduled && run === 'good')) return
  const error = failureText(failed, ctx.words)
  ctx.note(ctx.words('note.heartbeat', { address: maskedAddress(address), error }))
}

async function addressFor(run: 'good' | 'failed', ctx: Context): Promise<string | null> {
  const { heartbeat, heartbeatFail } = await readAddresses(ctx)
  if (run === 'good') return heartbeat
  return heartbeatFail ?? (heartbeat && addressFault(heartbeat) === null ? failureAddress(heartbeat) : null)
}

async function readAddresses(
  ctx: Context,
): Promise<{ heartbeat: string | null; heartbeatFail: string | null }> {
  try {
    return (await settingsOrBackup(ctx)).settings.values
  } catch (error) {
    // Without a home the run has already failed.
    if (error instanceof RenewError) return { heartbeat: null, heartbeatFail: null }
    throw error
  }
}

/** Calls the address. @returns what failed, without the address, which is a secret; null: nothing */
async function ping(address: string, ctx: Context): Promise<Failure | null> {
  try {
    // A redirect could pass the secret address to another host.
    const reply = await ctx.io.fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    await reply.body?.cancel()
    return reply.ok ? null : failure('said', { said: `HTTP ${reply.status}` })
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    if (name === 'TimeoutError' || name === 'AbortError')
      return failure('no-answer', { seconds: TIMEOUT_MS / 1000 })
    return cause?.code ? failure('said', { said: cause.code }) : failure('no-connection')
  }
}
