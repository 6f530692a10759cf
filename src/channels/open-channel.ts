import { type Failure, failure, mapTexts } from '../failure.ts'
import type { ChannelSettings } from '../settings.ts'
import { printable } from '../text/printable.ts'
import { addressOf, readersOf } from './address-of.ts'
import {
  type Channel,
  type ChannelWorld,
  type ConfiguredChannel,
  channelError,
  DeliveryError,
  failureOf,
  type Setting,
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
      const worldForAttempt = { ...world, signal, ...(recipients ? { recipients } : {}) }
      await sendWithSecrets(channel, settings, worldForAttempt, message)
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
  return (
    missingSetting(channel.settings, settings) ??
    (await deadFile(channel.settings, settings, world)) ??
    secretObstacle(channel.settings, settings, world.env) ??
    (await authorityObstacle(settings.ca)) ??
    channel.obstacle?.(settings, world) ??
    null
  )
}

/** Returns which setting a channel lacks, as in a file edited by hand; null when it has all that it needs. */
function missingSetting(
  known: readonly Setting[],
  settings: Readonly<Record<string, string>>,
): Failure | null {
  const missing = known.find(({ name, required }) => required && !settings[name])
  return missing ? failure('setting-missing', { name: missing.name }) : null
}

/** Returns that a file of a channel is on a dead mount, before it is read here; null when none is. */
async function deadFile(
  known: readonly Setting[],
  settings: Readonly<Record<string, string>>,
  world: Omit<ChannelWorld, 'signal'>,
): Promise<Failure | null> {
  for (const setting of known) {
    const file = fileIn(setting, settings[setting.name] ?? '')
    if (file !== null && !(await isReadable(file, world))) return failure('file-silent', { file })
  }
  return null
}

/** Returns why the certificates of an authority cannot be read; null when they can, or none are set. */
async function authorityObstacle(file: string | undefined): Promise<Failure | null> {
  if (!file) return null
  const { certificatesIn } = await import('./authorities.ts')
  try {
    certificatesIn(file)
    return null
  } catch (error) {
    return failureOf(error)
  }
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

async function sendWithSecrets(
  channel: Channel,
  stored: Readonly<Record<string, string>>,
  world: ChannelWorld,
  message: Parameters<Channel['send']>[0],
): Promise<void> {
  const { settings, secrets } = await resolveSecrets(channel.settings, stored, world).catch(ofChannel)
  const redacted = (failed: Failure) => mapTexts(failed, text => withoutSecrets(printable(text), secrets))
  try {
    const ca = settings.ca ? { ca: await trusted(settings.ca, world) } : {}
    await channel.send(message, settings, { ...world, ...ca })
  } catch (error) {
    throw new DeliveryError(redacted(failureOf(error)), error instanceof DeliveryError ? error.details : {})
  }
}

async function trusted(file: string, world: ChannelWorld): Promise<string> {
  const { authoritiesIn } = await import('./authorities.ts')
  try {
    return await authoritiesIn(file, world)
  } catch (error) {
    return ofChannel(error)
  }
}

/** @throws DeliveryError the error, as one that concerns the channel and not this message: the next run tries again */
function ofChannel(error: unknown): never {
  const details = error instanceof DeliveryError ? error.details : {}
  throw new DeliveryError(failureOf(error), { ...details, ofChannel: true })
}
