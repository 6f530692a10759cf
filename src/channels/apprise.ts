import { failure } from '../failure.ts'
import { targetsIn } from './apprise-targets.ts'
import { type Channel, type ChannelWorld, channelError, DeliveryError, type Message } from './channel.ts'
import { lastLine } from './message-text.ts'
import { CA, postJson, statusFailure } from './post.ts'
import { assertReadable, findProgram, wasStopped } from './programs.ts'

/**
 * Sends through Apprise, for services without a file here. With `url` it uses an Apprise API server, at `/notify/KEY`
 * or, with `urls`, at `/notify`; without it the `apprise` program, with `urls` (passed in a variable, not as an
 * argument), a `config` file, or Apprise's default one. https://github.com/caronc/apprise-api#api-details ·
 * https://github.com/caronc/apprise/wiki/CLI_Usage
 */
export const apprise: Channel = {
  settings: [
    { name: 'url', secret: true, form: 'http-url', example: 'http://localhost:8000/notify/KEY' },
    { name: 'urls', secret: true, form: /^\w[\w+.-]*:\/\/\S/, example: 'tgram://TOKEN/CHAT' },
    { name: 'config', form: 'absolute-path', example: '/home/me/apprise.yml' },
    { name: 'tag', form: /^[^\p{Cc}]+$/u, example: 'family' },
    { name: 'run', form: 'absolute-path', example: '/usr/bin/apprise' },
    CA,
  ],
  oneOf: ['url', 'urls', 'config', 'run'],
  docs: 'https://appriseit.com/getting-started/',
  // About the smallest limit of the push services, to which Apprise passes the text on as it is.
  limit: { unit: 'characters', size: 1000 },
  async send(message, settings, world) {
    const send = settings.url ? sendToServer : sendByProgram
    await sendToAll(settings.urls, world, target => send(message, settings, target, world))
  },
  obstacle({ url, run = 'apprise' }, { env }) {
    if (url || findProgram(run, env)) return null
    return failure('program-not-on-path', { program: run, path: env.PATH ?? '' })
  },
}

type Settings = Readonly<Record<string, string>>

/**
 * Sends to each address of its own, so that those who have the message do not get it again when another one fails.
 * Under a key or in a file there may be several that only Apprise knows; when it says that one of them failed, the
 * others may have it.
 */
async function sendToAll(
  urls: string | undefined,
  world: ChannelWorld,
  send: (target: string | undefined) => Promise<void>,
): Promise<void> {
  let failed: unknown = null
  for (const target of urls ? targetsIn(urls) : [undefined]) {
    if (target !== undefined && world.recipients?.has(target)) continue
    try {
      await send(target)
      if (target !== undefined) world.recipients?.add(target)
    } catch (error) {
      failed ??= error
    }
  }
  if (failed !== null) throw failed
}

/** The server's answer when one of several was not reached; even one address may stand for several people. */
const SOME_FAILED = 424
const NOTHING_STORED = 204

async function sendToServer(
  { title, text, urgent }: Message,
  { url, tag }: Settings,
  urls: string | undefined,
  world: ChannelWorld,
): Promise<void> {
  const body = {
    urls,
    tag,
    title,
    body: text,
    type: urgent ? 'warning' : 'info',
    format: 'text',
  }
  const answer = await postJson(url!, body, world, {
    headers: { accept: 'application/json' },
    isBodyIdle: true,
    refusal: refused =>
      refused.status === SOME_FAILED
        ? new DeliveryError(statusFailure(refused, world.now()).failure, { outcome: 'no-answer' })
        : null,
  })
  if (answer.status === NOTHING_STORED) throw channelError(failure('apprise-empty', { host: answer.host }))
}

const ONE_FAILED = 1

async function sendByProgram(
  { title, text, urgent }: Message,
  { config, tag, run: program = 'apprise' }: Settings,
  urls: string | undefined,
  world: ChannelWorld,
): Promise<void> {
  if (urls && config) throw channelError(failure('apprise-both'))
  const args = [
    `--title=${title}`,
    '--input-format=text',
    `--notification-type=${urgent ? 'warning' : 'info'}`,
    ...(config ? [`--config=${config}`] : []),
    ...(tag ? [`--tag=${tag}`] : []),
  ]
  for (const file of [program, config ?? '']) if (file.includes('/')) await assertReadable(file, world)
  const env = urls ? { APPRISE_URLS: urls } : {}
  const done = await world.run(program, args, { input: text, env, signal: world.signal })
  if (done.code === 0) return
  if (done.error === 'ENOENT') throw channelError(failure('program-not-for-timer', { program }))
  if (wasStopped(done))
    throw new DeliveryError(failure('program-too-slow', { program, code: done.error }), {
      outcome: 'no-answer',
    })
  if (done.error !== null) throw channelError(failure('program-not-run', { program, code: done.error }))
  const said = lastLine(`${done.stderr}\n${done.stdout}`)
  const why = failure('program-ended', { program, status: String(done.code), said })
  throw new DeliveryError(why, done.code === ONE_FAILED ? { outcome: 'no-answer' } : { ofChannel: true })
}
