import type { Message } from '../channels/channel.ts'
import { silentUntil } from '../schedule/snooze.ts'
import { reminderId } from './ids.ts'
import { refusedOn, type Trying } from './ledger.ts'
import { isWaiting, LedgerIndex } from './ledger-index.ts'
import { channelsOf, type Owed } from './owed.ts'
import type { RunState } from './run-state.ts'

/** What a channel is sent in a run; what else it is owed waits for another day. */
export interface Due {
  fresh: Owed[]
  /** Messages of earlier runs, to be sent again unchanged. */
  again: Trying[]
  outdated: Trying[]
}

/** Returns what a channel is sent now of what it is owed and of what earlier runs have left. */
export function dueFor(state: RunState, name: string, owed: readonly Owed[]): Due {
  const { input, writer, hash, marks } = state
  const left = leftFor(name, state)
  const messages = [...left.due, ...left.waiting].flatMap(({ message }) => message.reminders)
  const inLeft = new Set(messages.map(reminderKey))
  const refused = refusedOn(writer.current, name, input.today)
  const isRefused = (one: Owed) => refused.size > 0 && refused.has(reminderId(hash, one))
  const wasSent = (one: Named) => marks.has(name, reminderId(hash, one), input.today)
  const isFresh = (one: Owed) => !inLeft.has(reminderKey(one)) && !isRefused(one) && !wasSent(one)
  const fresh = owed.filter(isFresh)
  const keys = new Set(fresh.map(reminderKey))
  const isAlone = ({ message }: Trying) => message.reminders.some(one => keys.has(reminderKey(one)))
  return {
    fresh,
    again: left.due.filter(({ message }) => !message.reminders.every(wasSent)),
    outdated: [...left.outdated, ...left.ahead.filter(isAlone)],
  }
}

interface Left {
  due: Trying[]
  /** Perhaps delivered, or refused: they wait for the next day. */
  waiting: Trying[]
  /**
   * They remind of a day to come: the clock was ahead when they were written, or is behind now. They stay as they are
   * until something in them is sent alone.
   */
  ahead: Trying[]
  /** Nothing in them is owed any more. */
  outdated: Trying[]
}

function leftFor(channel: string, state: RunState): Left {
  const left: Left = { due: [], waiting: [], ahead: [], outdated: [] }
  const { trying } = state.writer.current
  const index = new LedgerIndex(state.writer.current, state.addresses)
  for (const one of trying) {
    if (one.channel !== channel) continue
    if (isAhead(one, state)) left.ahead.push(one)
    else if (!isStillOwed(one, state, index)) left.outdated.push(one)
    else (isWaiting(one, state.input.today) ? left.waiting : left.due).push(one)
  }
  return left
}

function isAhead({ message }: Trying, { cards }: RunState): boolean {
  return message.reminders.some(({ card, date }) => date > (cards.get(card)?.today ?? date))
}

/** Whether something in it is not yet overtaken, seen, snoozed, renewed or closed. */
function isStillOwed({ channel, message, to }: Trying, state: RunState, index: LedgerIndex): boolean {
  const address = state.addresses.get(channel)?.hash
  if (to !== undefined && address !== undefined && to !== address) return false
  return message.reminders.some(one => isOwed(one, channel, state, index))
}

function isOwed(
  { card, expires, date }: Message['reminders'][number],
  channel: string,
  { cards, current, input }: RunState,
  index: LedgerIndex,
): boolean {
  const now = cards.get(card)
  if (!now || now.closed || now.term.expires !== expires) return false
  if (silentUntil(now.term, now.due) !== null) return false
  const { acknowledged } = now.term
  if (acknowledged !== null && acknowledged <= now.today && date <= acknowledged) return false
  const names = input.channels.map(({ name }) => name)
  if (!channelsOf(now, names).includes(channel)) return false
  if ((current.get(card)?.date ?? '') > date) return false
  return (index.newest(card, expires, channel, now.today)?.date ?? '') < date
}

type Named = Pick<Owed, 'card' | 'expires' | 'milestone' | 'date'>

/** Returns the same key for a reminder of a message and for what is owed. */
export function reminderKey({ card, expires, milestone, date }: Named): string {
  return JSON.stringify([card, expires, milestone, date])
}
