import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { completeSettings, NO_SETTINGS, type Settings } from '../settings.ts'

/** The settings, from the newest kept copy where the file cannot be read, and then why it cannot (§8). */
export async function settingsAtHand(
  ctx: Context,
): Promise<{ settings: Settings; fault: RenewError | null }> {
  try {
    return { settings: ctx.settings.read(), fault: null }
  } catch (fault) {
    if (!(fault instanceof RenewError)) throw fault
    const { newestKept, storedFile } = await ctx.disk()
    const kept = newestKept(storedFile<Settings>(ctx.io, ctx.paths, 'settings', () => NO_SETTINGS))
    return { settings: completeSettings(kept), fault }
  }
}
