import { type ChannelWorld, failureOf, type Message } from '../../channels/channel.ts'
import { openChannel } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { isLanguage, loadCommandWords } from '../../messages/index.ts'
import { LIMITS } from '../../reminders/attempt.ts'
import { recordWorking } from '../../reminders/ledger.ts'
import type { ChannelSettings } from '../../settings.ts'
import { renderNote } from '../../text/wrap.ts'
import { networkVariables } from '../../timers/timer-plan.ts'
import { channelWorld } from '../shared/channels.ts'
import { servingStart, type TimerStart } from '../shared/timers.ts'

/** The errors of a test message that did not arrive. */
export type TestFailure = 'channel-test-failed' | 'channel-not-saved' | 'channel-not-changed'

const TIMEOUT_MS = LIMITS.run

/** `channel test`: sends a test message, and records that the channel works. */
export async function testChannel(name: string, stored: ChannelSettings, ctx: Context): Promise<void> {
  await sendTest(name, stored, ctx, 'channel-test-failed')
  try {
    await ctx.ledger.update(ledger => recordWorking(ledger, name))
  } catch (error) {
    // The message was sent; commands that need the ledger report what is wrong with it.
    if (!(error instanceof RenewError)) throw error
  }
  ctx.answer(
    () => ({ schema: 1, channel: { name } }),
    to => renderNote(ctx.words('channel.tested', { name }), to),
  )
}

/**
 * Sends a test message in the language of the channel.
 * @param world in which it is sent; left out: this shell's
 * @throws RenewError with the given code and the channel's error, never with a secret
 */
export async function sendTest(
  name: string,
  stored: ChannelSettings,
  ctx: Context,
  failure: TestFailure,
  world: Omit<ChannelWorld, 'signal'> = channelWorld(ctx),
): Promise<void> {
  const lang = stored.lang && isLanguage(stored.lang) ? stored.lang : ctx.lang
  const words = await loadCommandWords(lang)
  const outlet = await openChannel(name, stored, world)
  const message: Message = {
    id: `test-${ctx.io.now()}`,
    channel: name,
    lang,
    title: words('channel.test-title'),
    text: words('channel.test-text', { name }),
    urgent: false,
    reminders: [],
  }
  try {
    await outlet.send(message, AbortSignal.timeout(TIMEOUT_MS))
  } catch (error) {
    throw new RenewError(failure, { name, error: failureOf(error) }, { cause: error })
  }
}

/** Returns the world in which programs are run with the variables that the timer will give them (§9). */
export function timerWorld(ctx: Context): { world: Omit<ChannelWorld, 'signal'>; failedPath: string | null } {
  const shell = channelWorld(ctx)
  const found: { world: typeof shell; failedPath: string | null } = { world: shell, failedPath: null }
  let start: Promise<TimerStart | null> | undefined
  const run: ChannelWorld['run'] = async (file, args, options = {}) => {
    start ??= servingStart(ctx)
    const entry = (await start)?.env
    if (entry === undefined) return shell.run(file, args, options)
    const { open, secret } = networkVariables(shell.env)
    const env = { ...entry, ...open, ...secret, ...options.env }
    const done = await shell.run(file, args, { ...options, env, bare: true })
    if (done.code !== 0) found.failedPath = env.PATH ?? ''
    return done
  }
  found.world = { ...shell, run }
  return found
}
