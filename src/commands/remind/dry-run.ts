import type { Message } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { deliver } from '../../reminders/run.ts'
import { loadRun } from './load-run.ts'

/**
 * Every message that would go out until a day if the timer ran each day, told by the very code that sends them,
 * over channels that only take note and a ledger in memory. Nothing is written.
 */
export async function dryRun(
  until: CivilDate,
  only: string | null,
  ctx: Context,
): Promise<{ day: CivilDate; message: Message }[]> {
  const sent: { day: CivilDate; message: Message }[] = []
  let ledger: Ledger = readOr(ctx)
  const kept = {
    read: () => ledger,
    update: async (change: (ledger: Ledger) => Ledger) => {
      ledger = change(ledger)
      return ledger
    },
  }
  for (let day = ctx.today(null); day <= until; day = addDays(day, 1)) {
    ctx.on = day
    const job = await loadRun({ scheduled: false, only, mend: false }, ctx)
    const note = (message: Message) => void sent.push({ day, message })
    const channels = job.channels.map(channel => ({
      ...channel,
      takesCalendar: false,
      send: async (message: Message) => note(message),
    }))
    // A fault of today is said today, not on every day to come.
    const faults = sent.length === 0 ? job.faults : []
    await deliver({
      ...job,
      faults,
      channels,
      ledger: kept,
      print: note,
      limits: { ...job.limits, pause: 0 },
    })
  }
  ctx.on = null
  return sent
}

function readOr(ctx: Context): Ledger {
  try {
    return ctx.ledger.read()
  } catch {
    return EMPTY_LEDGER
  }
}
