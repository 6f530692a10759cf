import { failureOf, type Message } from '../../channels/channel.ts'
import { openChannel } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { isLanguage, loadAllWords } from '../../messages/index.ts'
import type { ChannelSettings } from '../../settings.ts'
import { channelWorld } from '../shared/channels.ts'

/** Longest wait for the test message, in milliseconds. */
const LIMIT = 10_000

/**
 * Sends a real test message, in the language of the channel.
 * @throws RenewError of the code given, with what the channel says, never a secret
 */
export async function sendTest(
  name: string,
  stored: ChannelSettings,
  ctx: Context,
  failure: 'channel-test-failed' | 'channel-not-saved',
): Promise<void> {
  const lang = stored.lang && isLanguage(stored.lang) ? stored.lang : ctx.lang
  const words = await loadAllWords(lang)
  const outlet = await openChannel(name, stored, channelWorld(ctx))
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
    await outlet.send(message, AbortSignal.timeout(LIMIT))
  } catch (error) {
    throw new RenewError(failure, { name, error: failureOf(error) }, { cause: error })
  }
}
