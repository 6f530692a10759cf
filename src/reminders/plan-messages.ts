import type { ConfiguredChannel, Message } from '../channels/channel.ts'
import { silentUntil } from '../schedule/snooze.ts'
import type { Undelivered } from './attempt.ts'
import { composeMessages } from './compose.ts'
import type { Fault } from './faults.ts'
import { type CardMilestone, reminderId } from './ids.ts'
import { refusedOn, type Trying } from './ledger.ts'
import { grouped, isWaiting, LedgerIndex } from './ledger-index.ts'
import { channelsOf, type Owed, type ReminderCard } from './owed.ts'
import { namesOf, type RunState } from './run-state.ts'

/** What a channel is sent in a run; what else it is owed waits for another day. */
export interface Due {
  fresh: Owed[]
  /** Messages of earlier runs, to be sent again unchanged. */
  again: Trying[]
  outdated: Trying[]
}

/** Returns what a channel is sent now of what it is owed and of what earlier runs have left. */
export function dueFor(state: RunState, channel: string, owed: readonly Owed[]): Due {
  const { input, writer, hash, marks, addresses } = state
  const index = new LedgerIndex(writer.current, addresses)
  const own = writer.current.trying.filter(one => one.channel === channel)
  const byState = grouped(own, one => leftState(one, state, index))
  const left = (which: LeftState) => byState.get(which) ?? []
  const inLeft = keysOf([...left('due'), ...left('waiting')].flatMap(({ message }) => message.reminders))
  const refused = refusedOn(writer.current, channel, input.today)
  const isRefused = (one: Owed) => refused.size > 0 && refused.has(reminderId(hash, one))
  const wasSent = (one: CardMilestone) => marks.has(channel, reminderId(hash, one), input.today)
  const fresh = owed.filter(one => !inLeft.has(reminderKey(one)) && !isRefused(one) && !wasSent(one))
  const keys = keysOf(fresh)
  const isAlone = ({ message }: Trying) => message.reminders.some(one => keys.has(reminderKey(one)))
  return {
    fresh,
    again: left('due').filter(({ message }) => !message.reminders.every(wasSent)),
    outdated: [...left('outdated'), ...left('ahead').filter(isAlone)],
  }
}

/**
 * - `waiting`: perhaps delivered, or refused; it waits for the next day
 * - `ahead`: it reminds of a day to come, as the clock was ahead when it was written, or is behind now. It stays as it
 *   is until something in it is sent alone
 * - `outdated`: nothing in it is owed any more
 */
type LeftState = 'due' | 'waiting' | 'ahead' | 'outdated'

function leftState(one: Trying, state: RunState, index: LedgerIndex): LeftState {
  const { channel, message, to } = one
  const { cards, addresses, input } = state
  if (message.reminders.some(({ card, date }) => date > (cards.get(card)?.today ?? date))) return 'ahead'
  const address = addresses.get(channel)?.hash
  const isElsewhere = to !== undefined && address !== undefined && to !== address
  if (isElsewhere || !message.reminders.some(reminder => isOwed(reminder, channel, state, index)))
    return 'outdated'
  return isWaiting(one, input.today) ? 'waiting' : 'due'
}

function isOwed(
  { card, expires, date }: CardMilestone,
  channel: string,
  { cards, current, input }: RunState,
  index: LedgerIndex,
): boolean {
  const now = cards.get(card)
  if (!now || now.closed || now.term.expires !== expires) return false
  if (silentUntil(now.term, now.due) !== null) return false
  const { acknowledged } = now.term
  if (acknowledged !== null && acknowledged <= now.today && date <= acknowledged) return false
  if (!channelsOf(now, namesOf(input)).includes(channel)) return false
  if ((current.get(card)?.date ?? '') > date) return false
  return (index.newest(card, expires, channel, now.today)?.date ?? '') < date
}

function reminderKey({ card, expires, milestone, date }: CardMilestone): string {
  return JSON.stringify([card, expires, milestone, date])
}

const keysOf = (all: readonly CardMilestone[]): Set<string> => new Set(all.map(reminderKey))

/** A message that a run sends to a channel, and what it is about. */
export interface PlannedMessage {
  message: Message
  owed: readonly Owed[]
  /** Hashes of the readers who had all of it before this run. */
  had: readonly string[]
  faults: boolean
  again: boolean
  /** Why the larger message that it is a part of did not arrive; such a part is tried once. */
  partOf?: Undelivered
}

/** Writes the messages for what a channel is owed; what some readers have had goes to the others in one of its own. */
export async function planMessages(
  state: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  faults: readonly Fault[],
): Promise<PlannedMessage[]> {
  const index = new LedgerIndex(state.writer.current, state.addresses)
  const withHad = owed.map(one => {
    const { card, expires, date } = one
    const today = state.cards.get(card)?.today ?? date
    return { one, had: index.readersWith(card, expires, channel.name, date, today) }
  })
  const known = grouped(withHad, ({ had }) => had.join())
  const groups: typeof known = faults.length > 0 ? new Map([['', []], ...known]) : known
  const planned: PlannedMessage[] = []
  for (const [readers, group] of groups) {
    const own = group.map(({ one }) => one)
    const had = group[0]?.had ?? []
    const ownFaults = readers === '' ? faults : []
    const messages = await writeMessages(state, channel, own, ownFaults)
    for (const message of messages) {
      const isLast = message === messages.at(-1)
      const hasFaults = isLast && ownFaults.length > 0
      planned.push({ message, owed: owedIn(message, own), had, faults: hasFaults, again: false })
    }
  }
  return planned
}

/** In the channel's language, else in the one all holders of the cards read, else in the program's (§9). */
async function writeMessages(
  { input, hash, cards }: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  faults: readonly Fault[],
): Promise<Message[]> {
  const lang = channel.lang ?? commonLanguage(owed, cards) ?? input.lang
  const words = await input.words(lang)
  const items = owed.map(one => ({ owed: one, due: input.describe(one.card, lang, words) }))
  return composeMessages(items, faults, {
    channel: channel.name,
    limit: channel.limit,
    glance: channel.glance ?? false,
    lang,
    words,
    hash,
    ownToday: input.today,
    ...(channel.takesCalendar && { calendar: card => input.calendar(card, lang) }),
  })
}

function commonLanguage(owed: readonly Owed[], cards: ReadonlyMap<string, ReminderCard>): string | null {
  const langs = new Set(owed.map(({ card }) => cards.get(card)?.lang ?? null))
  return langs.size === 1 ? [...langs][0]! : null
}

/** Returns what a message reminds of, of all that is owed. */
export function owedIn({ reminders }: Message, owed: readonly Owed[]): Owed[] {
  const keys = keysOf(reminders)
  return owed.filter(one => keys.has(reminderKey(one)))
}
