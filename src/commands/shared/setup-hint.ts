import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'

/** What is still to be set up so that reminders come by themselves. */
export interface SetupHint {
  timer: boolean
  channel: boolean
}

/** Said once, after the first card: without a timer nothing starts, without a channel nobody is told. */
export async function setupHint(ctx: Context): Promise<SetupHint | null> {
  const settings = ctx.settings.read()
  const hint = { timer: settings.timer === null, channel: Object.keys(settings.channels).length === 0 }
  if (settings.said.setup || (!hint.timer && !hint.channel)) return null
  try {
    await ctx.settings.change(now => ({ ...now, said: { ...now.said, setup: ctx.today(null) } }))
  } catch (error) {
    // The card is stored; that the hint may come twice is no reason to call that a failure.
    if (!(error instanceof RenewError)) throw error
  }
  return hint
}
