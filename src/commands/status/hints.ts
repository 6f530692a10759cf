// status loads this
import type { Assessed } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import type { StatusContext } from '../../context.ts'
import { addDays } from '../../dates/civil-date.ts'
import type { ErrorText } from '../../messages/errors.ts'
import type { ErrorWords, StatusWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import type { TimerState } from '../../reminders/self-check.ts'
import type { ChannelSettings } from '../../settings.ts'
import { exists } from '../../storage/own-file.ts'
import { longDate, moment } from '../../text/dates.ts'
import { printable, shellWord } from '../../text/printable.ts'
import type { StatusData, StatusHint } from './rows.ts'

export interface Facts {
  ledger: Ledger
  /** What may stop reminders: a ledger that cannot be read, a lock that is held. */
  faults: readonly ErrorText[]
  timer: TimerState
  channels: Record<string, ChannelSettings>
  /** Explains why a channel fails; null where none does. */
  explain:
    | (Pick<typeof import('../../error-text.ts'), 'channelFailure'> & { readonly words: ErrorWords })
    | null
  /** The ids of the cards with a reminder that may not have been seen. */
  unseen: ReadonlySet<string>
  cards: readonly Card[]
  shown: readonly Assessed[]
}

/** Finds what the reader should know besides the cards: first what may stop reminders, then the rest. */
export function findHints(facts: Facts, ctx: StatusContext): StatusHint[] {
  const { faults, timer, channels, unseen, cards, shown } = facts
  const hints: StatusHint[] = faults.map(({ message, hint }) => ({
    code: 'fault',
    text: `${message}; ${hint}`,
    command: null,
  }))
  const names = shown.filter(({ card }) => unseen.has(card.id)).map(({ card }) => card.name)
  if (names.length > 0) hints.push({ code: 'unseen', names })
  if (cards.length > 0) {
    if (timer.installed === null) hints.push({ code: 'no-timer' })
    hints.push(...timerFaults(timer))
    if (Object.keys(channels).length === 0) hints.push({ code: 'no-channel' })
  }
  hints.push(...failingChannels(facts), ...ledgerHints(facts, ctx))
  const shownClosed = shown.filter(({ card }) => card.closed !== null).length
  const closed = cards.filter(card => card.closed !== null).length - shownClosed
  if (closed > 0) hints.push({ code: 'closed', count: closed })
  hints.push(...changedClock(ctx))
  if (ctx.on !== null) hints.push({ code: 'on', date: ctx.on })
  return hints
}

/** Finds why the timer may not run; the most certain reason only. */
export function timerFaults({ missing, stale, late, lastRun }: TimerState): StatusHint[] {
  if (missing) return [{ code: 'timer-missing', ...missing }]
  if (stale) return [{ code: 'timer-stale', last: lastRun }]
  return late ? [{ code: 'timer-late', last: lastRun }] : []
}

function ledgerHints({ ledger }: Pick<Facts, 'ledger'>, ctx: StatusContext): StatusHint[] {
  if (exists(ctx.paths.lastDelivery) && !exists(ctx.paths.ledger)) return [{ code: 'ledger-lost' }]
  // The card's day may be the user's tomorrow, so that is not ahead.
  const tomorrow = addDays(ctx.today(null), 1)
  const count = ledger.entries.reduce((sum, { date }) => sum + (date > tomorrow ? 1 : 0), 0)
  return count === 0 ? [] : [{ code: 'ledger-dates', count }]
}

export function changedClock({ io }: StatusContext): StatusHint[] {
  return io.clockOverride === null ? [] : [{ code: 'clock', value: io.clockOverride }]
}

export function failingChannels({
  ledger,
  channels,
  explain,
}: Pick<Facts, 'ledger' | 'channels' | 'explain'>): StatusHint[] {
  return Object.entries(ledger.channels).flatMap(([name, state]): StatusHint[] => {
    const { failingSince: since, error, gone } = state
    if (!Object.hasOwn(channels, name) || (since === null && !gone)) return []
    const why = explain ? explain.channelFailure(state, explain.words) : (error ?? '')
    return [{ code: 'channel', name, since, error: why, gone }]
  })
}

/** A hint in words, cleaned, and the command to type. */
export interface HintText {
  text: string
  command: string | null
  /** Whether reminders may not arrive because of it. */
  serious: boolean
}

/** Returns all hints in words: an empty store or list, days that differ, and what was found. */
export function statusHintTexts(data: StatusData, words: StatusWords): HintText[] {
  const hints = [...zoneHints(data, words), ...data.hints.map(hint => hintText(hint, words))]
  if (data.rows.length > 0) return hints
  if (data.total > 0) return [calm(words('status.no-match'), null), ...hints]
  return [calm(words('status.empty').replace(/[:：]$/, ''), firstCommand(data, words)), ...hints]
}

/** Renders hints one a line, for stderr. */
export function renderHints(hints: readonly HintText[], words: StatusWords): string {
  return hints
    .map(({ text, command }) => `${text}${command ? words('words.colon') + command : ''}\n`)
    .join('')
}

/** The first command to type: a name, and a day about a year away, as most cards have it. */
export function firstCommand({ today }: StatusData, words: StatusWords): string {
  return `renew add ${words('status.empty.name')} --expires ${Number(today.slice(0, 4)) + 1}-12-31`
}

export function hintText(hint: StatusHint, words: StatusWords): HintText {
  switch (hint.code) {
    case 'no-timer':
      return serious(words('status.hint.no-timer'), 'renew timer install')
    case 'timer-missing': {
      const { what, path } = hint
      return serious(
        words(`status.hint.timer-missing/${what}`, { path: printable(path) }),
        'renew timer install',
      )
    }
    case 'timer-stale':
    case 'timer-late': {
      const last = hint.last === null ? null : moment(hint.last, words)
      const says = words(`status.hint.${hint.code}`, { last })
      return hint.code === 'timer-stale' ? serious(says, 'renew timer status') : serious(says, 'renew doctor')
    }
    case 'no-channel':
      return calm(words('status.hint.no-channel'), 'renew channel add')
    case 'unseen':
      return serious(words('status.hint.unseen', { count: hint.names.length }), ackCommand(hint.names))
    case 'channel': {
      const name = printable(hint.name)
      const error = printable(hint.error)
      const since = hint.since === null ? null : longDate(hint.since.slice(0, 10), words)
      return hint.gone
        ? serious(words('status.hint.channel-gone', { name, error }), `renew channel edit ${shellWord(name)}`)
        : serious(
            words('status.hint.channel', { name, since, error }),
            `renew channel test ${shellWord(name)}`,
          )
    }
    case 'ledger-lost':
      return serious(words('status.hint.ledger-lost'), null)
    case 'ledger-dates':
      return calm(words('status.hint.ledger-dates', { count: hint.count }), null)
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

/** More names than this would make too long a command. */
const NAMES_TO_PASTE = 5

function ackCommand(names: readonly string[]): string {
  if (names.length > NAMES_TO_PASTE) return 'renew ack --help'
  return `renew ack ${names.map(name => shellWord(name)).join(' ')}`
}

/** A card's day may differ from the reader's; both are shown, once for each zone (R3). */
function zoneHints({ rows, today }: StatusData, words: StatusWords): HintText[] {
  const days = new Map<string, string>()
  for (const { zone, standing } of rows) {
    if (zone !== null && standing.today !== today) days.set(zone, standing.today)
  }
  return [...days].map(([zone, day]) =>
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

const calm = (text: string, command: string | null): HintText => ({ text, command, serious: false })
const serious = (text: string, command: string | null): HintText => ({ text, command, serious: true })
