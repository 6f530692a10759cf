import { checkId } from './answer.ts'
import type { Channel } from './channel.ts'
import { chatText } from './message-text.ts'
import { CA, parseAddress, postJson, urlSetting } from './post.ts'

const SUPPRESS_EMBEDS = 4

/**
 * Sends to a webhook of Discord. With `wait` it answers after the message is created. Nobody is mentioned and Markdown
 * is escaped; 2000 characters. https://docs.discord.com/developers/resources/webhook#execute-webhook
 */
export const discord: Channel = {
  settings: [urlSetting('https://discord.com/api/webhooks/123/XXX'), CA],
  docs: 'https://support.discord.com/hc/articles/228383668-Intro-to-Webhooks',
  limit: { unit: 'characters', size: 2000, written: escaped },
  async send(message, { url }, world) {
    const address = parseAddress(url!)
    address.searchParams.set('wait', 'true')
    const body = {
      content: escaped(chatText(message)),
      allowed_mentions: { parse: [] },
      flags: SUPPRESS_EMBEDS,
    }
    checkId(await postJson(address.href, body, world))
  },
}

function escaped(text: string): string {
  return text.replace(/[\\*_~`|<>#@[\]()+-]/g, '\\$&')
}
