import type { StatusWords } from '../../messages/index.ts'
import { longDate, moment } from '../../text/dates.ts'
import { printable } from '../../text/printable.ts'
import type { StatusData, StatusHint } from './data.ts'

/** A remark in words, cleaned, and what can be typed about it. */
export interface HintText {
  says: string
  command: string | null
  /** Whether reminders may not arrive because of it. */
  serious: boolean
}

/** Everything beside the cards that the reader should know: an empty store, days that differ, what is not set up. */
export function hintsInWords(data: StatusData, words: StatusWords): HintText[] {
  const hints = [...zoneHints(data, words), ...data.hints.map(hint => inWords(hint, words))]
  if (data.rows.length > 0) return hints
  if (data.total > 0) return [calm(words('status.no-match'), null), ...hints]
  return [calm(words('status.empty').replace(/[:：]$/, ''), firstCommand(data, words)), ...hints]
}

/** Remarks in words, whatever the cards are. */
export function hintTexts(hints: readonly StatusHint[], words: StatusWords): HintText[] {
  return hints.map(hint => inWords(hint, words))
}

/** What a newcomer can type at once: a name, and a day about a year away, as most cards have it. */
export function firstCommand({ today }: StatusData, words: StatusWords): string {
  return `renew add ${words('status.empty.name')} --expires ${Number(today.slice(0, 4)) + 1}-12-31`
}

function inWords(hint: StatusHint, words: StatusWords): HintText {
  switch (hint.code) {
    case 'no-timer':
      return serious(words('status.hint.no-timer'), 'renew timer install')
    case 'timer-stale': {
      const last = hint.last === null ? null : moment(hint.last, words)
      return serious(words('status.hint.timer-stale', { last }), 'renew timer status')
    }
    case 'no-channel':
      return calm(words('status.hint.no-channel'), 'renew channel add')
    case 'unseen':
      return serious(words('status.hint.unseen', { count: hint.count }), 'renew ack')
    case 'channel': {
      const name = printable(hint.name)
      const error = printable(hint.error)
      const since = hint.since === null ? null : longDate(hint.since.slice(0, 10), words)
      return hint.gone
        ? serious(words('status.hint.channel-gone', { name, error }), 'renew channel list')
        : serious(words('status.hint.channel', { name, since, error }), `renew channel test ${name}`)
    }
    case 'clock':
      return calm(words('status.hint.clock', { value: printable(hint.value) }), null)
    case 'on':
      return calm(words('status.hint.on', { date: longDate(hint.date, words) }), null)
    case 'closed':
      return calm(words('status.hint.closed', { count: hint.count }), 'renew status --all')
    case 'fault':
      return serious(printable(hint.text), hint.command === null ? null : printable(hint.command))
  }
}

/** A card's day may differ from the reader's; both are shown, once for every zone (R3). */
function zoneHints({ rows, today }: StatusData, words: StatusWords): HintText[] {
  const there = new Map<string, string>()
  for (const { zone, standing } of rows) {
    if (zone !== null && standing.today !== today) there.set(zone, standing.today)
  }
  return [...there].map(([zone, day]) =>
    calm(
      words('status.hint.zone', {
        here: longDate(today, words),
        there: longDate(day, words),
        zone: printable(zone),
      }),
      null,
    ),
  )
}

const calm = (says: string, command: string | null): HintText => ({ says, command, serious: false })
const serious = (says: string, command: string | null): HintText => ({ says, command, serious: true })
