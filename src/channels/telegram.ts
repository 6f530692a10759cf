import { failure } from '../failure.ts'
import { type Answer, jsonOf, serviceMessage, strangeAnswer, valueIn } from './answer.ts'
import { type Channel, channelError, DeliveryError } from './channel.ts'
import { chatText } from './message-text.ts'
import { CA, postJson, withPath } from './post.ts'

/**
 * Sends through a Telegram bot. Without `parse_mode` the text is plain, up to 4096 characters; with 429 the body says
 * how long to wait. https://core.telegram.org/bots/api#sendmessage
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
    { name: 'chat', required: true, form: /^(-?\d{1,20}|@\w{4,})$/, example: '987654321' },
    { name: 'topic', form: [1, 9_999_999_999], example: '7' },
    { name: 'server', form: 'http-url', example: 'https://api.telegram.org' },
    CA,
  ],
  docs: 'https://core.telegram.org/bots/features#botfather',
  limit: { unit: 'characters', size: 4096, written: withoutMentions },
  async send(message, { token, chat, topic, server = 'https://api.telegram.org' }, world) {
    const answer = await postJson(
      withPath(server, `/bot${token}/sendMessage`),
      {
        chat_id: chat!.startsWith('@') ? chat : Number(chat),
        message_thread_id: topic ? Number(topic) : undefined,
        text: withoutMentions(chatText(message)),
        link_preview_options: { is_disabled: true },
      },
      world,
      { refusal: refused => refusalOf(refused, message.channel) },
    )
    if (valueIn(answer, 'ok') !== true) throw strangeAnswer(answer)
  },
}

const OF_CHAT = /chat not found|peer_id_invalid|thread not found|topic_\w+|have no rights|need administrator/i

function refusalOf(answer: Answer, name: string): DeliveryError | null {
  const { status, host } = answer
  const moved = (jsonOf(answer)?.parameters as { migrate_to_chat_id?: unknown } | undefined)
    ?.migrate_to_chat_id
  if (/^-?\d+$/.test(String(moved))) return channelError(failure('chat-moved', { name, chat: String(moved) }))
  if (status !== 400) return null
  const said = serviceMessage(answer)
  const why = failure('http-status', { status, host, said })
  if (OF_CHAT.test(said)) return channelError(why)
  return /message is too long/i.test(said) ? new DeliveryError(why, { tooLarge: true }) : null
}

/** Puts an invisible joiner after every `@`, as Telegram mentions @names in plain text too. */
function withoutMentions(text: string): string {
  return text.replaceAll('@', '@\u2060')
}
