import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { channelFailure } from '../explain.ts'
import { forgetChannel, recordWell, stateOf } from '../reminders/ledger.ts'
import type { ChannelSettings } from '../settings.ts'
import { type ChannelRow, renderChannels } from '../views/channels.ts'
import { addChannel, type Options, settingWords } from './add-channel.ts'
import { sendTest } from './send-test.ts'
import { withCommon } from './shared-options.ts'

export default async function register(program: Command, ctx: Context): Promise<Command> {
  const { text } = ctx
  const channel = program.command('channel').description(text['channel.about'])
  const add = channel
    .command('add')
    .argument('<kind>', text['channel.kind'])
    .description(text['channel.add'])
    .option('--name <name>', text['channel.name'])
    .option('--message-lang <code>', text['channel.message-lang'])
    .option('--no-test', text['channel.no-test'])
  for (const { name, kinds } of await allSettings(ctx)) {
    add.option(`--${name} <value>`, `${settingWords(name, text)} (${kinds.join(', ')})`)
  }
  add.addHelpText(
    'after',
    `\n${text['channel.help-secrets']}\n\n${text['channel.help-kinds']}\n${await kindsWithSettings(ctx)}`,
  )
  withCommon(
    add,
    ctx,
    { json: true },
    'renew channel add desktop\nrenew channel add ntfy --topic my-cards-7Kq2 --name phone --message-lang zh',
  ).action((kind: string, options: Options) => addChannel(kind, options, ctx))
  withCommon(
    channel.command('list').description(text['channel.list']),
    ctx,
    { json: true },
    'renew channel list',
  ).action(() => list(ctx))
  withCommon(
    channel.command('test').argument('<name>', text['channel.name']).description(text['channel.test']),
    ctx,
    { json: true },
    'renew channel test desktop',
  ).action((name: string) => test(name, ctx))
  withCommon(
    channel.command('remove').argument('<name>', text['channel.name']).description(text['channel.remove']),
    ctx,
    { json: true },
    'renew channel remove desktop',
  ).action((name: string) => remove(name, ctx))
  return withCommon(channel, ctx, {}, 'renew channel add desktop')
}

/** Every kind with its settings, one a line. */
async function kindsWithSettings(ctx: Context): Promise<string> {
  const { CHANNELS, settingNames } = await ctx.channels()
  const lines = Object.entries(CHANNELS).map(async ([kind, load]) => `  ${settingNames(kind, await load())}`)
  return (await Promise.all(lines)).join('\n')
}

/** Every setting of every kind, with the kinds that have it. */
async function allSettings(ctx: Context): Promise<{ name: string; kinds: string[] }[]> {
  const { CHANNELS } = await ctx.channels()
  const found = new Map<string, string[]>()
  for (const [kind, load] of Object.entries(CHANNELS)) {
    for (const { name } of (await load()).settings) found.set(name, [...(found.get(name) ?? []), kind])
  }
  return [...found].map(([name, kinds]) => ({ name, kinds }))
}

async function test(name: string, ctx: Context): Promise<void> {
  await sendTest(name, channelNamed(name, ctx), ctx, 'channel-test-failed')
  await noteItWorks(name, ctx)
  ctx.answer(
    () => ({ schema: 1, channel: { name } }),
    () => `${ctx.text['channel.tested']({ name })}\n`,
  )
}

/** The service takes messages again: `status` need not say any more that it fails. */
async function noteItWorks(name: string, ctx: Context): Promise<void> {
  try {
    await ctx.ledger.update(ledger => recordWell(ledger, name))
  } catch (error) {
    // The message went out; that nobody could write it down is said by whoever needs the ledger.
    if (!(error instanceof RenewError)) throw error
  }
}

async function remove(name: string, ctx: Context): Promise<void> {
  channelNamed(name, ctx)
  await ctx.changeSettings(settings => {
    const { [name]: _, ...channels } = settings.channels
    return { ...settings, channels }
  })
  await ctx.ledger.update(ledger => forgetChannel(ledger, name))
  ctx.answer(
    () => ({ schema: 1, removed: name }),
    () => `${ctx.text['channel.removed']({ name })}\n`,
  )
}

async function list(ctx: Context): Promise<void> {
  const { shownSettings } = await ctx.channels()
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
    error: channelFailure(stateOf(ledger, row.name), ctx.text),
  })
  ctx.answer(
    () => ({ schema: 1, channels: rows }),
    to => renderChannels(rows.map(inWords), ctx.text, to),
  )
}

function channelNamed(name: string, ctx: Context): ChannelSettings {
  const { channels } = ctx.settings.read()
  const stored = Object.hasOwn(channels, name) ? channels[name] : undefined
  if (stored) return stored
  throw new RenewError('channel-not-found', { name, known: Object.keys(channels).join(', ') || '–' })
}
