import { DeliveryError, failureOf } from '../../channels/channel.ts'
import { sendHttp } from '../../channels/post.ts'
import { withoutSecrets } from '../../channels/secrets.ts'
import type { Context } from '../../context.ts'
import { failureText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { type Failure, failure, mapTexts } from '../../failure.ts'
import { addressFault, failureAddress, maskedAddress } from '../../reminders/heartbeat-address.ts'
import { channelWorld, settingsOrBackup } from '../shared/channels.ts'

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
  const world = { ...channelWorld(ctx), signal: AbortSignal.timeout(TIMEOUT_MS) }
  try {
    await sendHttp(address, world, { method: 'GET', isBodyIdle: true })
    return null
  } catch (error) {
    if (error instanceof DeliveryError && error.details.outcome === 'no-answer')
      return failure('no-answer', { seconds: TIMEOUT_MS / 1000 })
    return mapTexts(failureOf(error), text => withoutSecrets(text, [address]))
  }
}
