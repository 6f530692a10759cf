import type { Message } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { isLanguage, wordsOf } from '../messages/index.ts'
import type { ChannelSettings } from '../settings.ts'
import { channelWorld } from './channel-world.ts'

/** Longest wait for the test message, in milliseconds. */
const LIMIT = 10_000

/**
 * Sends a real test message, in the language of the channel.
 * @param isNew it is about to be added, and is not when this fails
 * @throws RenewError `channel-test-failed`, `channel-not-reached` with what the channel says, never a secret
 */
export async function sendTest(
  name: string,
  stored: ChannelSettings,
  ctx: Context,
  isNew: boolean,
): Promise<void> {
  const { openChannel } = await ctx.channels()
  const lang = stored.lang && isLanguage(stored.lang) ? stored.lang : ctx.lang
  const text = await wordsOf(lang)
  const outlet = await openChannel(name, stored, channelWorld(ctx))
  const message: Message = {
    id: `test-${ctx.io.now()}`,
    channel: name,
    lang,
    title: text['channel.test-title'],
    text: text['channel.test-text']({ name }),
    urgent: false,
    reminders: [],
  }
  try {
    await outlet.send(message, AbortSignal.timeout(LIMIT))
  } catch (error) {
    const values = { name, error: (error as Error).message }
    throw new RenewError(isNew ? 'channel-test-failed' : 'channel-not-reached', values, { cause: error })
  }
}
