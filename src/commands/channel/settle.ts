import type { Channel, Values } from '../../channels/channel.ts'
import { checkChannelKind, checkSettings } from '../../channels/check-settings.ts'
import { settingNames } from '../../channels/index.ts'
import { referenceOf } from '../../channels/secrets.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { ChannelSettings } from '../../settings.ts'
import { printable } from '../../text/printable.ts'
import type { Input } from '../command.ts'
import { carryToTimer, servingStart } from '../shared/timers.ts'
import { askAgain } from './ask-settings.ts'
import { sendTest, type TestFailure, timerWorld } from './test.ts'

/** The options of `channel add` and `channel edit`, and the settings of the kind by name. */
export type ChannelOptions = Input['options']

/** Returns the settings that were typed, of whatever kind. */
export async function typedSettings(options: ChannelOptions): Promise<Record<string, string>> {
  const names = await settingNames()
  return Object.fromEntries(
    Object.entries(options).filter(
      (pair): pair is [string, string] => names.has(pair[0]) && typeof pair[1] === 'string',
    ),
  )
}

/**
 * Returns the settings with which a channel can be saved: they fit together, and a test message arrived. A terminal
 * asks again for the answers that were wrong.
 * @param failing the error when the test message does not arrive; null: none is sent
 * @throws RenewError `channel-settings-clash`, `channel-variable-here-only` and `failing`
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
    const asTimer = timerWorld(ctx)
    try {
      const clash = channel.clash?.(stored.settings)
      if (clash) throw new RenewError('channel-settings-clash', { error: clash })
      if (failing) {
        await refuseShellOnly(channel, stored.settings, ctx)
        await sendTest(name, stored, ctx, failing, asTimer.world)
        await carryToTimer(ctx)
      }
      return stored
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const { failedPath: path } = asTimer
      if (path !== null) ctx.note(ctx.words('channel.as-timer', { path: printable(path) }))
      const settings = await askAgain(error, channel, stored.settings, ctx)
      stored = { ...stored, settings: await checkSettings(checkChannelKind(stored.kind), settings) }
    }
  }
}

/**
 * Refuses a secret in a variable that is set here, but not for the timer that is installed: the test message would
 * arrive, and no reminder.
 */
async function refuseShellOnly(channel: Channel, settings: Values, ctx: Context): Promise<void> {
  if (ctx.settings.read().timer === null) return
  const named = variablesIn(channel, settings).filter(({ variable }) => ctx.io.env[variable])
  if (named.length === 0) return
  const start = await servingStart(ctx)
  const lost = start && named.find(({ variable }) => !start.env[variable])
  if (lost) throw new RenewError('channel-variable-here-only', lost)
}

function variablesIn(channel: Channel, settings: Values): { name: string; variable: string }[] {
  return channel.settings.flatMap(({ name, secret }) => {
    const { kind, place } = (secret && referenceOf(settings[name] ?? '')) || {}
    return kind === 'env' && place ? [{ name, variable: place }] : []
  })
}

/**
 * Warns about secrets in variables that the timer's environment does not have (§9), and about secrets in the shell's
 * history.
 */
export async function warnOfSecrets(
  channel: Channel,
  settings: Values,
  options: ChannelOptions,
  ctx: Context,
): Promise<void> {
  const named = variablesIn(channel, settings)
  const start = named.length > 0 ? await servingStart(ctx) : null
  for (const each of named) if (!start?.env[each.variable]) ctx.note(ctx.words('channel.variable', each))
  const isTyped = channel.settings.some(({ name, secret }) => {
    return secret && options[name] && settings[name] && !referenceOf(settings[name])
  })
  if (isTyped && ctx.io.canAsk) ctx.note(ctx.words('channel.history'))
}
