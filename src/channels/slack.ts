import { strangeAnswer } from './answer.ts'
import type { Channel } from './channel.ts'
import { chatText, withoutMarkup } from './message-text.ts'
import { CA, postJson, urlSetting } from './post.ts'

/**
 * Sends to an incoming webhook of Slack. `&`, `<` and `>` are escaped, so that no text mentions a channel or hides a
 * link; Slack cuts more than 40 000 characters. It answers `ok`, or 410 for an archived channel.
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks ·
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const slack: Channel = {
  settings: [urlSetting('https://hooks.slack.com/services/T0/B0/XXX'), CA],
  docs: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
  limit: { unit: 'characters', size: 35_000, written: withoutMarkup },
  async send(message, { url }, world) {
    const body = {
      text: withoutMarkup(chatText(message)),
      mrkdwn: false,
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    }
    const answer = await postJson(url!, body, world)
    if (answer.text.trim() !== 'ok') throw strangeAnswer(answer)
  },
}
