import { settingNames } from '../../channels/check-settings.ts'
import { CHANNELS } from '../../channels/index.ts'
import { shownSettings } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { channelFailure } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { forgetChannel, stateOf } from '../../reminders/ledger.ts'
import type { ChannelSettings } from '../../settings.ts'
import { printable } from '../../text/printable.ts'
import { command, type Options } from '../command.ts'
import { confirm } from '../shared/ask.ts'
import { changeSettings } from '../shared/changes.ts'
import { addChannel, settingWords } from './add.ts'
import { type ChannelRow, renderChannels } from './screen.ts'
import { testChannel } from './test.ts'

const CHANNEL = { words: 'channel.name', value: 'channel' } as const

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
      moreHelp: async ({ words }) =>
        `\n${words('channel.help-secrets')}\n\n${words('channel.help-kinds')}\n${await kindsWithSettings()}`,
      example: 'renew channel add desktop\nrenew channel add ntfy --topic my-cards-7Kq2 --name phone',
      run: ({ args, options }, ctx) => addChannel(args.kind, options, ctx),
    }),
    list: command({ json: true, example: 'renew channel list', run: (_, ctx) => list(ctx) }),
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

/** Returns every kind with its settings, one a line. */
async function kindsWithSettings(): Promise<string> {
  const lines = Object.entries(CHANNELS).map(async ([kind, load]) => `  ${settingNames(kind, await load())}`)
  return (await Promise.all(lines)).join('\n')
}

/** Returns an option for every setting of every kind, described by the kinds that have it. */
async function settingOptions(): Promise<Options> {
  const found = new Map<string, string[]>()
  for (const [kind, load] of Object.entries(CHANNELS)) {
    for (const { name } of (await load()).settings) found.set(name, [...(found.get(name) ?? []), kind])
  }
  return Object.fromEntries(
    [...found].map(([name, kinds]) => [
      `--${name} <value>`,
      ({ words }: Context) => `${settingWords(name, words)} (${kinds.join(', ')})`,
    ]),
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
    () => `${ctx.words('channel.removed', { name })}\n`,
  )
}

/** Asks before reminders stop: when it is the last channel, or documents are bound to it. */
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

/** More documents than this are only counted. */
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
  const inWords = (row: ChannelRow) => ({
    ...row,
    error: channelFailure(stateOf(ledger, row.name), ctx.words),
  })
  ctx.answer(
    () => ({ schema: 1, channels: rows }),
    to => renderChannels(rows.map(inWords), ctx.words, to),
  )
}

function channelNamed(name: string, ctx: Context): ChannelSettings {
  const { channels } = ctx.settings.read()
  const stored = Object.hasOwn(channels, name) ? channels[name] : undefined
  if (stored) return stored
  throw new RenewError('channel-not-found', { name, known: Object.keys(channels).join(', ') || '–' })
}
