import type { Command } from 'commander'
import type { Message } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Messages } from '../messages/en.ts'
import { isLanguage, wordsOf } from '../messages/index.ts'
import { forgetChannel, stateOf } from '../reminders/ledger.ts'
import type { ChannelSettings } from '../settings.ts'
import { renderChannels } from '../views/channels.ts'
import { readLanguage } from './fields.ts'
import { withCommon } from './shared-options.ts'

/** What was typed: options of our own, and the settings of the kind by their names. */
type Options = Record<string, string | boolean | undefined>

export default async function register(program: Command, ctx: Context): Promise<Command> {
  const { text } = ctx
  const { CHANNELS } = await ctx.channels()
  const channel = program.command('channel').description(text['channel.about'])
  const add = channel
    .command('add')
    .argument('<kind>', `${text['channel.kind']}: ${Object.keys(CHANNELS).join(', ')}`)
    .description(text['channel.add'])
    .option('--name <name>', text['channel.name'])
    .option('--message-lang <code>', text['channel.message-lang'])
    .option('--no-test', text['channel.no-test'])
  for (const { name, kinds } of await allSettings(ctx)) {
    add.option(
      `--${name} <value>`,
      `${kinds.join(', ')}: ${text[`channel.setting.${name}` as keyof Messages]}`,
    )
  }
  withCommon(
    add,
    ctx,
    { json: true },
    'renew channel add desktop\nrenew channel add command --name log --run /usr/local/bin/notify',
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

/** Every setting of every kind, with the kinds that have it. */
async function allSettings(ctx: Context): Promise<{ name: string; kinds: string[] }[]> {
  const { CHANNELS } = await ctx.channels()
  const found = new Map<string, string[]>()
  for (const [kind, load] of Object.entries(CHANNELS)) {
    for (const { name } of (await load()).settings) found.set(name, [...(found.get(name) ?? []), kind])
  }
  return [...found].map(([name, kinds]) => ({ name, kinds }))
}

/** Nothing is saved before a real message went through, unless the user says so. */
async function addChannel(typed: string, options: Options, ctx: Context): Promise<void> {
  const { checkChannelKind, checkChannelName, checkSettings } = await ctx.channels()
  const kind = checkChannelKind(typed)
  const name = checkChannelName(typeof options.name === 'string' ? options.name : kind)
  if (Object.hasOwn(ctx.settings.read().channels, name)) throw new RenewError('channel-name-taken', { name })
  const known = (await allSettings(ctx)).map(setting => setting.name)
  const given = Object.fromEntries(
    Object.entries(options).filter(
      (pair): pair is [string, string] => known.includes(pair[0]) && typeof pair[1] === 'string',
    ),
  )
  const lang = typeof options.messageLang === 'string' ? await readLanguage(options.messageLang) : null
  const stored: ChannelSettings = { kind, lang, settings: await checkSettings(kind, given) }
  if (options.test !== false) await sendTest(name, stored, ctx)
  await ctx.changeSettings(settings => {
    if (Object.hasOwn(settings.channels, name)) throw new RenewError('channel-name-taken', { name })
    return { ...settings, channels: { ...settings.channels, [name]: stored } }
  })
  ctx.answer(
    () => ({ schema: 1, channel: { name, kind } }),
    () => `${ctx.text['channel.added']({ name, tested: options.test !== false })}\n`,
  )
}

async function test(name: string, ctx: Context): Promise<void> {
  await sendTest(name, channelNamed(name, ctx), ctx)
  ctx.answer(
    () => ({ schema: 1, channel: { name } }),
    () => `${ctx.text['channel.tested']({ name })}\n`,
  )
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
  ctx.answer(
    () => ({ schema: 1, channels: rows }),
    to => renderChannels(rows, ctx.text, to),
  )
}

function channelNamed(name: string, ctx: Context): ChannelSettings {
  const { channels } = ctx.settings.read()
  const stored = Object.hasOwn(channels, name) ? channels[name] : undefined
  if (stored) return stored
  throw new RenewError('channel-not-found', { name, known: Object.keys(channels).join(', ') || '–' })
}

/** Longest wait for the test message, in milliseconds. */
const LIMIT = 10_000

/** @throws RenewError `channel-test-failed` with what the channel says, never a secret */
async function sendTest(name: string, stored: ChannelSettings, ctx: Context): Promise<void> {
  const { openChannel } = await ctx.channels()
  const lang = stored.lang && isLanguage(stored.lang) ? stored.lang : ctx.lang
  const text = await wordsOf(lang)
  const { env, platform, uid, run, fetch } = ctx.io
  const out = (words: string) => (ctx.json ? ctx.io.err(words) : ctx.io.out(words))
  const outlet = await openChannel(name, stored, {
    env,
    platform,
    uid,
    stdout: ctx.io.stdout,
    out,
    run,
    fetch,
  })
  const message: Message = {
    id: `test-${ctx.io.now()}`,
    channel: name,
    lang,
    title: text['channel.test-title'],
    text: text['channel.test-text']({ name }),
    urgent: false,
    reminders: [],
  }
  try {
    await outlet.send(message, AbortSignal.timeout(LIMIT))
  } catch (error) {
    throw new RenewError('channel-test-failed', { name, error: (error as Error).message }, { cause: error })
  }
}
