import { failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { type Channel, type ChannelWorld, DeliveryError, type Message } from './channel.ts'
import { CA } from './http-settings.ts'
import { cutText } from './message-text.ts'
import { postJson } from './post.ts'
import { findProgram } from './programs.ts'

/** About the smallest limit of the push services; Apprise passes the text on as it is. */
const LIMIT = 1000

/**
 * Sends through Apprise, for services without a file here. With `url` it uses an Apprise API server, at `/notify/KEY` or,
 * with `urls`, at `/notify`; without it the `apprise` program, with `urls` (passed in a variable, not as an argument), a
 * `config` file, or Apprise's default one. https://github.com/caronc/apprise-api#api-details ·
 * https://github.com/caronc/apprise/wiki/CLI_Usage
 */
export const apprise: Channel = {
  settings: [
    {
      name: 'url',
      required: false,
      secret: true,
      form: 'http-url',
      example: 'http://localhost:8000/notify/KEY',
    },
    {
      name: 'urls',
      required: false,
      secret: true,
      form: /^\w[\w+.-]*:\/\/\S/,
      example: 'tgram://TOKEN/CHAT',
    },
    {
      name: 'config',
      required: false,
      secret: false,
      form: 'absolute-path',
      example: '/home/me/apprise.yml',
    },
    { name: 'tag', required: false, secret: false, form: /^[^\p{Cc}]+$/u, example: 'family' },
    { name: 'run', required: false, secret: false, form: 'absolute-path', example: '/usr/bin/apprise' },
    CA,
  ],
  oneOf: ['url', 'urls', 'config', 'run'],
  docs: 'https://appriseit.com/getting-started/',
  limit: { unit: 'characters', size: LIMIT },
  async send(message, settings, world) {
    await (settings.url ? sendToServer(message, settings, world) : sendByProgram(message, settings, world))
  },
  obstacle({ url, run = 'apprise' }, { env }) {
    if (url || findProgram(run, env)) return null
    return failure('program-not-on-path', { program: run, path: env.PATH ?? '' })
  },
}

type Settings = Readonly<Record<string, string>>

/** The server answers 204 when it has nothing stored under the key, and then notifies nobody. */
async function sendToServer(
  message: Message,
  { url, urls, tag }: Settings,
  world: ChannelWorld,
): Promise<void> {
  const { title, text, urgent } = message
  const body = {
    ...(urls ? { urls } : {}),
    ...(tag ? { tag } : {}),
    title,
    body: text,
    type: urgent ? 'warning' : 'info',
    format: 'text',
  }
  const headers = { accept: 'application/json' }
  const answer = await postJson(url!, body, world, { headers, isBodyIdle: true })
  if (answer.status === 204)
    throw new DeliveryError(failure('apprise-empty', { host: answer.host }), { ofChannel: true })
}

async function sendByProgram(
  { title, text, urgent }: Message,
  { urls, config, tag, run = 'apprise' }: Settings,
  world: ChannelWorld,
): Promise<void> {
  if (urls && config) throw new DeliveryError(failure('apprise-both'))
  const args = [
    `--title=${title}`,
    '--input-format=text',
    `--notification-type=${urgent ? 'warning' : 'info'}`,
    ...(config ? [`--config=${config}`] : []),
    ...(tag ? [`--tag=${tag}`] : []),
  ]
  const env = urls ? { APPRISE_URLS: urls } : {}
  const done = await world.run(run, args, { input: text, env, signal: world.signal })
  if (done.code === 0) return
  if (done.error === 'ENOENT') throw new DeliveryError(failure('program-not-for-timer', { program: run }))
  if (done.error !== null)
    throw new DeliveryError(failure('program-too-slow', { program: run, code: done.error }))
  const last = `${done.stderr}\n${done.stdout}`.trim().split('\n').at(-1) ?? ''
  const said = cutText(printable(last), 200)
  throw new DeliveryError(failure('program-ended', { program: run, status: String(done.code), said }))
}
