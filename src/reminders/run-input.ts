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
  cards: readonly ReminderCard[]
  channels: readonly ConfiguredChannel[]
  /** `--channel`; null: all. */
  only: string | null
  faults: readonly Fault[]
  /** A card was left out, or its guide or working days are unusable: the run has failed. */
  incomplete?: boolean
  lang: string
  /** The user's civil day. */
  today: CivilDate
  /** Whether what is printed is seen. */
  isSeen: boolean
  scheduled: boolean
  limits: Limits
  ledger: LedgerStore
  lastDelivery?: LastDelivery
  /** Whether the run lock is still ours; a run that was stopped for an hour has lost it, and sends nothing more. */
  isHeld?(): boolean
  describe(card: string, lang: string, words: AllWords): ReminderText
  calendar(card: string, lang: string): CalendarCard | null
  words(lang: string): Promise<AllWords>
  moment(): Moment
  /** Prints a message that has no channel. Prints nothing with `--json`, where the report contains it. */
  print(message: Message): void | Promise<void>
}

/** The record of deliveries beside the cards, in case the ledger is lost or cannot be written (§8). */
export interface LastDelivery {
  readonly marks: ReadonlyMap<string, CivilDate>
  keep(marks: ReadonlyMap<string, CivilDate>, isRecorded: boolean): void
}

/** A reminder in the JSON of §7, with exactly its keys. */
interface ReminderEntry extends CardMilestone {
  name: string
  channel: string
  id: string
}

/** What a run did: the answer of `remind` (§7), its faults for stderr, and whether all was delivered and recorded. */
export interface Report {
  delivered: ReminderEntry[]
  /**
   * Failed in this run; still owed. `code`: a connection cut after the hand-over counts as no answer (§8). `ofChannel`:
   * the service refuses the channel (its address, its login).
   */
  failed: (ReminderEntry & { error: Failure; code: Exclude<SendOutcome, 'cut'>; ofChannel: boolean })[]
  owed: ReminderEntry[]
  quiet: number
  faults: Fault[]
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
