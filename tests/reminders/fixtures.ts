import type {
  ConfiguredChannel,
  DeliveryError,
  Message,
  MessageLimit,
  Recipients,
} from '../../src/channels/channel.ts'
import type { Ledger, LedgerEntry } from '../../src/reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../src/reminders/ledger-file.ts'
import type { LedgerStore } from '../../src/reminders/ledger-writer.ts'
import type { ReminderCard } from '../../src/reminders/owed.ts'
import type { LastDelivery, RunInput } from '../../src/reminders/run-input.ts'
import type { ReminderText } from '../../src/reminders/wording.ts'
import type { Term } from '../../src/schedule/deadlines.ts'
import { statusOn } from '../../src/schedule/status.ts'
import { WEEKENDS } from '../../src/schedule/work-calendars.ts'
import { termOf } from '../schedule/arbitrary.ts'
import { en } from '../words.ts'

/** A term that ends on a Thursday, with the usual milestones. */
export function term(changes: Partial<Term> = {}): Term {
  return termOf('2026-12-31', { workdays: WEEKENDS, ...changes })
}

/** A card on a day. */
export function reminderCard(
  today: string,
  changes: Partial<ReminderCard> & { term?: Term } = {},
): ReminderCard {
  return {
    card: 'aaaa',
    name: 'me',
    term: term(),
    zone: null,
    today,
    due: today,
    closed: false,
    channels: null,
    lang: null,
    ...changes,
  }
}

/** A ledger entry of the card above: a milestone's day, and the day it was written (the same). */
export function entry(date: string, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    card: 'aaaa',
    expires: '2026-12-31',
    milestone: 'lead',
    date,
    channel: 'mail',
    id: '0',
    at: `${date}T09:00:00+05:00`,
    day: date,
    seen: true,
    ...changes,
  }
}

/** What a reminder of a card says. */
export function reminderTextFor(card: ReminderCard, changes: Partial<ReminderText> = {}): ReminderText {
  return {
    name: card.name,
    holder: null,
    guideTitle: 'Registration card',
    status: statusOn(card.term, card.today),
    expires: card.term.expires!,
    submitted: card.term.submitted,
    papers: null,
    isPerson: false,
    hasOffice: true,
    receipt: null,
    appointment: null,
    warnings: ['Fines or even deportation are possible.'],
    next: { code: 'start', text: 'Start the renewal now', by: null },
    ...changes,
  }
}

/** A ledger in memory; `broken` makes every write fail, as a full disk does. */
export class MemoryLedger implements LedgerStore {
  broken = false
  writes = 0
  constructor(public ledger: Ledger = EMPTY_LEDGER) {}

  read(): Ledger {
    return this.ledger
  }

  async update(change: (current: Ledger) => Ledger): Promise<Ledger> {
    if (this.broken) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    this.writes++
    // As a file would have it: nothing is shared with what was handed in.
    this.ledger = JSON.parse(JSON.stringify(change(this.ledger))) as Ledger
    return this.ledger
  }
}

/** A record of deliveries beside the cards, on a disk that can be written. */
export class MemoryDeliveries implements LastDelivery {
  marks: ReadonlyMap<string, string> = new Map()
  keep(marks: ReadonlyMap<string, string>): void {
    this.marks = new Map(marks)
  }
}

/** A channel that keeps what it was sent, or fails as the test says. */
export class Sink implements ConfiguredChannel {
  readonly got: Message[] = []
  /** Every attempt, arrived or not. */
  readonly tried: Message[] = []
  failure: DeliveryError | null = null
  lang: string | null = null

  constructor(
    readonly name: string,
    readonly limit: MessageLimit | null = null,
  ) {}

  async send(message: Message, _signal?: AbortSignal, _recipients?: Recipients): Promise<void> {
    this.tried.push(message)
    if (this.failure) throw this.failure
    this.got.push(message)
  }
}

/** A job over some cards and channels on the day of the first card. */
export function runInput(
  cards: readonly ReminderCard[],
  channels: readonly ConfiguredChannel[],
  changes: Partial<RunInput> = {},
): RunInput {
  const today = cards[0]?.today ?? '2026-12-01'
  return {
    cards,
    channels,
    only: null,
    ledger: new MemoryLedger(),
    faults: [],
    describe: id => reminderTextFor(cards.find(({ card }) => card === id)!),
    calendar: () => null,
    words: async () => en,
    lang: 'en',
    today,
    moment: () => ({ at: `${today}T09:07:00+05:00`, day: today }),
    print: () => {},
    isSeen: false,
    scheduled: false,
    limits: { run: 2000, messageTimeout: 100, retries: 2, pause: 1, longestPause: 50 },
    ...changes,
  }
}
