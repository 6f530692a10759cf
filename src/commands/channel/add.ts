import type { Channel } from '../../channels/channel.ts'
import { checkChannelKind, checkChannelName, checkSettings } from '../../channels/check-settings.ts'
import { CHANNELS } from '../../channels/index.ts'
import { isPlainSecret, variableOf } from '../../channels/secrets.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { ChannelSettings } from '../../settings.ts'
import type { Input } from '../command.ts'
import { askFor } from '../shared/ask.ts'
import { changeSettings } from '../shared/changes.ts'
import { readLanguage } from '../shared/fields.ts'
import { servingStart } from '../shared/timers.ts'
import { askAgain, askSettings } from './ask-settings.ts'
import { sendTest } from './test.ts'

/** The options of the command, and the settings of the kind by name. */
type Options = Input['options']

/**
 * Adds a channel. On a terminal asks for missing settings, and hides secrets. Saves nothing until a test message was
 * sent, except with `--no-test`.
 */
export async function addChannel(typed: string, options: Options, ctx: Context): Promise<void> {
  const kind = checkChannelKind(typed)
  const name = await freeName(typeof options.name === 'string' ? options.name : kind, ctx)
  const lang = typeof options.messageLang === 'string' ? await readLanguage(options.messageLang) : null
  const channel = await CHANNELS[kind]()
  const settings = await askSettings(kind, channel, await typedSettings(options), ctx)
  const isTested = options.test !== false
  const asked: ChannelSettings = { kind, lang, settings }
  const stored = isTested ? await testedSettings(name, asked, channel, ctx) : asked
  await warnOfSecrets(stored, options, ctx)
  await changeSettings(
    `channel add ${name}`,
    settings => {
      if (Object.hasOwn(settings.channels, name)) throw nameTaken(name)
      return { ...settings, channels: { ...settings.channels, [name]: stored } }
    },
    ctx,
  )
  ctx.answer(
    () => ({ schema: 1, channel: { name, kind } }),
    () => `${ctx.words(isTested ? 'channel.added-tested' : 'channel.added', { name })}\n`,
  )
}

/** Sends test messages until one arrives, with the answers that were wrong asked for again; returns the settings. */
async function testedSettings(
  name: string,
  asked: ChannelSettings,
  channel: Channel,
  ctx: Context,
): Promise<ChannelSettings> {
  let stored = asked
  for (;;) {
    try {
      await sendTest(name, stored, ctx, 'channel-not-saved')
      return stored
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const settings = await askAgain(error, channel, stored.settings, ctx)
      stored = { ...stored, settings: await checkSettings(checkChannelKind(stored.kind), settings) }
    }
  }
}

/** Returns the settings that were typed, of whatever kind. */
async function typedSettings(options: Options): Promise<Record<string, string>> {
  const all = await Promise.all(Object.values(CHANNELS).map(load => load()))
  const names = new Set(all.flatMap(({ settings }) => settings.map(setting => setting.name)))
  return Object.fromEntries(
    Object.entries(options).filter(
      (pair): pair is [string, string] => names.has(pair[0]) && typeof pair[1] === 'string',
    ),
  )
}

/** Returns a name that no channel has; a terminal asks for another one where it is taken. */
function freeName(typed: string, ctx: Context): string | Promise<string> {
  const read = (text: string): string => {
    const name = checkChannelName(text)
    if (Object.hasOwn(ctx.settings.read().channels, name)) throw nameTaken(name)
    return name
  }
  const name = checkChannelName(typed)
  if (!ctx.io.canAsk || !Object.hasOwn(ctx.settings.read().channels, name)) return read(name)
  return askFor(ctx.words('channel.ask-name', { name }), nameTaken(name), read, ctx)
}

const nameTaken = (name: string) => new RenewError('channel-name-taken', { name })

/**
 * Warns about secrets in variables that the timer's environment does not have (§9), and about secrets in the shell's
 * history.
 */
async function warnOfSecrets(
  { kind, settings }: ChannelSettings,
  options: Options,
  ctx: Context,
): Promise<void> {
  const channel = await CHANNELS[checkChannelKind(kind)]()
  const secrets = channel.settings.filter(({ name, secret }) => secret && settings[name] !== undefined)
  const named = secrets.flatMap(({ name }) => {
    const variable = variableOf(settings[name]!)
    return variable === null ? [] : [{ name, variable }]
  })
  const start = named.length > 0 ? await servingStart(ctx) : null
  for (const each of named) if (!start?.env[each.variable]) ctx.note(ctx.words('channel.variable', each))
  const isTyped = secrets.some(({ name }) => options[name] && isPlainSecret(settings[name]!))
  if (isTyped && ctx.io.canAsk) ctx.note(ctx.words('channel.history'))
}
