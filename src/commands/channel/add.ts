import type { Setting } from '../../channels/channel.ts'
import {
  checkChannelKind,
  checkChannelName,
  checkSetting,
  checkSettings,
  missingSettings,
  usageOf,
} from '../../channels/check-settings.ts'
import { CHANNELS } from '../../channels/index.ts'
import { isPlainSecret, variableOf } from '../../channels/secrets.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Texts } from '../../messages/format.ts'
import type { AllWords } from '../../messages/index.ts'
import type { ChannelSettings } from '../../settings.ts'
import type { Input } from '../command.ts'
import { askFor } from '../shared/ask.ts'
import { changeSettings } from '../shared/changes.ts'
import { readLanguage } from '../shared/fields.ts'
import { servingStart } from '../shared/timers.ts'
import { sendTest } from './test.ts'

/** The options of the command, and the settings of the kind by name. */
type Options = Input['options']

/** Returns the words for a setting, or a general word if it has none. */
export function settingWords(name: string, words: AllWords): string {
  const texts: Texts = words.texts
  return texts[`channel.setting.${name}`] ?? words('channel.setting-other')
}

/**
 * Adds a channel. On a terminal asks for missing settings, and hides secrets. Saves nothing until a test message was
 * sent, except with `--no-test`.
 */
export async function addChannel(typed: string, options: Options, ctx: Context): Promise<void> {
  const kind = checkChannelKind(typed)
  const name = checkChannelName(typeof options.name === 'string' ? options.name : kind)
  if (Object.hasOwn(ctx.settings.read().channels, name)) throw new RenewError('channel-name-taken', { name })
  const lang = typeof options.messageLang === 'string' ? await readLanguage(options.messageLang) : null
  const stored: ChannelSettings = { kind, lang, settings: await readSettings(kind, options, ctx) }
  await warnOfSecrets(stored, options, ctx)
  const isTested = options.test !== false
  if (isTested) await sendTest(name, stored, ctx, 'channel-not-saved')
  await changeSettings(
    `channel add ${name}`,
    settings => {
      if (Object.hasOwn(settings.channels, name)) throw new RenewError('channel-name-taken', { name })
      return { ...settings, channels: { ...settings.channels, [name]: stored } }
    },
    ctx,
  )
  ctx.answer(
    () => ({ schema: 1, channel: { name, kind } }),
    () => `${ctx.words(isTested ? 'channel.added-tested' : 'channel.added', { name })}\n`,
  )
}

/** Returns the settings that were typed or asked for. */
async function readSettings(kind: string, options: Options, ctx: Context): Promise<Record<string, string>> {
  const known = checkChannelKind(kind)
  const channel = await CHANNELS[known]()
  const all = await Promise.all(Object.values(CHANNELS).map(load => load()))
  const names = new Set(all.flatMap(({ settings }) => settings.map(setting => setting.name)))
  const given = Object.fromEntries(
    Object.entries(options).filter(
      (pair): pair is [string, string] => names.has(pair[0]) && typeof pair[1] === 'string',
    ),
  )
  const missing = missingSettings(channel, given)
  if (!ctx.io.canAsk || missing.length === 0) return checkSettings(known, given)

  ctx.note(ctx.words('channel.needs', { usage: usageOf(kind, channel), docs: channel.docs ?? null }))
  const isChoice = missing.every(({ required }) => !required)
  for (const setting of missing) {
    if (isChoice && missing.some(({ name }) => given[name])) break
    given[setting.name] = await ask(setting, isChoice, checkSetting, ctx)
  }
  return checkSettings(known, given)
}

function ask(
  setting: Setting,
  mayBeEmpty: boolean,
  check: (setting: Setting, value: string) => void,
  ctx: Context,
): Promise<string> {
  const { name, secret, example } = setting
  const question = ctx.words('channel.ask', {
    name,
    words: settingWords(name, ctx.words),
    example: example ?? null,
  })
  const read = (answer: string): string => {
    const value = (answer ?? '').trim()
    if (value !== '' || !mayBeEmpty) check({ ...setting, form: setting.form ?? /./ }, value)
    return value
  }
  return askFor(
    question,
    new RenewError('missing-value', { name: `--${name}`, command: 'renew channel add' }),
    read,
    ctx,
    {
      hidden: secret,
    },
  )
}

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
