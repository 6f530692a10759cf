import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { isTimerKind, TIMERS } from '../../timers/index.ts'
import type { TimerKind, TimerWarning } from '../../timers/timer.ts'
import { settingsOrBackup } from './settings-or-backup.ts'

/** Why a timer of a kind may start nothing here, or nobody see what its runs print. */
export async function timerWarnings(kind: TimerKind, ctx: Context): Promise<TimerWarning[]> {
  const concerns = await (await TIMERS[kind]()).warnings(ctx.io)
  // With a channel set up nothing is printed, so nobody need see it.
  const isPrinted = Object.keys((await settingsOrBackup(ctx)).settings.channels).length === 0
  return concerns.filter(concern => concern !== 'output-unseen' || isPrinted)
}

/**
 * Says beside a new card why nobody might see its reminders though a timer is installed (§8); once a day, since many
 * cards may be added in a row.
 */
export async function warnOutputUnseen(ctx: Context): Promise<void> {
  const { timer, said } = ctx.settings.read()
  const today = ctx.today(null)
  if (timer === null || said.unseen === today) return
  if (!isTimerKind(timer.kind)) return
  const concerns = await timerWarnings(timer.kind, ctx)
  if (concerns.length === 0) return
  for (const concern of concerns) ctx.note(ctx.words(`timer.concern.${concern}`))
  try {
    await ctx.settings.change(now => ({ ...now, said: { ...now.said, unseen: today } }))
  } catch (error) {
    // The card is stored; that this may be said twice is no reason to call that a failure.
    if (!(error instanceof RenewError)) throw error
  }
}
