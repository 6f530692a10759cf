import { strangeAnswer, valueIn } from './answer.ts'
import type { Channel } from './channel.ts'
import { CA, withPath } from './http-settings.ts'
import { chatText } from './message-text.ts'
import { postJson } from './post.ts'

/**
 * Sends through a Telegram bot. Without `parse_mode` the text is plain, up to 4096 characters; with 429 the body says how
 * long to wait. https://core.telegram.org/bots/api#sendmessage
 */
export const telegram: Channel = {
  settings: [
    {
      name: 'token',
      required: true,
      secret: true,
      form: /^\d+:[\w-]{20,}$/,
      example: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
    },
    { name: 'chat', required: true, secret: false, form: /^(-?\d{1,20}|@\w{4,})$/, example: '987654321' },
    {
      name: 'server',
      required: false,
      secret: false,
      form: 'http-url',
      example: 'https://api.telegram.org',
    },
    CA,
  ],
  docs: 'https://core.telegram.org/bots/features#botfather',
  limit: { unit: 'characters', size: 4096, written: withoutMentions },
  async send(message, { token, chat, server = 'https://api.telegram.org' }, world) {
    const answer = await postJson(
      withPath(server, `/bot${token}/sendMessage`),
      {
        chat_id: chat!.startsWith('@') ? chat : Number(chat),
        text: withoutMentions(chatText(message)),
        link_preview_options: { is_disabled: true },
      },
      world,
    )
    if (valueIn(answer, 'ok') !== true) throw strangeAnswer(answer)
  },
}

/** Puts an invisible joiner after every `@`, as Telegram mentions @names in plain text too. */
function withoutMentions(text: string): string {
  return text.replaceAll('@', '@\u2060')
}
