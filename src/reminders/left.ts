import type { Message, SendOutcome } from '../channels/channel.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { silentUntil } from '../schedule/snooze.ts'
import type { Ledger, Trying } from './ledger.ts'
import { type Addresses, isWaiting, type LedgerIndex } from './ledger-index.ts'
import { type CurrentMilestone, channelsOf, type Owed, type ReminderCard } from './owed.ts'

/** What decides whether a message of an earlier run is sent again. */
export interface LeftWorld {
  ledger: Pick<Ledger, 'trying' | 'refused'>
  index: LedgerIndex
  cards: ReadonlyMap<string, ReminderCard>
  /** What every channel of a card must have had by now, by the card's id. */
  current: ReadonlyMap<string, CurrentMilestone>
  /** The names of all channels that are set up. */
  channels: readonly string[]
  addresses: Addresses
  /** The user's civil day. */
  today: CivilDate
}

/** What earlier runs have left for a channel. */
export interface Left {
  /** To be sent again now, unchanged. */
  due: Trying[]
  /** Perhaps delivered, or refused: they wait for the next day. */
  waiting: Trying[]
  /**
   * They remind of a day to come: the clock was ahead when they were written, or is behind now. They stay as they are until
   * something in them is sent alone.
   */
  ahead: Trying[]
  /** Nothing in them is owed any more. */
  outdated: Trying[]
}

/** Sorts the messages that earlier runs have left for a channel (§8). */
export function leftFor(channel: string, world: LeftWorld): Left {
  const left: Left = { due: [], waiting: [], ahead: [], outdated: [] }
  for (const one of world.ledger.trying) {
    if (one.channel !== channel) continue
    if (isAhead(one, world)) left.ahead.push(one)
    else if (!isStillOwed(one, world)) left.outdated.push(one)
    else (isWaiting(one, world.today) ? left.waiting : left.due).push(one)
  }
  return left
}

/** Whether a failed message stays as it is: it may have arrived, or some of its recipients have it. */
export function isKept(outcome: SendOutcome, ofChannel: boolean, { again = false, had = 0 }): boolean {
  if (outcome === 'no-answer' || outcome === 'cut' || had > 0) return true
  return again && (outcome !== 'refused' || ofChannel)
}

function isAhead({ message }: Trying, { cards }: LeftWorld): boolean {
  return message.reminders.some(({ card, date }) => date > (cards.get(card)?.today ?? date))
}

/** Whether something in it is not yet overtaken, seen, snoozed, renewed or closed. */
function isStillOwed({ channel, message, to }: Trying, world: LeftWorld): boolean {
  const address = world.addresses.get(channel)?.hash
  if (to !== undefined && address !== undefined && to !== address) return false
  return message.reminders.some(one => isOwed(one, channel, world))
}

function isOwed(
  { card, expires, date }: Message['reminders'][number],
  channel: string,
  { cards, current, channels, index }: LeftWorld,
): boolean {
  const now = cards.get(card)
  if (!now || now.closed || now.term.expires !== expires) return false
  if (silentUntil(now.term, now.due) !== null) return false
  const { acknowledged } = now.term
  if (acknowledged !== null && acknowledged <= now.today && date <= acknowledged) return false
  if (!channelsOf(now, channels).includes(channel)) return false
  if ((current.get(card)?.date ?? '') > date) return false
  return (index.newest(card, expires, channel, now.today)?.date ?? '') < date
}

/** Returns the same key for a reminder of a message and for what is owed. */
export function reminderKey({
  card,
  expires,
  milestone,
  date,
}: Pick<Owed, 'card' | 'expires' | 'milestone' | 'date'>): string {
  return JSON.stringify([card, expires, milestone, date])
}
