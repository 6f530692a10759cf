import { checkCode } from './answer.ts'
import type { Channel } from './channel.ts'
import { inJson } from './message-text.ts'
import { CA, postJson, withPath } from './post.ts'

/**
 * Sends through Bark to iPhones. A repeated `id` replaces the notification that had it. Apple takes 4096 bytes in all;
 * the server is written in Go, whose JSON escapes `<`, `>` and `&`. Some servers answer 200 with an error `code` in the
 * body. https://github.com/Finb/bark-server/blob/master/docs/API_V2.md
 */
export const bark: Channel = {
  settings: [
    { name: 'key', required: true, secret: true, form: /^[\w-]{10,}$/, example: 'ynJ5Ft4atkMkWeo2PAvFhF' },
    { name: 'server', form: 'http-url', example: 'https://api.day.app' },
    CA,
  ],
  docs: 'https://bark.day.app',
  limit: { unit: 'bytes', size: 3500, written: text => inJson(text).replace(/[<>&]/g, '\\u0000') },
  async send({ id, title, text, urgent }, { key, server = 'https://api.day.app' }, world) {
    const body = {
      device_key: key,
      title,
      body: text,
      group: 'renew',
      level: urgent ? 'timeSensitive' : 'active',
      id,
    }
    checkCode(await postJson(withPath(server, '/push'), body, world), { keys: ['code'], good: 200 })
  },
}
