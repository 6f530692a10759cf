import type { CalendarCard } from '../calendar/calendar-text.ts'
import type { ConfiguredChannel, Message } from '../channels/channel.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { Failure } from '../failure.ts'
import type { AllWords } from '../messages/index.ts'
import type { Limits } from './attempt.ts'
import type { Fault } from './faults.ts'
import type { Moment } from './ledger.ts'
import type { LedgerStore } from './ledger-writer.ts'
import type { Owed, ReminderCard } from './owed.ts'
import type { ReminderText } from './wording.ts'

/** All that one run of `remind` is told. */
export interface RunInput {
  /** Every card that could be read, closed ones too. */
  cards: readonly ReminderCard[]
  /** All channels that are set up, ready to send. */
  outlets: readonly ConfiguredChannel[]
  /** `--channel`: the name of the only one to use; null: all. */
  only: string | null
  ledger: LedgerStore
  /** What is wrong already: cards left out, a damaged file. It becomes part of the messages. */
  faults: readonly Fault[]
  /** Whether a card was left out, or its guide or working days could not be used: all else is delivered, and the run failed. */
  lacking?: boolean
  /** What a reminder says of a card, in the words of a language. */
  describe(card: string, lang: string, words: AllWords): ReminderText
  /** What a calendar shows of a card, in a language; null: nothing. */
  calendar(card: string, lang: string): CalendarCard | null
  /** The words of a language; of the program's where it is not one of ours. */
  words(lang: string): Promise<AllWords>
  /** The program's language. */
  lang: string
  /** The user's civil day. */
  today: CivilDate
  /** The instant and day of something written now. */
  moment(): Moment
  /** Prints what has no channel. With `--json` the report says it, so nothing is printed. */
  print(message: Message): void
  /** Whether what is printed is seen: stdout is a terminal. */
  isSeen: boolean
  /** The timer's own call: it alone records the run (§6). */
  scheduled: boolean
  limits: Limits
}

/** A reminder in the JSON of §7, with exactly its keys. */
export interface ReminderEntry {
  card: string
  name: string
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  channel: string
  id: string
}

/** What a run did: the answer of `remind` (§7), and what it has to say on stderr. */
export interface Report {
  /** In this run; on `stdout` it was printed. */
  delivered: ReminderEntry[]
  /** In this run; still owed. */
  failed: (ReminderEntry & { error: Failure })[]
  /** After this run. */
  owed: ReminderEntry[]
  /** How many cards had nothing owed. */
  quiet: number
  /** What is wrong; what readers were told of, and what only a screen can say. */
  faults: Fault[]
  /** Whether everything was delivered and recorded: else exit 4. */
  complete: boolean
}

/** What a run would send, for `--dry-run`: what a died run left first, unchanged. */
export interface Preview {
  messages: { message: Message; again: boolean }[]
  owed: ReminderEntry[]
  quiet: number
  faults: Fault[]
}

/** The reminders of a message as the report lists them. */
export function entriesOf({ reminders, channel }: Message): ReminderEntry[] {
  return reminders.map(({ card, name, expires, milestone, date, id }) => ({
    card,
    name,
    expires,
    milestone,
    date,
    channel,
    id,
  }))
}

/** Something owed as the report lists it. */
export function entryOf(owed: Owed, name: string, id: string): ReminderEntry {
  const { card, expires, milestone, date, channel } = owed
  return { card, name, expires, milestone, date, channel, id }
}
