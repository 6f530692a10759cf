import { type Failure, failure } from '../failure.ts'
import { checkId } from './answer.ts'
import { type Channel, channelError, type Values } from './channel.ts'
import { CA, passwordSetting, postJson, withPath } from './post.ts'

/**
 * Sends through ntfy, its public server or the user's own, as JSON to the server's root, as titles in a header are
 * ASCII only. Since 2.16 a message with a known `sequence_id` replaces the first one; older servers ignore it.
 * https://docs.ntfy.sh/publish/#publish-as-json
 */
export const ntfy: Channel = {
  settings: [
    { name: 'topic', required: true, secret: true, form: /^[-_A-Za-z0-9]{1,64}$/, example: 'my-cards-7Kq2' },
    { name: 'server', form: 'http-url', example: 'https://ntfy.sh' },
    { name: 'token', secret: true, form: /^[\x21-\x7e]+$/, example: 'tk_AgQdq7mVBoFD37zQ' },
    { name: 'user', form: /^[^:\p{Cc}]+$/u, example: 'ann' },
    passwordSetting('file:/home/ann/.ntfy-password'),
    CA,
  ],
  clash: clashOf,
  docs: 'https://docs.ntfy.sh',
  // Longer than 4096 bytes becomes an attachment, and the JSON may be twice as long.
  limit: { unit: 'bytes', size: 3900 },
  async send({ id, title, text, urgent }, { topic, server = 'https://ntfy.sh', ...login }, world) {
    const body = { topic, title, message: text, priority: urgent ? 4 : 3, sequence_id: id }
    checkId(await postJson(withPath(server, '/'), body, world, { headers: loginOf(login) }))
  },
}

function clashOf({ token, user, password }: Values): Failure | null {
  if (token || !user === !password) return null
  return failure('login-incomplete', { name: user ? 'password' : 'user' })
}

function loginOf(login: Values): Record<string, string> {
  const clash = clashOf(login)
  if (clash) throw channelError(clash)
  const { token, user, password } = login
  if (token) return { authorization: `Bearer ${token}` }
  if (!user) return {}
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}
