import { usageOf } from '../../channels/check-settings.ts'
import { CHANNELS, type ChannelKind, isChannelKind, settingNames } from '../../channels/index.ts'
import { shownSettings } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { channelFailure } from '../../error-text.ts'
import { RenewError, tryOr } from '../../errors.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { forgetChannel, stateOf } from '../../reminders/ledger.ts'
import type { ChannelSettings } from '../../settings.ts'
import { printable } from '../../text/printable.ts'
import { renderNote } from '../../text/wrap.ts'
import { command, type Options } from '../command.ts'
import { confirm } from '../shared/ask.ts'
import { changeSettings } from '../shared/changes.ts'
import { kindChoices } from '../shared/channels.ts'
import { addChannel } from './add.ts'
import { settingWords } from './ask-settings.ts'
import { editChannel } from './edit.ts'
import { type ChannelRow, renderChannels } from './screen.ts'
import { testChannel } from './test.ts'

const CHANNEL = { words: 'argument.channel', value: 'channel' } as const

export default command({
  example: 'renew channel add desktop',
  commands: {
    add: command({
      args: { '<kind>': { words: 'channel.kind', value: 'channel-kind' } },
      options: {
        '--name <name>': 'channel.name',
        '--message-lang <code>': { words: 'channel.message-lang', value: 'language' },
        '--no-test': 'channel.no-test',
      } as Options,
      moreOptions: settingOptions,
      json: true,
      moreHelp: kindsHelp,
      example: 'renew channel add desktop\nrenew channel add ntfy --topic my-cards-7Kq2 --name phone',
      run: ({ args, options }, ctx) => addChannel(args.kind, options, ctx),
    }),
    list: command({ reads: true, json: true, example: 'renew channel list', run: (_, ctx) => list(ctx) }),
    edit: command({
      args: { '<name>': CHANNEL },
      options: {
        '--name <name>': 'channel.new-name',
        '--message-lang <code>': { words: 'channel.message-lang', value: 'language' },
        '--no-test': 'channel.no-test-edit',
      } as Options,
      moreOptions: settingOptions,
      json: true,
      moreHelp: settingsHelp,
      example: 'renew channel edit ntfy --topic my-cards-9Lm4\nrenew channel edit ntfy --name phone',
      run: ({ args, options }, ctx) =>
        editChannel({ name: args.name, stored: channelNamed(args.name, ctx) }, options, ctx),
    }),
    test: command({
      args: { '<name>': CHANNEL },
      json: true,
      example: 'renew channel test desktop',
      run: ({ args }, ctx) => testChannel(args.name, channelNamed(args.name, ctx), ctx),
    }),
    remove: command({
      args: { '<name>': CHANNEL },
      json: true,
      yes: true,
      example: 'renew channel remove desktop',
      run: ({ args }, ctx) => remove(args.name, ctx),
    }),
  },
})

function helpOf(typed: readonly string[]): { isHelp: boolean; kind: ChannelKind | null } {
  const isHelp = typed.includes('--help') || typed.includes('-h')
  return { isHelp, kind: typed.slice(2).find(isChannelKind) ?? null }
}

async function kindsHelp(ctx: Context, typed: readonly string[]): Promise<string> {
  const { words } = ctx
  const { kind } = helpOf(typed)
  if (kind === null) {
    const lines = kindChoices(ctx).map(({ label, hint }) => `  ${label.padEnd(12)}${hint}`)
    return `\n${words('channel.help-kinds')}\n${lines.join('\n')}`
  }
  return usageHelp(kind, null, ctx)
}

async function settingsHelp(ctx: Context, typed: readonly string[]): Promise<string> {
  // Help always works, also where the settings cannot be read.
  const channels: Record<string, ChannelSettings> = tryOr(() => ctx.settings.read().channels, {})
  const name = typed.slice(2).find(word => Object.hasOwn(channels, word)) ?? ''
  const { kind = '' } = channels[name] ?? {}
  if (isChannelKind(kind)) return usageHelp(kind, name, ctx)
  return `\n${ctx.words('channel.help-edit')}`
}

async function usageHelp(kind: ChannelKind, edited: string | null, { words }: Context): Promise<string> {
  const { docs, ...channel } = await CHANNELS[kind]()
  const optional = { settings: channel.settings.map(setting => ({ ...setting, required: false })) }
  const typed = edited === null ? `add ${usageOf(kind, channel)}` : `edit ${usageOf(edited, optional)}`
  const usage = `\n${words('channel.help-usage')}\n  renew channel ${typed}`
  const secrets = channel.settings.some(({ secret }) => secret) ? `\n\n${words('channel.help-secrets')}` : ''
  return `${usage}${docs ? `\n${words('channel.docs', { docs })}` : ''}${secrets}`
}

async function settingOptions(typed: readonly string[]): Promise<Options> {
  const { isHelp, kind } = helpOf(typed)
  const names = await settingNames(isHelp ? [kind ?? []].flat() : undefined)
  return Object.fromEntries(
    [...names].map(name => [`--${name} <value>`, ({ words }: Context) => settingWords(name, words)]),
  )
}

async function remove(name: string, ctx: Context): Promise<void> {
  channelNamed(name, ctx)
  await confirmRemoval(name, ctx)
  await changeSettings(
    `channel remove ${name}`,
    settings => {
      const { [name]: _, ...channels } = settings.channels
      return { ...settings, channels }
    },
    ctx,
  )
  await ctx.ledger.update(ledger => forgetChannel(ledger, name))
  ctx.answer(
    () => ({ schema: 1, removed: name }),
    to => renderNote(ctx.words('channel.removed', { name }), to),
  )
}

async function confirmRemoval(name: string, ctx: Context): Promise<void> {
  const { words } = ctx
  const bound = ctx.cards
    .cards()
    .filter(({ channels, closed }) => closed === null && channels?.includes(name))
  const names = bound.slice(0, NAMED).map(card => words('words.quoted', { text: printable(card.name) }))
  const more = bound.length - names.length
  const listed =
    names.join(words('words.listed')) + (more > 0 ? ` ${words('words.more', { count: more })}` : '')
  const isLast = Object.keys(ctx.settings.read().channels).length === 1
  if (isLast) await confirm(words('ask.channel-last', { name, documents: listed }), ctx)
  else if (bound.length > 0) await confirm(words('ask.channel-bound', { name, documents: listed }), ctx)
}

const NAMED = 5

async function list(ctx: Context): Promise<void> {
  const ledger = ctx.ledger.read()
  const rows = await Promise.all(
    Object.entries(ctx.settings.read().channels).map(async ([name, stored]) => {
      const { failingSince, error, gone } = stateOf(ledger, name)
      const settings = await shownSettings(stored)
      return { name, kind: stored.kind, lang: stored.lang, settings, failingSince, error, gone }
    }),
  )
  const words = await loadErrorWords(ctx.lang)
  const inWords = (row: ChannelRow) => ({ ...row, error: channelFailure(stateOf(ledger, row.name), words) })
  ctx.answer(
    () => ({ schema: 1, channels: rows }),
    to => renderChannels(rows.map(inWords), ctx.words, to),
  )
}

function channelNamed(name: string, ctx: Context): ChannelSettings {
  const { channels } = ctx.settings.read()
  const stored = Object.hasOwn(channels, name) ? channels[name] : undefined
  if (stored) return stored
  throw new RenewError('channel-not-found', { name, known: Object.keys(channels) })
}
