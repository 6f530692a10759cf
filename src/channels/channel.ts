import type { CalendarCard } from '../calendar/calendar-text.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { type Failure, failure } from '../failure.ts'
import type { Instant, ProgramResult, Surface } from '../io/real-io.ts'
import type { Stage } from '../schedule/standing.ts'

/** Reserved name: where reminders go while no channel is set up, and when all of them failed. */
export const STDOUT = 'stdout'

/** One owed milestone of one card, with all a reader needs (§8); the JSON of §7 is made of it. */
export interface Reminder {
  /** The card's id. */
  card: string
  name: string
  holder: string | null
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
  /** A hash of card, expiry and milestone: the same reminder has the same id for ever. */
  id: string
  stage: Stage
  daysLeft: number
  next: { code: string; text: string; by: CivilDate | null } | null
}

/** What one channel gets in one run. It is kept in the ledger as it is, so that it can be sent again unchanged. */
export interface Message {
  /** A hash of its reminders' ids: Message-ID, Idempotency-Key. */
  id: string
  /** The name under which the user set up the channel it goes through. */
  channel: string
  lang: string
  /** One line, for a subject or a notification's head. */
  title: string
  /** Several lines, plain text, `\n`, cleaned of control characters. */
  text: string
  /** Whether something is on its last day or overdue. */
  urgent: boolean
  reminders: Reminder[]
  /** All of the text, where `text` is but its beginning: for channels that put the rest into a file. */
  file?: string
  /** The cards of its reminders as a calendar shows them, for channels that take one. */
  calendar?: CalendarCard[]
}

/** A message that did not arrive. `retry`: worth another try in this run. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  constructor(
    /** Without secrets. */
    readonly failure: Failure,
    readonly options: { retry?: boolean /** seconds */; after?: number; gone?: boolean } = {},
  ) {
    super(failure.code)
  }
}

/** What went wrong with a sending; in its own words where it is an error of somebody else. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeliveryError) return error.failure
  return failure('said', { said: String((error as Error)?.message ?? error) })
}

/** What a channel may touch of the outside world. */
export interface ChannelWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly uid: number | null
  readonly stdout: Surface
  out(text: string): void
  run(
    file: string,
    args: readonly string[],
    options?: { input?: string; env?: Record<string, string>; timeout?: number; signal?: AbortSignal },
  ): Promise<ProgramResult>
  readonly fetch: typeof fetch
  now(): Instant
  /** Ends the attempt (10 s). */
  readonly signal: AbortSignal
  /** Takes why a message arrived, but not at all of its readers, and never will. */
  complain?(failure: Failure): void
}

/** What the value of a setting must look like; the words of a refusal go by it, those of a pattern by the example. */
export type SettingForm = 'absolute-path' | 'arguments' | 'http-url' | RegExp

/** One setting of a channel, given as `--name value` to `channel add`. */
export interface Setting {
  name: string
  required: boolean
  /** Masked in every output; may be `file:PATH`, `cmd:PROGRAM …` or `env:NAME`. */
  secret: boolean
  /** null: any text. */
  form: SettingForm | null
  /** What such a value looks like; help and refusals show it in every language alike. */
  example?: string
}

/** Largest message a service takes, title and text together, in the unit the service counts. */
export interface MessageLimit {
  /** UTF-8, or UTF-16 units: never fewer than the characters of whoever counts them otherwise. */
  unit: 'bytes' | 'characters'
  size: number
  /** The text as it is sent, where escaping makes it longer; lines put together are as long as the lines. */
  written?: (text: string) => string
  /** Where what does not fit goes; further messages when left out. */
  rest?: 'file'
}

/** A way a message travels: one file each, one line in `channels/index.ts`. */
export interface Channel {
  readonly settings: readonly Setting[]
  /** Settings of which one at least is needed. */
  readonly oneOf?: readonly string[]
  /** Where a user reads how to get the settings. */
  readonly docs?: string
  /** `null` when size does not matter. */
  readonly limit: MessageLimit | null
  /** Whether it takes a calendar beside the text. */
  readonly takesCalendar?: true
  /** Sends one message; throws `DeliveryError`. Settings are checked and secrets resolved before. */
  send(message: Message, settings: Readonly<Record<string, string>>, world: ChannelWorld): Promise<void>
  /**
   * What would keep it from sending, as far as that can be seen without sending: a program that is not there, no
   * session. Without secrets, null when nothing is in the way. Left out where nothing can be seen.
   */
  obstacle?(settings: Readonly<Record<string, string>>, world: Omit<ChannelWorld, 'signal'>): Failure | null
}

/** A channel as the user set it up, ready to send: what `remind` needs of it and nothing more. */
export interface ConfiguredChannel {
  readonly name: string
  /** The language of its messages; null: the cards', else the program's. */
  readonly lang: string | null
  readonly limit: MessageLimit | null
  /** Whether it takes a calendar beside the text. */
  readonly takesCalendar?: boolean
  /**
   * One attempt, ended by the signal. Throws `DeliveryError` without secrets.
   * @param complain called, without secrets, when it arrived but not at all of its readers
   */
  send(message: Message, signal: AbortSignal, complain?: (failure: Failure) => void): Promise<void>
}
