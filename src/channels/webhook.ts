import { createHmac } from 'node:crypto'
import type { Channel } from './channel.ts'
import { inJson, messageBody } from './message-text.ts'
import { CA, sendHttp, urlSetting } from './post.ts'

/**
 * Posts the message as JSON (§7, "webhook body") to an address; every 2xx means delivered. `Idempotency-Key` is the
 * message's id, the same in every attempt. With a secret, `X-Renew-Signature` is `sha256=` and the hexadecimal
 * HMAC-SHA256 of the body's bytes.
 */
export const webhook: Channel = {
  settings: [
    urlSetting('https://example.org/renew'),
    { name: 'secret', secret: true, example: 'a-long-random-text' },
    {
      name: 'header',
      secret: true,
      form: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: ?[\x20-\x7e]+$/,
      example: 'Authorization: Bearer XXX',
    },
    { name: 'limit', form: [2000, 999_999_999], example: '100000' },
    CA,
  ],
  limit: null,
  limitFor: ({ limit }) => (limit ? { unit: 'bytes', size: Number(limit) - FRAME_SIZE, written } : null),
  async send(message, { url, header = '', secret }, world) {
    const body = messageBody(message)
    const [, name, value = ''] = /^([^:]+): ?(.*)$/.exec(header) ?? []
    const headers = {
      ...(name ? { [name.toLowerCase()]: value } : {}),
      'idempotency-key': message.id,
      ...(secret ? { 'x-renew-signature': `sha256=${signatureOf(body, secret)}` } : {}),
    }
    await sendHttp(url!, world, { body, headers, isBodyIdle: true })
  },
}

function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex')
}

/** What the body holds besides its texts and reminders, in bytes. */
const FRAME_SIZE = 200
/** What it holds of a reminder besides its name and next step, in bytes; a blank line comes before a reminder. */
const REMINDER = ' '.repeat(480)

/** Returns a text in the size that it has in the body, where the names and next steps of its reminders come again. */
function written(text: string): string {
  return inJson(text).repeat(2).replaceAll('\\n\\n', REMINDER)
}
