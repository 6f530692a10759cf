import { createHmac } from 'node:crypto'
import { failure } from '../failure.ts'
import { checkCode } from './answer.ts'
import type { Channel } from './channel.ts'
import { chatText, inJson, withKeyword } from './message-text.ts'
import { CA, KEYWORD, parseAddress, postJson, urlSetting } from './post.ts'

/**
 * Sends through a group robot of DingTalk (钉钉). Errors come with HTTP 200 and an `errcode`; 20 messages a minute; at
 * most 20 000 bytes. A robot is secured by a keyword, a signature, or a list of addresses.
 * https://open.dingtalk.com/document/robots/custom-robot-access
 */
export const dingtalk: Channel = {
  settings: [
    urlSetting(
      'https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec',
      /^https?:\/\/[\w.-]+(:\d+)?\/\S*[?&]access_token=\w+\S*$/,
    ),
    { name: 'secret', secret: true, form: /^SEC\w+$/, example: 'SEC0123456789abcdef', asked: () => true },
    KEYWORD,
    CA,
  ],
  docs: 'https://open.dingtalk.com/document/robots/custom-robot-access',
  limit: { unit: 'bytes', size: 19_000, written: inJson },
  async send(message, { url, secret, keyword }, world) {
    const address = parseAddress(url!)
    if (secret) {
      const now = world.now()
      address.searchParams.set('timestamp', String(now))
      address.searchParams.set('sign', dingtalkSignature(secret, now))
    }
    const content = withKeyword(chatText(message), keyword)
    const body = { msgtype: 'text', text: { content }, at: { atMobiles: [], atUserIds: [], isAtAll: false } }
    checkCode(await postJson(address.href, body, world), {
      keys: ['errcode'],
      good: 0,
      temporary: [-1, 130101, 410100],
      ofChannel: [300001, 400013, 400101, 400102],
      tooLarge: [460101],
      hints: [
        [/keyword/i, failure('robot-keyword')],
        [/sign|timestamp/i, failure('robot-sec-secret')],
        [/whitelist|ip/i, failure('robot-addresses')],
      ],
    })
  },
}

/** Signs a time in milliseconds: the secret is the key. */
export function dingtalkSignature(secret: string, at: number): string {
  return createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64')
}
