import { createHmac } from 'node:crypto'
import { failure } from '../failure.ts'
import { checkCode } from './answer.ts'
import type { Channel, Message } from './channel.ts'
import { inJson, withKeyword } from './message-text.ts'
import { CA, KEYWORD, postJson, urlSetting } from './post.ts'

/** How the request writes the end of a line, with the blank that an empty line gets. */
const NEXT_LINE = '\u00a0"}],[{"tag":"text","text":"'

/**
 * Sends through a group robot of Feishu (飞书) or Lark, as a post, whose texts are plain: in a text message `<at>` and
 * links would work. Errors come with HTTP 200 and a `code` (`StatusCode` in older answers); a request holds 20 KB.
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
 */
export const feishu: Channel = {
  settings: [
    urlSetting(
      'https://open.feishu.cn/open-apis/bot/v2/hook/01234567-89ab-cdef',
      /^https?:\/\/[\w.-]+(:\d+)?\/\S*\/bot\/(v2\/)?hook\/[\w-]+\/?$/,
    ),
    { name: 'secret', secret: true, form: /^\S+$/, example: 'Kq2x0123456789', asked: () => true },
    KEYWORD,
    CA,
  ],
  docs: 'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
  limit: { unit: 'bytes', size: 19_000, written: text => inJson(text).replaceAll('\\n', NEXT_LINE) },
  async send(message, { url, secret, keyword }, world) {
    const seconds = Math.floor(world.now() / 1000)
    const signed = secret ? { timestamp: String(seconds), sign: feishuSignature(secret, seconds) } : {}
    checkCode(await postJson(url!, { ...signed, ...postOf(message, keyword) }, world), {
      keys: ['code', 'StatusCode'],
      good: 0,
      temporary: [11232, 11233, 99991400],
      ofChannel: [19001],
      hints: [
        [/key ?word|19024/i, failure('robot-keyword')],
        [/sign|19021/i, failure('robot-secret')],
        [/\bip\b|19022/i, failure('robot-addresses')],
      ],
    })
  },
}

function postOf({ title, text }: Message, keyword: string | undefined): object {
  const content = text.split('\n').map(line => [{ tag: 'text', text: line || '\u00a0' }])
  return { msg_type: 'post', content: { post: { zh_cn: { title: withKeyword(title, keyword), content } } } }
}

/** Signs a time in seconds: time and secret are the key, the text is empty. */
export function feishuSignature(secret: string, seconds: number): string {
  return createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64')
}
