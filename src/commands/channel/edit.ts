import { addressOf } from '../../channels/address-of.ts'
import { checkChannelKind, checkChannelName, checkSettings } from '../../channels/check-settings.ts'
import { CHANNELS } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { copyChannel, forgetChannel, recordWorking } from '../../reminders/ledger.ts'
import type { ChannelSettings, Settings } from '../../settings.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { changeSettings } from '../shared/changes.ts'
import { readLanguage } from '../shared/read-values.ts'
import { settingsDifference } from '../shared/settings-difference.ts'
import { nameTaken } from './add.ts'
import { askPresent } from './ask-settings.ts'
import { type ChannelOptions, settle, typedSettings, warnOfSecrets } from './settle.ts'

interface Named {
  name: string
  stored: ChannelSettings
}

/**
 * Changes the settings of a channel that were typed; an empty value clears one. On a terminal without options asks for
 * each. Saves nothing until a test message was sent, except with `--no-test` and when only the name changes.
 */
export async function editChannel(before: Named, options: ChannelOptions, ctx: Context): Promise<void> {
  const { words } = ctx
  const kind = checkChannelKind(before.stored.kind)
  const channel = await CHANNELS[kind]()
  const typed = await typedSettings(options)
  const isAsked = Object.keys(typed).length === 0 && !('name' in options) && !('messageLang' in options)
  if (isAsked && (!ctx.io.canAsk || ctx.yes))
    throw new RenewError('channel-edit-nothing', { name: before.name })
  const name = 'name' in options ? newName(before.name, String(options.name), ctx) : before.name
  const lang = 'messageLang' in options ? readLang(String(options.messageLang)) : before.stored.lang
  const given = isAsked
    ? await askPresent(kind, before.stored.settings, ctx)
    : await checkSettings(kind, { ...before.stored.settings, ...typed })
  const asked = { ...before.stored, lang, settings: given }
  const isNew = !isSame(asked, before.stored)
  const isTested = isNew && options.test !== false
  const failing = isTested ? 'channel-not-changed' : null
  const stored = isNew ? await settle(name, asked, channel, failing, ctx) : asked
  await warnOfSecrets(channel, stored.settings, typed, ctx)
  await save(before, { name, stored }, isTested, ctx)
  const difference = await settingsDifference(
    [{ of: 'channels', name, before: before.stored, after: stored }],
    ctx,
  )
  const renamed = name === before.name ? '' : `${words('channel.renamed', { before: before.name, name })}\n`
  ctx.answer(
    () => ({ schema: 1, channel: { name, kind } }),
    to => {
      if (!isNew) return renamed || `${words('channel.unchanged', { name })}\n`
      const edited = words(isTested ? 'channel.edited-tested' : 'channel.edited', { name })
      return `${renamed}${edited}\n${difference(to)}`
    },
  )
}

function readLang(typed: string): string | null {
  return typed.trim() === '' ? null : readLanguage(typed)
}

function isSame(one: ChannelSettings, other: ChannelSettings | undefined): boolean {
  const sorted = ({ settings, ...rest }: ChannelSettings) =>
    JSON.stringify({ ...rest, settings: Object.entries(settings).sort() })
  return other !== undefined && sorted(one) === sorted(other)
}

/**
 * Returns the new name of a channel.
 * @throws RenewError `channel-bound` while documents name the channel: they are in another file, and a reminder between
 *   two changes would go to the wrong channels
 */
function newName(before: string, typed: string, ctx: Context): string {
  const name = checkChannelName(typed.trim())
  if (name === before) return name
  if (Object.hasOwn(ctx.settings.read().channels, name)) throw nameTaken(name)
  const bound = ctx.cards.cards().filter(({ channels }) => channels?.includes(before))
  if (bound.length === 0) return name
  throw new RenewError('channel-bound', {
    name: before,
    documents: bound.map(card => printable(card.name)),
    shellNames: bound.map(card => shellWord(card.name)).join(' '),
  })
}

/**
 * Saves a channel under its new name. What was delivered under the old name is copied first, so that a run at any
 * moment sends nothing again.
 */
async function save(before: Named, after: Named, isTested: boolean, ctx: Context): Promise<void> {
  const isRenamed = after.name !== before.name
  if (isRenamed) await ctx.ledger.update(ledger => copyChannel(ledger, before.name, after.name))
  await changeSettings(`channel edit ${before.name}`, settings => withEdited(settings, before, after), ctx)
  const isReaddressed = addressIn(before) !== addressIn(after)
  await ctx.ledger.update(ledger => {
    const moved = isRenamed
      ? forgetChannel(copyChannel(ledger, before.name, after.name), before.name)
      : ledger
    // What was being sent to the old address is owed to the new one.
    const current = isReaddressed ? forgetChannel(moved, after.name) : moved
    return isTested ? recordWorking(current, after.name) : current
  })
}

const addressIn = ({ stored: { kind, settings } }: Named) => addressOf(kind, settings)

function withEdited(settings: Settings, before: Named, after: Named): Settings {
  const { channels } = settings
  if (!Object.hasOwn(channels, before.name) || !isSame(before.stored, channels[before.name]))
    throw new RenewError('channel-changed', { name: before.name })
  if (after.name === before.name && isSame(before.stored, after.stored)) return settings
  if (after.name !== before.name && Object.hasOwn(channels, after.name)) throw nameTaken(after.name)
  const edited = Object.entries(channels).map(([name, stored]) =>
    name === before.name ? [after.name, after.stored] : [name, stored],
  )
  return { ...settings, channels: Object.fromEntries(edited) }
}
