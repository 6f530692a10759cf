import type { CalendarCard } from '../calendar/calendar-text.ts'
import type { ConfiguredChannel, Message, SendOutcome } from '../channels/channel.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { Failure } from '../failure.ts'
import type { AllWords } from '../messages/index.ts'
import type { Limits } from './attempt.ts'
import type { Fault } from './faults.ts'
import type { CardMilestone } from './ids.ts'
import type { Moment } from './ledger.ts'
import type { LedgerStore } from './ledger-writer.ts'
import type { ReminderCard } from './owed.ts'
import type { ReminderText } from './wording.ts'

/** What one run of `remind` knows, and what it can do. Channels send by themselves. */
export interface RunInput {
  /** Every card that could be read, closed ones too. */
  cards: readonly ReminderCard[]
  channels: readonly ConfiguredChannel[]
  /** `--channel`: the name of the only channel to use; null: all. */
  only: string | null
  /** What went wrong while loading: cards left out, a damaged file. It becomes part of the messages. */
  faults: readonly Fault[]
  /** Whether a card was left out, or its guide or working days are unusable: then the run has failed. */
  incomplete?: boolean
  lang: string
  /** The user's civil day. */
  today: CivilDate
  /** Whether what is printed is seen, because stdout is a terminal. */
  isSeen: boolean
  /** Whether the timer started the run; only then it is recorded (§6). */
  scheduled: boolean
  limits: Limits
  ledger: LedgerStore
  /** What is kept apart from the ledger, in case that is lost or cannot be written (§8). */
  lastDelivery?: LastDelivery
  /** Whether the run lock is still ours. A run that was stopped for an hour has lost it, and sends nothing more. */
  isHeld?(): boolean
  describe(card: string, lang: string, words: AllWords): ReminderText
  /** Returns what a calendar shows of a card; null: nothing. */
  calendar(card: string, lang: string): CalendarCard | null
  /** Loads the words of a language; those of the program's language for an unknown one. */
  words(lang: string): Promise<AllWords>
  moment(): Moment
  /** Prints a message that has no channel. Prints nothing with `--json`, where the report contains it. */
  print(message: Message): void | Promise<void>
}

/** The record of deliveries beside the ledger. */
export interface LastDelivery {
  readonly marks: ReadonlyMap<string, CivilDate>
  /** @param isRecorded whether the ledger has them too */
  keep(marks: ReadonlyMap<string, CivilDate>, isRecorded: boolean): void
}

/** A reminder in the JSON of §7, with exactly its keys. */
interface ReminderEntry extends CardMilestone {
  name: string
  channel: string
  id: string
}

/** What a run did: the answer of `remind` (§7) and its faults for stderr. */
export interface Report {
  /** Delivered in this run, or printed (`stdout`). */
  delivered: ReminderEntry[]
  /**
   * Failed in this run; still owed. `code`: a connection cut after the hand-over counts as no answer (§8). `ofChannel`:
   * the service refuses the channel (its address, its login).
   */
  failed: (ReminderEntry & { error: Failure; code: Exclude<SendOutcome, 'cut'>; ofChannel: boolean })[]
  owed: ReminderEntry[]
  quiet: number
  /** What went wrong: what readers were sent, and what only the screen shows. */
  faults: Fault[]
  /** Whether everything was delivered and recorded; otherwise the exit code is 4. */
  complete: boolean
}

/** Returns the reminders of a message as the report lists them. */
export function entriesOf({ reminders, channel }: Message): ReminderEntry[] {
  return reminders.map(one => entryOf({ ...one, channel }))
}

/** Returns a reminder as the report lists it. */
export function entryOf({ card, name, expires, milestone, date, channel, id }: ReminderEntry): ReminderEntry {
  return { card, name, expires, milestone, date, channel, id }
}
