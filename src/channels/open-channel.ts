import { type Failure, failure, mapTexts } from '../failure.ts'
import type { ChannelSettings } from '../settings.ts'
import { printable } from '../text/printable.ts'
import { addressOf, readersOf } from './address-of.ts'
import { authoritiesIn, certificatesIn } from './authorities.ts'
import {
  type ChannelWorld,
  type ConfiguredChannel,
  channelError,
  DeliveryError,
  failureIn,
  failureOf,
  type Setting,
  type Values,
} from './channel.ts'
import { CHANNELS, isChannelKind } from './index.ts'
import { withoutSecrets } from './masks.ts'
import { isReadable } from './programs.ts'
import { fileIn, resolveSecrets, secretObstacle, shownSetting } from './secrets.ts'

/**
 * Makes a stored channel ready to send. Never fails: what is wrong with it becomes the `DeliveryError` of its `send`,
 * so that the other channels still work.
 */
export async function openChannel(
  name: string,
  { kind, lang, settings }: ChannelSettings,
  world: Omit<ChannelWorld, 'signal'>,
): Promise<ConfiguredChannel> {
  const channel = isChannelKind(kind) ? await CHANNELS[kind]() : null
  return {
    name,
    address: addressOf(kind, settings),
    readers: readersOf(kind, settings),
    lang,
    limit: channel?.limitFor?.(settings) ?? channel?.limit ?? null,
    takesCalendar: channel?.takesCalendar === true,
    glance: channel?.glance === true,
    whole: channel?.whole === true,
    async send(message, signal, recipients) {
      if (!channel) throw channelError(unknownKind(kind))
      const missing = missingSetting(channel.settings, settings)
      if (missing) throw channelError(missing)
      const attempt = { ...world, signal, recipients }
      const resolved = await resolveSecrets(channel.settings, settings, attempt)
      try {
        const trusted = settings.ca ? { ca: await authoritiesIn(settings.ca, attempt) } : {}
        await channel.send(message, resolved.settings, { ...attempt, ...trusted })
      } catch (error) {
        const redacted = (text: string) => withoutSecrets(printable(text), resolved.secrets)
        const details = error instanceof DeliveryError ? error.details : {}
        throw new DeliveryError(mapTexts(failureOf(error), redacted), details)
      }
    },
  }
}

/**
 * Returns what would keep a stored channel from sending, as far as that shows without sending; null when nothing does.
 * @param world with the variables that the timer's runs have
 */
export async function channelObstacle(
  { kind, settings }: ChannelSettings,
  world: Omit<ChannelWorld, 'signal'>,
): Promise<Failure | null> {
  if (!isChannelKind(kind)) return unknownKind(kind)
  const channel = await CHANNELS[kind]()
  const { ca } = settings
  return (
    missingSetting(channel.settings, settings) ??
    (await deadFile(channel.settings, settings, world)) ??
    secretObstacle(channel.settings, settings, world.env) ??
    (ca ? failureIn(() => certificatesIn(ca)) : null) ??
    channel.obstacle?.(settings, world) ??
    null
  )
}

function missingSetting(known: readonly Setting[], settings: Values): Failure | null {
  const missing = known.find(({ name, required }) => required && !settings[name])
  return missing ? failure('setting-missing', { name: missing.name }) : null
}

async function deadFile(
  known: readonly Setting[],
  settings: Values,
  world: Omit<ChannelWorld, 'signal'>,
): Promise<Failure | null> {
  for (const setting of known) {
    const file = fileIn(setting, settings[setting.name] ?? '')
    if (file !== null && !(await isReadable(file, world))) return failure('file-silent', { file })
  }
  return null
}

function unknownKind(kind: string): Failure {
  return failure('channel-kind-unknown', { kind: printable(kind) })
}

/** The settings of a stored channel as they may be shown: no secret; of a kind we do not know, nothing at all. */
export async function shownSettings({ kind, settings }: ChannelSettings): Promise<Record<string, string>> {
  const known = isChannelKind(kind) ? (await CHANNELS[kind]()).settings : []
  const shown = Object.entries(settings).map(([name, value]) => [
    name,
    shownSetting(known.find(setting => setting.name === name) ?? { secret: true }, value),
  ])
  return Object.fromEntries(shown)
}
