import type { ChannelWorld } from '../../channels/channel.ts'
import { CHANNELS } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { orElse, RenewError } from '../../errors.ts'
import { completeSettings, NO_SETTINGS, type Settings } from '../../settings.ts'
import { newestKept } from '../../storage/kept-copies.ts'
import { storedFile } from '../../storage/stored-file.ts'
import type { Choice } from './choice-list.ts'

/** Returns the valid part of the settings, from the newest kept copy where the file cannot be read, and why (§8). */
export async function settingsOrBackup(
  ctx: Context,
): Promise<{ settings: Settings; fault: RenewError | null }> {
  const { validSettings } = await import('../../stored-checks.ts')
  const { paths } = ctx
  try {
    return validSettings(ctx.settings.read(), paths.settings)
  } catch (fault) {
    if (!(fault instanceof RenewError)) throw fault
    const kept = newestKept(storedFile<Settings>(ctx.io, paths, 'settings', NO_SETTINGS))
    return { settings: validSettings(completeSettings(kept), paths.settings).settings, fault }
  }
}

/** With `--json`, channels print to stderr. */
export function channelWorld(ctx: Context): Omit<ChannelWorld, 'signal'> {
  addKeptProxies(ctx)
  const { env, platform, uid, run, http, now, stdout } = ctx.io
  const out = (text: string) => (ctx.json ? ctx.io.err(text) : ctx.io.out(text))
  return { env, platform, uid, stdout, out, run, http, now }
}

/** Passwords of proxies are kept in the settings, as they must not be in a timer's entry. */
function addKeptProxies(ctx: Context): void {
  // Others report settings that cannot be read.
  const timer = orElse(() => ctx.settings.read().timer, null)
  for (const [name, value] of Object.entries(timer?.proxies ?? {}))
    if (!ctx.io.env[name]) Object.assign(ctx.io.env, { [name]: value })
}

/** Returns the kinds of channels, each with what it is. */
export function kindChoices({ words }: Pick<Context, 'words'>): Choice<string>[] {
  return (Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]).map(kind => ({
    value: kind,
    label: kind,
    hint: words(`channel.kind.${kind}`),
  }))
}

/** Kinds that need no server of one's own, the easiest first. */
const EASY = ['desktop', 'ntfy', 'telegram', 'email']

/** Returns the kinds that can work on this machine, the easy ones first: no desktop without a session. */
export async function kindsHere(ctx: Context): Promise<Choice<string>[]> {
  const { channelObstacle } = await import('../../channels/open-channel.ts')
  const desktop = { kind: 'desktop', lang: null, settings: {} }
  const hasDesktop = (await channelObstacle(desktop, channelWorld(ctx))) === null
  const rank = ({ value }: Choice<string>) => (EASY.includes(value) ? EASY.indexOf(value) : EASY.length)
  return kindChoices(ctx)
    .filter(({ value }) => value !== 'desktop' || hasDesktop)
    .sort((a, b) => rank(a) - rank(b))
}
