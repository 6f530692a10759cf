import type { Message } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import { addDays, type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import { orElse, RenewError } from '../../errors.ts'
import { loadAllWords } from '../../messages/index.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import type { LedgerStore } from '../../reminders/ledger-writer.ts'
import { deliver, preview } from '../../reminders/run.ts'
import { readDate } from '../shared/read-date.ts'
import { loadRun } from './load-run.ts'
import { type PreviewRow, renderPreview, renderReport } from './screen.ts'

const MAX_DAYS = 3 * 366

/** Shows the messages that a run would send now. Writes nothing. @param scheduled whether the timer's run is meant */
export async function dryRunToday(scheduled: boolean, channel: string | null, ctx: Context): Promise<void> {
  const input = await loadRun({ scheduled, channel, dryRun: true }, ctx)
  const { messages, owed, quiet, faults } = await preview(input)
  const rows = messages.map(({ message, again }): PreviewRow => ({ day: null, again, message }))
  const withoutCalendar = messages.map(({ message: { calendar: _, ...message } }) => message)
  const nothing = { delivered: [], failed: [] }
  ctx.answer(
    () => ({ schema: 1, ...nothing, owed, quiet, messages: withoutCalendar }),
    to => renderPreview(rows, ctx.words, to),
  )
  if (faults.length === 0) return
  const words = await loadAllWords(ctx.lang)
  ctx.io.err(renderReport({ ...nothing, owed: [], faults }, words, ctx.stdout).err)
}

/** Shows the messages of every day until a date as typed. Writes nothing. @throws RenewError `until-out-of-range` */
export async function dryRunUntil(typed: string, channel: string | null, ctx: Context): Promise<void> {
  const today = ctx.today(null)
  const until = await readDate(typed, today, ctx)
  if (until < today || daysBetween(today, until) > MAX_DAYS)
    throw new RenewError('until-out-of-range', { date: until })
  const sent = await messagesUntil(until, channel, ctx)
  const rows = sent.map(one => ({ ...one, again: false }))
  ctx.answer(
    () => ({ schema: 1, messages: sent.map(({ day, message }) => ({ day, ...message })) }),
    to => renderPreview(rows, ctx.words, to),
  )
}

/** Sends with the code of a real run, to channels that only record the message, and with a ledger in memory. */
async function messagesUntil(
  until: CivilDate,
  channel: string | null,
  ctx: Context,
): Promise<{ day: CivilDate; message: Message }[]> {
  const sent: { day: CivilDate; message: Message }[] = []
  const inMemory = memoryLedger(ctx)
  const today = ctx.today(null)
  const runOn = async (day: CivilDate) => {
    const input = await loadRun({ scheduled: true, channel, dryRun: true }, ctx)
    const messages: Message[] = []
    const channels = input.channels.map(channel => ({
      ...channel,
      takesCalendar: false,
      send: async (message: Message) => void messages.push(message),
    }))
    // Today's faults are reported once, not on every day.
    const faults = sent.length === 0 ? input.faults : []
    const limits = { ...input.limits, pause: 0 }
    const print = (message: Message) => void messages.push(message)
    await deliver({ ...input, scheduled: false, faults, channels, ledger: inMemory, print, limits })
    const place = (message: Message) => channels.findIndex(({ name }) => name === message.channel)
    messages.sort((a, b) => place(a) - place(b))
    sent.push(...messages.map(message => ({ day, message })))
  }
  // Before the time that is set, what was due before today still goes on its own.
  await runOn(today)
  for (let day = today; day <= until; day = addDays(day, 1)) {
    ctx.on = day
    await runOn(day)
  }
  ctx.on = null
  return sent
}

function memoryLedger(ctx: Context): LedgerStore {
  let ledger = orElse(() => ctx.ledger.read(), EMPTY_LEDGER)
  return {
    read: () => ledger,
    update: async change => {
      ledger = change(ledger)
      return ledger
    },
  }
}
