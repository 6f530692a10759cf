import type { Channel } from '../../channels/channel.ts'
import { assertTogether, checkChannelKind, checkSettings } from '../../channels/check-settings.ts'
import { CHANNELS } from '../../channels/index.ts'
import { isPlainSecret, variableOf } from '../../channels/secrets.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { ChannelSettings } from '../../settings.ts'
import type { Input } from '../command.ts'
import { servingStart } from '../shared/timers.ts'
import { askAgain } from './ask-settings.ts'
import { sendTest, type TestFailure } from './test.ts'

/** The options of `channel add` and `channel edit`, and the settings of the kind by name. */
export type ChannelOptions = Input['options']

/** Returns the settings that were typed, of whatever kind. */
export async function typedSettings(options: ChannelOptions): Promise<Record<string, string>> {
  const all = await Promise.all(Object.values(CHANNELS).map(load => load()))
  const names = new Set(all.flatMap(({ settings }) => settings.map(setting => setting.name)))
  return Object.fromEntries(
    Object.entries(options).filter(
      (pair): pair is [string, string] => names.has(pair[0]) && typeof pair[1] === 'string',
    ),
  )
}

/**
 * Returns the settings with which a channel can be saved: they fit together, and a test message arrived. A terminal asks
 * again for the answers that were wrong.
 * @param failing the error when the test message does not arrive; null: none is sent
 * @throws RenewError `channel-settings-clash` and `failing`
 */
export async function settle(
  name: string,
  asked: ChannelSettings,
  channel: Channel,
  failing: TestFailure | null,
  ctx: Context,
): Promise<ChannelSettings> {
  let stored = asked
  for (;;) {
    try {
      assertTogether(channel, stored.settings)
      if (failing) await sendTest(name, stored, ctx, failing)
      return stored
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const settings = await askAgain(error, channel, stored.settings, ctx)
      stored = { ...stored, settings: await checkSettings(checkChannelKind(stored.kind), settings) }
    }
  }
}

/**
 * Warns about secrets in variables that the timer's environment does not have (§9), and about secrets in the shell's
 * history.
 */
export async function warnOfSecrets(
  channel: Channel,
  settings: Readonly<Record<string, string>>,
  options: ChannelOptions,
  ctx: Context,
): Promise<void> {
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
