import { RenewError } from '../errors.ts'
import { type SettingForm, STDOUT } from './channel.ts'
import { CHANNELS, type ChannelKind, isChannelKind } from './index.ts'
import { fileOf, shownSetting } from './secrets.ts'
import { splitWords } from './split-words.ts'

/** Judged by hand: the settings may be written on another system than the one that runs them. */
const ABSOLUTE = /^(\/|[a-z]:[\\/]|\\\\)[^\0]*$/i

const FORMS: Record<SettingForm, (value: string) => boolean> = {
  'absolute-path': value => ABSOLUTE.test(value),
  arguments: value => splitWords(value) !== null && !value.includes('\0'),
}

/** The kind a word names. @throws RenewError `channel-kind-unknown` */
export function checkChannelKind(word: string): ChannelKind {
  if (isChannelKind(word)) return word
  throw new RenewError('channel-kind-unknown', { kind: word, kinds: Object.keys(CHANNELS) })
}

/** A name a channel may have: a word of letters, digits, `-` and `_`. @throws RenewError `channel-name-refused` */
export function checkChannelName(name: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,31}$/i.test(name) && name.toLowerCase() !== STDOUT) return name
  throw new RenewError('channel-name-refused', { name })
}

/**
 * What was given for a new channel, checked before anything is sent; an empty value counts as not given.
 * @throws RenewError `channel-setting-unknown`, `channel-setting-missing`, `channel-setting-refused`
 */
export async function checkSettings(
  kind: ChannelKind,
  given: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const { settings: known } = await CHANNELS[kind]()
  const names = known.map(({ name }) => name)
  const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  for (const name of Object.keys(settings)) {
    if (!names.includes(name)) throw new RenewError('channel-setting-unknown', { kind, name, known: names })
  }
  for (const setting of known) {
    const { name, required, secret } = setting
    const value = settings[name]
    if (value === undefined) {
      if (required) throw new RenewError('channel-setting-missing', { kind, name })
      continue
    }
    // A timer starts in another folder, where a relative path would lead nowhere.
    const path = secret ? fileOf(value) : null
    const form = path === null ? setting.form : 'absolute-path'
    if (form !== null && !FORMS[form](path ?? value)) {
      throw new RenewError('channel-setting-refused', { name, value: shownSetting(setting, value), form })
    }
  }
  return settings
}
