import type { Message } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { deliver, preview } from '../../reminders/deliver.ts'
import { EMPTY_LEDGER } from '../../reminders/empty-ledger.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { readDate } from '../shared/read-date.ts'
import { loadRun } from './load-run.ts'
import { type PreviewRow, renderPreview, renderReport } from './screen.ts'

/** The longest dry run, in days. */
const MAX_DAYS = 3 * 366

/** Shows the messages that a run would send now. Writes nothing. */
export async function dryRunToday(channel: string | null, ctx: Context): Promise<void> {
  const input = await loadRun({ scheduled: false, channel, dryRun: true }, ctx)
  const { messages, owed, quiet, faults } = await preview(input)
  const rows = messages.map(({ message, again }): PreviewRow => ({ day: null, again, message }))
  const withoutCalendar = messages.map(({ message: { calendar: _, ...message } }) => message)
  ctx.answer(
    () => ({ schema: 1, delivered: [], failed: [], owed, quiet, messages: withoutCalendar }),
    to => renderPreview(rows, ctx.words, to),
  )
  ctx.io.err(renderReport({ delivered: [], failed: [], owed: [], faults }, ctx.words, ctx.stdout).err)
}

/** Shows the messages of every day until a date as typed. Writes nothing. @throws RenewError `until-out-of-range` */
export async function dryRunUntil(typed: string, channel: string | null, ctx: Context): Promise<void> {
  const today = ctx.today(null)
  const until = await readDate(typed, today, ctx)
  if (until < today || daysBetween(today, until) > MAX_DAYS)
    throw new RenewError('until-out-of-range', { date: until })
  const sent = await messagesUntil(until, channel, ctx)
  const rows = sent.map(({ day, message }): PreviewRow => ({ day, again: false, message }))
  ctx.answer(
    () => ({ schema: 1, messages: sent.map(({ day, message }) => ({ day, ...message })) }),
    to => renderPreview(rows, ctx.words, to),
  )
}

/**
 * Returns every message that a daily run would send until a day. Uses the code that really sends, with channels that only
 * record the message and a ledger in memory.
 */
async function messagesUntil(
  until: CivilDate,
  channel: string | null,
  ctx: Context,
): Promise<{ day: CivilDate; message: Message }[]> {
  const sent: { day: CivilDate; message: Message }[] = []
  let ledger = readLedger(ctx)
  const inMemory = {
    read: () => ledger,
    update: async (change: (ledger: Ledger) => Ledger) => {
      ledger = change(ledger)
      return ledger
    },
  }
  for (let day = ctx.today(null); day <= until; day = addDays(day, 1)) {
    ctx.on = day
    const input = await loadRun({ scheduled: false, channel, dryRun: true }, ctx)
    const record = (message: Message) => void sent.push({ day, message })
    const outlets = input.outlets.map(outlet => ({
      ...outlet,
      takesCalendar: false,
      send: async (message: Message) => record(message),
    }))
    // Today's faults are reported once, not on every day.
    const faults = sent.length === 0 ? input.faults : []
    const limits = { ...input.limits, pause: 0 }
    await deliver({ ...input, faults, outlets, ledger: inMemory, print: record, limits })
  }
  ctx.on = null
  return sent
}

function readLedger(ctx: Context): Ledger {
  try {
    return ctx.ledger.read()
  } catch {
    return EMPTY_LEDGER
  }
}
