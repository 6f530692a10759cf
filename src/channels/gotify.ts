import { checkId } from './answer.ts'
import type { Channel } from './channel.ts'
import { inJson } from './message-text.ts'
import { CA, postJson, withPath } from './post.ts'

/**
 * Sends to a Gotify server with the token of an application, as plain text. Gotify has no limit; ours is below the
 * megabyte that servers in front of it accept. https://gotify.net/docs/pushmsg · https://gotify.net/docs/msgextras
 */
export const gotify: Channel = {
  settings: [
    { name: 'server', required: true, form: 'http-url', example: 'https://push.example.org' },
    { name: 'token', required: true, secret: true, form: /^[\x21-\x7e]+$/, example: 'AKq2x.0123456789' },
    CA,
  ],
  docs: 'https://gotify.net/docs/pushmsg',
  limit: { unit: 'bytes', size: 500_000, written: inJson },
  async send({ title, text, urgent }, { server, token }, world) {
    const body = {
      title,
      message: text,
      priority: urgent ? 8 : 5,
      extras: { 'client::display': { contentType: 'text/plain' } },
    }
    checkId(
      await postJson(withPath(server!, '/message'), body, world, { headers: { 'x-gotify-key': token! } }),
    )
  },
}
