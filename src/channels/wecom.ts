import { failure } from '../failure.ts'
import { checkCode } from './answer.ts'
import type { Channel } from './channel.ts'
import { chatText } from './message-text.ts'
import { CA, postJson, urlSetting } from './post.ts'

const ADDRESS = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='

/**
 * Sends through a group robot of WeCom (企业微信). A text holds 2048 bytes; errors come with HTTP 200 and an `errcode`; 20
 * messages a minute. `<@user>` in a text would mention somebody.
 * https://developer.work.weixin.qq.com/document/path/91770
 */
export const wecom: Channel = {
  settings: [
    urlSetting(
      `${ADDRESS}693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa`,
      /^(https?:\/\/[\w.-]+(:\d+)?\/\S*[?&]key=[\w-]+\S*|[\w-]{16,80})$/,
    ),
    CA,
  ],
  docs: 'https://developer.work.weixin.qq.com/document/path/91770',
  limit: { unit: 'bytes', size: 2048, written: withoutMentions },
  async send(message, { url }, world) {
    const address = /^https?:/.test(url!) ? url! : `${ADDRESS}${url}`
    const body = { msgtype: 'text', text: { content: withoutMentions(chatText(message)) } }
    checkCode(await postJson(address, body, world), {
      keys: ['errcode'],
      good: 0,
      temporary: [-1, 45009, 45033],
      tooLarge: [45002],
      hints: [[/93000/, failure('robot-removed')]],
    })
  },
}

function withoutMentions(text: string): string {
  return text.replaceAll('<@', '< @')
}
