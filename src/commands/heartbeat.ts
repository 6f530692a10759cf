import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'

/** Longest wait for the answer of the heartbeat address, in milliseconds. */
const LIMIT = 10_000

/** Calls the heartbeat address after a good run (§8); whatever comes back, the run was good. */
export async function callHeartbeat(ctx: Context): Promise<void> {
  const url = addressOf(ctx)
  if (url === null) return
  try {
    const reply = await ctx.io.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(LIMIT) })
    await reply.body?.cancel()
  } catch (error) {
    ctx.note(ctx.text['note.heartbeat']({ error: error instanceof Error ? error.message : String(error) }))
  }
}

function addressOf(ctx: Context): string | null {
  try {
    return ctx.settings.read().values.heartbeat
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}
