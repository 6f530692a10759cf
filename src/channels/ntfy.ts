import { checkId } from './answer.ts'
import type { Channel } from './channel.ts'
import { CA, withPath } from './http-settings.ts'
import { postJson } from './post.ts'

/**
 * Sends through ntfy, its public server or the user's own, as JSON to the server's root, as titles in a header are ASCII
 * only. Since 2.16 a message with a known `sequence_id` replaces the first one; older servers ignore it.
 * https://docs.ntfy.sh/publish/#publish-as-json
 */
export const ntfy: Channel = {
  settings: [
    { name: 'topic', required: true, secret: true, form: /^[-_A-Za-z0-9]{1,64}$/, example: 'my-cards-7Kq2' },
    { name: 'server', required: false, secret: false, form: 'http-url', example: 'https://ntfy.sh' },
    { name: 'token', required: false, secret: true, form: /^[\x21-\x7e]+$/, example: 'tk_AgQdq7mVBoFD37zQ' },
    CA,
  ],
  docs: 'https://docs.ntfy.sh',
  // Longer than 4096 bytes becomes an attachment, and the JSON may be twice as long.
  limit: { unit: 'bytes', size: 3900 },
  async send({ id, title, text, urgent }, { topic, server = 'https://ntfy.sh', token }, world) {
    const body = { topic, title, message: text, priority: urgent ? 4 : 3, sequence_id: id }
    const headers = token ? { authorization: `Bearer ${token}` } : {}
    checkId(await postJson(withPath(server, '/'), body, world, { headers }))
  },
}
