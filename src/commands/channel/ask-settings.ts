import type { Channel, Setting } from '../../channels/channel.ts'
import { checkSetting, checkSettings, missingSettings } from '../../channels/check-settings.ts'
import { CHANNELS, type ChannelKind } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { isFailure } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import type { FailureCode } from '../../failure.ts'
import type { Texts } from '../../messages/format.ts'
import type { CommandWords } from '../../messages/index.ts'
import { askFor, askOptional, showProblem } from '../shared/ask.ts'
import { readListed } from '../shared/choice-list.ts'

type Values = Record<string, string>

/** The settings that are probably wrong when a test message fails; for other failures, those that a kind requires. */
const WRONG: Partial<Record<FailureCode, readonly string[]>> = {
  'login-incomplete': ['user', 'password'],
  'mail-login-needed': ['user', 'password'],
  'mail-login-refused': ['user', 'password'],
  'mail-not-tls': ['tls'],
  'mail-unencrypted': ['tls'],
  'password-unencrypted': ['tls', 'user'],
  'readers-refused': ['to'],
  'mail-letters': ['to', 'from'],
  'mail-helo-refused': ['helo'],
  connection: ['host', 'port', 'server', 'url'],
  'not-reached': ['host', 'server', 'url'],
  'too-slow': ['host', 'tls', 'server', 'url'],
  'robot-keyword': ['keyword'],
  'robot-sec-secret': ['secret'],
  'robot-secret': ['secret'],
}

/** Returns the words for a setting in the help, or a general word if it has none. */
export function settingWords(name: string, words: CommandWords): string {
  const texts: Texts = words.texts
  return texts[`channel.setting.${name}`] ?? words('channel.setting-other')
}

/**
 * Returns the settings of a new channel. A terminal asks for those that are missing, and for those that most people
 * need. What was typed is checked before the first question, so that no answer is lost.
 */
export async function askSettings(kind: ChannelKind, typed: Values, ctx: Context): Promise<Values> {
  const channel: Channel = await CHANNELS[kind]()
  const given = { ...typed }
  const isAsked = ({ name, asked }: Setting): boolean => given[name] === undefined && asked?.(given) === true
  const missing = missingSettings(channel, given)
  if (!ctx.io.canAsk || ctx.yes || (missing.length === 0 && !channel.settings.some(isAsked)))
    return checkSettings(kind, given)
  for (const setting of channel.settings) if (given[setting.name]) checkSetting(setting, given[setting.name]!)
  if (channel.docs) ctx.note(ctx.words('channel.docs', { docs: channel.docs }))
  const isChoice = missing.every(({ required }) => !required)
  for (const setting of channel.settings) {
    const isDone = isChoice && missing.some(({ name }) => given[name])
    const isMissing = missing.includes(setting) && !isDone
    if (isMissing || isAsked(setting))
      given[setting.name] = await askSetting(setting, isChoice || !isMissing, ctx)
  }
  return checkSettings(kind, given)
}

/**
 * Shows why a test message failed and asks again for the answers that may be wrong; the others stay. An empty answer
 * keeps a secret or a choice, and clears another setting.
 * @throws the failure itself where nothing can be asked
 */
export async function askAgain(
  failed: RenewError,
  channel: Channel,
  before: Values,
  ctx: Context,
): Promise<Values> {
  const wrong = ctx.io.canAsk && !ctx.yes ? wrongSettings(failed, channel, before) : []
  if (wrong.length === 0) throw failed
  await showProblem(failed, ctx)
  const after = { ...before }
  for (const setting of wrong) {
    const { name, required, secret } = setting
    const answer = await askSetting(setting, true, ctx, before[name])
    if (answer !== '') after[name] = answer
    else if (!required && !secret) delete after[name]
  }
  // Without a user, the password is not needed either.
  for (const { name, secret, asked } of channel.settings)
    if (secret && asked?.(after) === false) delete after[name]
  return after
}

/**
 * Returns the settings of a stored channel, each asked for with its present value as the proposal. Enter keeps a
 * secret, which is not shown; an empty answer clears another setting.
 */
export async function askPresent(
  kind: ChannelKind,
  present: Readonly<Values>,
  ctx: Context,
): Promise<Values> {
  const channel: Channel = await CHANNELS[kind]()
  const given: Values = { ...present }
  for (const setting of channel.settings) {
    const { name, secret = false, asked } = setting
    if (present[name] === undefined && asked?.(given) === false) continue
    const before = present[name] ?? (setting.choices && '')
    const answer = await askSetting(setting, !setting.required || secret, ctx, before)
    given[name] = answer === '' && secret ? (before ?? '') : answer
  }
  return checkSettings(kind, given)
}

async function askChoice(
  setting: Setting,
  values: readonly string[],
  before: string | undefined,
  ctx: Context,
): Promise<string> {
  const texts: Texts = ctx.words.texts
  const unset = before === undefined ? [] : [{ value: '', label: ctx.words('channel.choice.unset') }]
  const labelled = values.map(value => ({ value, label: texts[`channel.choice.${value}`] ?? value }))
  const all = [...unset, ...labelled]
  const first = all.filter(({ value }) => value === (before ?? ''))
  const listed = [...first, ...all.filter(choice => !first.includes(choice))]
  const read = (answer: string): string => readListed(answer, listed)
  const question = ctx.words('channel.ask', { question: questionFor(setting.name, ctx.words), example: null })
  return (await askOptional(question, read, ctx, { choices: listed })) ?? before ?? ''
}

function wrongSettings(failed: RenewError, { settings, oneOf = [] }: Channel, given: Values): Setting[] {
  const { error } = failed.values as { error?: unknown }
  if (!isFailure(error)) return []
  const names = WRONG[error.code]
  const usual = settings.filter(({ name, required }) => required || (oneOf.includes(name) && given[name]))
  return names ? settings.filter(({ name }) => names.includes(name)) : usual
}

async function askSetting(
  setting: Setting,
  mayBeEmpty: boolean,
  ctx: Context,
  before?: string,
): Promise<string> {
  const { name, secret = false, choices, example = '' } = setting
  if (choices) return askChoice(setting, choices, before, ctx)
  const read = (answer: string): string => {
    // The question says which setting it is.
    if (answer !== '' || !mayBeEmpty)
      checkSetting({ ...setting, name: '', form: setting.form ?? /./ }, answer)
    return answer
  }
  const question = questionFor(name, ctx.words)
  const isExample = before === undefined && example !== '' && !example.startsWith('file:')
  const asked =
    before !== undefined && secret
      ? ctx.words('channel.ask-kept', { question })
      : ctx.words('channel.ask', { question, example: isExample ? example : null })
  const missing = new RenewError('missing-value', { name: `--${name}`, command: ctx.usage.path })
  return askFor(asked, missing, read, ctx, { hidden: secret, proposal: secret ? '' : (before ?? '') })
}

function questionFor(name: string, words: CommandWords): string {
  const texts: Texts = words.texts
  return texts[`channel.ask.${name}`] ?? settingWords(name, words)
}
