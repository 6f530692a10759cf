import type { Channel, Message } from './channel.ts'
import { CA, urlSetting } from './http-settings.ts'
import { messageBody } from './message-text.ts'
import { sendHttp } from './post.ts'

/**
 * Posts the message as JSON (§7, "webhook body") to an address; every 2xx means delivered. `Idempotency-Key` is the message's
 * id, the same in every attempt. With a secret, `X-Renew-Signature` is `sha256=` and the hexadecimal HMAC-SHA256 of the
 * body's bytes.
 */
export const webhook: Channel = {
  settings: [
    urlSetting('https://example.org/renew'),
    { name: 'secret', required: false, secret: true, form: null, example: 'a-long-random-text' },
    {
      name: 'header',
      required: false,
      secret: true,
      form: /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: ?[\x20-\x7e]+$/,
      example: 'Authorization: Bearer XXX',
    },
    CA,
  ],
  limit: null,
  async send(message, { url, ...settings }, world) {
    const body = messageBody(message)
    const headers = await headersOf(message, body, settings)
    await sendHttp(url!, world, { body, headers, isBodyIdle: true })
  },
}

async function headersOf(
  { id }: Message,
  body: string,
  { header, secret }: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const [, name, value] = /^([^:]+): ?(.*)$/.exec(header ?? '') ?? []
  return {
    ...(name ? { [name.toLowerCase()]: value! } : {}),
    'idempotency-key': id,
    ...(secret ? { 'x-renew-signature': `sha256=${await signatureOf(body, secret)}` } : {}),
  }
}

async function signatureOf(body: string, secret: string): Promise<string> {
  const { createHmac } = await import('node:crypto')
  return createHmac('sha256', secret).update(body).digest('hex')
}
