// status loads this
import type { Assessed } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import type { StatusContext } from '../../context.ts'
import { addDays, type CivilDate } from '../../dates/civil-date.ts'
import type { ErrorText } from '../../messages/errors.ts'
import type { ErrorWords, StatusWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { isLedgerLost, type TimerState } from '../../reminders/self-check.ts'
import type { ChannelSettings } from '../../settings.ts'
import { dateTime, longDate } from '../../text/dates.ts'
import { printable, shellWord } from '../../text/printable.ts'

export interface Facts {
  ledger: Ledger
  /** What may stop reminders: a ledger that cannot be read, a lock that is held. */
  faults: readonly ErrorText[]
  timer: TimerState
  channels: Record<string, ChannelSettings>
  /** Null where nothing failed. */
  explain: Explain | null
  unseen: ReadonlySet<string>
  cards: readonly Card[]
  shown: readonly Assessed[]
}

/** What explains failures, with its words. */
export type Explain = { readonly words: ErrorWords } & Pick<
  typeof import('../../error-text.ts'),
  'channelFailure' | 'errorText'
> &
  typeof import('../shared/source-warnings.ts')

/** Something the reader should know besides the cards, cleaned, and the command to type. */
export interface Hint {
  text: string
  command: string | null
  /** Whether reminders may not arrive because of it. */
  serious: boolean
}

const calm = (text: string, command: string | null = null): Hint => ({ text, command, serious: false })
const serious = (text: string, command: string | null = null): Hint => ({ text, command, serious: true })

/** Finds what the reader should know: that nothing is shown, days that differ, what may stop reminders, the rest. */
export function findHints(facts: Facts, ctx: StatusContext): Hint[] {
  const { faults, timer, channels, cards, shown } = facts
  const { words, on } = ctx
  const isUsed = cards.length > 0
  const hasNoTimer = isUsed && timer.installed === null
  const hasNoChannel = isUsed && Object.keys(channels).length === 0
  const shownClosed = shown.filter(({ card }) => card.closed !== null).length
  const count = cards.filter(card => card.closed !== null).length - shownClosed
  return [
    ...nothingShown(facts, ctx),
    ...zoneHints(shown, ctx),
    ...faults.map(({ message, hint }) => serious(printable(`${message}; ${hint}`))),
    ...unseenHints(facts, words),
    ...(hasNoTimer ? [serious(words('status.hint.no-timer'), 'renew timer install')] : []),
    ...(isUsed ? timerFaults(timer, words) : []),
    ...(hasNoChannel ? [calm(words('status.hint.no-channel'), 'renew channel add')] : []),
    ...failingChannels(facts, words),
    ...ledgerHints(facts, ctx),
    ...(count > 0 ? [calm(words('status.hint.closed', { count }), 'renew status --all')] : []),
    ...changedClock(ctx),
    ...(on === null ? [] : [calm(words('status.hint.on', { date: longDate(on, words) }))]),
  ]
}

function nothingShown({ shown, cards }: Facts, ctx: StatusContext): Hint[] {
  if (shown.length > 0) return []
  if (cards.length > 0) return [calm(ctx.words('status.no-match'))]
  const text = ctx.words('status.empty').replace(/[:：]$/, '')
  return [calm(text, firstCommand(ctx.today(null), ctx.words))]
}

/** The first command to type: a name, and a day about a year away, as most cards have it. */
export function firstCommand(today: CivilDate, words: StatusWords): string {
  return `renew add ${words('status.empty.name')} --expires ${Number(today.slice(0, 4)) + 1}-12-31`
}

/** A card's day may differ from the reader's; both are shown, once for each zone (R3). */
function zoneHints(shown: readonly Assessed[], ctx: StatusContext): Hint[] {
  const { words } = ctx
  const today = ctx.today(null)
  const days = new Map<string, CivilDate>()
  for (const { resolved, status } of shown) {
    const zone = resolved.zone.value
    if (zone !== null && status.today !== today) days.set(zone, status.today)
  }
  const here = longDate(today, words)
  return [...days].map(([zone, day]) =>
    calm(words('status.hint.zone', { here, there: longDate(day, words), zone: printable(zone) })),
  )
}

const NAMES_TO_PASTE = 5

function unseenHints({ shown, unseen }: Facts, words: StatusWords): Hint[] {
  const names = shown.flatMap(({ card: { id, name } }) => (unseen.has(id) ? [shellWord(name)] : []))
  const { length: count } = names
  if (count === 0) return []
  const command = `renew ack ${count > NAMES_TO_PASTE ? '--help' : names.join(' ')}`
  return [serious(words('status.hint.unseen', { count }), command)]
}

/** Says why the timer may not run; the most certain reason only. */
export function timerFaults({ missing, stale, late, lastRun }: TimerState, words: StatusWords): Hint[] {
  if (missing) {
    const path = printable(missing.path)
    return [serious(words(`status.hint.timer-missing/${missing.what}`, { path }), 'renew timer install')]
  }
  if (!stale && !late) return []
  const last = lastRun === null ? null : dateTime(lastRun, words)
  if (stale) return [serious(words('status.hint.timer-stale', { last }), 'renew timer status')]
  return [serious(words('status.hint.timer-late', { last }), 'renew doctor')]
}

export function failingChannels(
  { ledger, channels, explain }: Pick<Facts, 'ledger' | 'channels' | 'explain'>,
  words: StatusWords,
): Hint[] {
  return Object.entries(ledger.channels).flatMap(([channel, state]): Hint[] => {
    const { failingSince, gone } = state
    if (!Object.hasOwn(channels, channel) || (failingSince === null && !gone)) return []
    const error = printable(explain?.channelFailure(state, explain.words) ?? state.error ?? '')
    const name = printable(channel)
    const since = failingSince && longDate(failingSince.slice(0, 10), words)
    const text = gone
      ? words('status.hint.channel-gone', { name, error })
      : words('status.hint.channel', { name, since, error })
    return [serious(text, `renew channel ${gone ? 'edit' : 'test'} ${shellWord(name)}`)]
  })
}

function ledgerHints({ ledger }: Facts, ctx: StatusContext): Hint[] {
  if (isLedgerLost(ctx.paths)) return [serious(ctx.words('status.hint.ledger-lost'))]
  // The card's day may be the user's tomorrow, so that is not ahead.
  const tomorrow = addDays(ctx.today(null), 1)
  const count = ledger.entries.filter(({ date }) => date > tomorrow).length
  return count === 0 ? [] : [calm(ctx.words('status.hint.ledger-dates', { count }))]
}

export function changedClock({ io: { clockOverride: value }, words }: StatusContext): Hint[] {
  return value === null ? [] : [calm(words('status.hint.clock', { value: printable(value) }))]
}

/** Renders hints one a line, for stderr. */
export function renderHints(hints: readonly Hint[], words: StatusWords): string {
  return hints
    .map(({ text, command }) => `${text}${command ? words('words.colon') + command : ''}\n`)
    .join('')
}
