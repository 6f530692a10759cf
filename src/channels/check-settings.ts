import { RenewError } from '../errors.ts'
import { type Channel, type Setting, type SettingForm, STDOUT, type Values } from './channel.ts'
import { CHANNELS, type ChannelKind, isChannelKind } from './index.ts'
import { mailboxesOf } from './mail-address.ts'
import { httpUrl } from './post.ts'
import { splitWords } from './programs.ts'
import { referenceOf, shownSetting } from './secrets.ts'

/** Absolute paths of any system, as settings may be written on another system than the one that uses them. */
const ABSOLUTE = /^(\/|[a-z]:[\\/]|\\\\)[^\0]*$/i

const FORMS: Record<Extract<SettingForm, string>, (value: string) => boolean> = {
  'absolute-path': value => ABSOLUTE.test(value),
  arguments: value => splitWords(value) !== null && !value.includes('\0'),
  'http-url': value => httpUrl(value) !== null,
  'mail-address': value => mailboxesOf(value)?.length === 1,
  'mail-addresses': value => mailboxesOf(value) !== null,
}

/** Returns the kind that a word names. @throws RenewError `channel-kind-unknown` */
export function checkChannelKind(word: string): ChannelKind {
  if (isChannelKind(word)) return word
  throw new RenewError('channel-kind-unknown', { kind: word, kinds: Object.keys(CHANNELS) })
}

/** Checks a channel's name: letters, digits, `-` and `_`. @throws RenewError `channel-name-refused` */
export function checkChannelName(name: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,31}$/i.test(name) && name.toLowerCase() !== STDOUT) return name
  throw new RenewError('channel-name-refused', { name })
}

/**
 * Checks the settings given for a new channel and returns them; an empty value counts as not given.
 * @throws RenewError `channel-setting-unknown`, `channel-setting-missing`, `channel-setting-refused`
 */
export async function checkSettings(kind: ChannelKind, given: Values): Promise<Record<string, string>> {
  const channel = await CHANNELS[kind]()
  const names = channel.settings.map(({ name }) => name)
  const settings = Object.fromEntries(
    Object.entries(given)
      .map(([name, value]) => [name, storedValue(channel, name, value)] as const)
      .filter(([, value]) => value !== ''),
  )
  const name = Object.keys(settings).find(each => !names.includes(each))
  if (name !== undefined)
    throw new RenewError('channel-setting-unknown', { kind, name, known: names.map(one => `--${one}`) })
  const missing = missingSettings(channel, settings)
  if (missing.length > 0) {
    const wanted = missing.map(({ name }) => `--${name}`)
    const either = missing.every(({ required }) => !required)
    throw new RenewError('channel-setting-missing', {
      kind,
      allOf: either ? [] : wanted,
      anyOf: either ? wanted : [],
      usage: usageOf(kind, channel),
      docs: channel.docs ?? null,
    })
  }
  for (const setting of channel.settings)
    if (settings[setting.name] !== undefined) checkSetting(setting, settings[setting.name]!)
  return settings
}

function storedValue({ settings }: Channel, name: string, typed: string): string {
  const value = typed.trim()
  return settings.find(setting => setting.name === name)?.read?.(value) ?? value
}

/** Returns the required settings that are missing, else those of which one must be given. */
export function missingSettings(
  { settings, oneOf }: Pick<Channel, 'settings' | 'oneOf'>,
  given: Values,
): Setting[] {
  const required = settings.filter(({ name, required }) => required && !given[name])
  if (required.length > 0 || !oneOf || oneOf.some(name => given[name])) return required
  return settings.filter(({ name }) => oneOf.includes(name))
}

/** Checks one value; of a secret kept elsewhere, only the reference. @throws RenewError `channel-setting-refused` */
export function checkSetting(setting: Setting, typed: string): void {
  const { name, secret } = setting
  const value = setting.read?.(typed) ?? typed
  const { kind, place = value } = (secret && referenceOf(value)) || {}
  if (kind === 'cmd' || kind === 'env') return
  // `file:///etc/passwd` is an address, not a reference to a file.
  const isFileUrl = kind === 'file' && place.startsWith('//')
  // A timer runs in another folder, where a relative path does not work.
  const form = kind === 'file' && !isFileUrl ? 'absolute-path' : setting.form
  if (form === undefined || hasForm(isFileUrl ? value : place, form)) return
  throw new RenewError('channel-setting-refused', {
    name,
    value: isFileUrl ? 'file://' : value === '' ? '' : shownSetting(setting, value),
    why: setting.choices ? 'choice' : typeof form === 'string' ? form : isRange(form) ? 'range' : 'pattern',
    example: setting.choices?.join(', ') ?? (isRange(form) ? form.join('–') : setting.example) ?? '…',
  })
}

function isRange(form: SettingForm): form is readonly [number, number] {
  return Array.isArray(form)
}

function hasForm(text: string, form: SettingForm): boolean {
  if (typeof form === 'string') return FORMS[form](text)
  if (!isRange(form)) return form.test(text)
  return /^[1-9]\d*$/.test(text) && Number(text) >= form[0] && Number(text) <= form[1]
}

/** Returns the settings of a kind as a user types them: `telegram --token 123:ABC --chat 42 [--server URL]`. */
export function usageOf(kind: string, { settings, oneOf = [] }: Pick<Channel, 'settings' | 'oneOf'>): string {
  const word = ({ name, example }: Setting): string => `--${name} ${quoted(example ?? name.toUpperCase())}`
  const choice = settings.filter(({ name }) => oneOf.includes(name)).map(word)
  const others = settings.filter(({ name }) => !oneOf.includes(name))
  const either = choice.length > 0 ? [`(${choice.join(' | ')})`] : []
  const words = others.map(setting => (setting.required ? word(setting) : `[${word(setting)}]`))
  return [kind, ...either, ...words].join(' ')
}

function quoted(example: string): string {
  return /^[\w@%+=:,./-]+$/.test(example) ? example : `'${example}'`
}
