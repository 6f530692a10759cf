import { checkChannelKind, checkChannelName } from '../../channels/check-settings.ts'
import { CHANNELS } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { renderNote } from '../../text/wrap.ts'
import { askFor } from '../shared/ask.ts'
import { changeSettings } from '../shared/changes.ts'
import { readLanguage } from '../shared/read-values.ts'
import { askSettings } from './ask-settings.ts'
import { type ChannelOptions, settle, typedSettings, warnOfSecrets } from './settle.ts'

/**
 * Adds a channel. On a terminal asks for missing settings, and hides secrets. Saves nothing until a test message was
 * sent, except with `--no-test`.
 */
export async function addChannel(typed: string, options: ChannelOptions, ctx: Context): Promise<void> {
  const kind = checkChannelKind(typed)
  const name = await freeName(typeof options.name === 'string' ? options.name : kind, ctx)
  const lang = typeof options.messageLang === 'string' ? readLanguage(options.messageLang) : null
  const channel = await CHANNELS[kind]()
  const settings = await askSettings(kind, await typedSettings(options), ctx)
  const isTested = options.test !== false
  const failing = isTested ? 'channel-not-saved' : null
  const stored = await settle(name, { kind, lang, settings }, channel, failing, ctx)
  await warnOfSecrets(channel, stored.settings, options, ctx)
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
    to => renderNote(ctx.words(isTested ? 'channel.added-tested' : 'channel.added', { name }), to),
  )
}

async function freeName(typed: string, ctx: Context): Promise<string> {
  const isTaken = (name: string) => Object.hasOwn(ctx.settings.read().channels, name)
  const name = checkChannelName(typed)
  if (!isTaken(name)) return name
  const read = (text: string): string => {
    const other = checkChannelName(text)
    if (isTaken(other)) throw nameTaken(other)
    return other
  }
  return askFor(ctx.words('channel.ask-name', { name }), nameTaken(name), read, ctx)
}

export const nameTaken = (name: string) => new RenewError('channel-name-taken', { name })
