import { findCard } from '../cards/find-card.ts'
import { STDOUT } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import { compareText } from '../dates/civil-date.ts'
import type { Surface } from '../io/io.ts'
import type { CommandWords } from '../messages/index.ts'
import type { LedgerEntry } from '../reminders/ledger.ts'
import { grouped } from '../reminders/ledger-index.ts'
import { dateTime } from '../text/dates.ts'
import { paintFor } from '../text/paint.ts'
import { renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { milestoneText } from './shared/guide-words.ts'

/** Shows the reminders that were sent and that the ledger still has: newest first; as JSON, oldest first. */
export function sentReminders(name: string | undefined, ctx: Context): Promise<void> {
  const cards = ctx.cards.cards()
  const own = name === undefined ? null : findCard(cards, name, { prefix: true }).id
  const names = new Map(cards.map(card => [card.id, card.name]))
  const nameOf = ({ card }: LedgerEntry) => names.get(card) ?? card
  const sent = ctx.ledger
    .read()
    .entries.filter(({ card }) => own === null || card === own)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || compareText(nameOf(b), nameOf(a)))
  return ctx.answerLong(
    () => ({
      schema: 1,
      reminders: sent.map(({ card, expires, milestone, date, channel, id, at }) => {
        return { card, name: names.get(card) ?? null, expires, milestone, date, channel, id, at }
      }),
    }),
    to => renderSent(groupChannels(sent), names, ctx.words, to),
  )
}

interface SentReminder extends LedgerEntry {
  channels: string[]
}

function groupChannels(sent: readonly LedgerEntry[]): SentReminder[] {
  const groups = grouped(sent, ({ id, card, day }) => `${id} ${card} ${day}`)
  return [...groups.values()].reverse().map(all => ({ ...all[0]!, channels: all.map(one => one.channel) }))
}

function renderSent(
  rows: readonly SentReminder[],
  names: ReadonlyMap<string, string>,
  words: CommandWords,
  to: Surface,
): string {
  if (rows.length === 0) return to.isTTY ? renderParagraph(words('sent.empty'), to) : ''
  const paint = paintFor(to)
  const columns = [
    { head: words('sent.head.at') },
    { head: words('status.head.card'), least: 8, wraps: true },
    { head: words('sent.head.why'), least: 8, wraps: true },
    { head: words('show.channels'), least: 6, wraps: true },
  ]
  const channelText = (name: string) => (name === STDOUT && to.isTTY ? words('show.printed') : name)
  const cells = rows.map(({ at, card, milestone, channels }) => [
    { text: dateTime(at, words), piped: at, style: paint.dim },
    { text: names.get(card) ?? words('sent.removed'), piped: names.get(card) ?? '', style: paint.bold },
    { text: milestoneText(milestone, words), piped: milestone },
    channels.toSorted().map(channelText).join(words('words.listed')),
  ])
  return renderTable(columns, cells, to)
}
