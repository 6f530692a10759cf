import type { CalendarCard } from '../calendar/calendar-text.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { type Failure, failure } from '../failure.ts'
import type { Io } from '../io/io.ts'
import type { Stage } from '../schedule/status.ts'

/** The reserved name of the output that reminders go to when no channel is set up, or all have failed. */
export const STDOUT = 'stdout'

/** An owed milestone of a card, with all that a reader needs (§8). The JSON of §7 is made from it. */
export interface Reminder {
  card: string
  name: string
  holder: string | null
  expires: CivilDate
  milestone: string
  date: CivilDate
  /** A hash of card, expiry and milestone; it never changes. */
  id: string
  stage: Stage
  daysLeft: number
  next: { code: string; text: string; by: CivilDate | null } | null
}

/** What one channel gets in one run. The ledger stores it, so that it can be sent again unchanged. */
export interface Message {
  id: string
  channel: string
  lang: string
  title: string
  /** Plain text, lines end with `\n`, without control characters. */
  text: string
  /** Whether a document is on its last day or has expired. */
  urgent: boolean
  reminders: Reminder[]
  /** The whole text when `text` is only its beginning, for channels that can attach a file. */
  file?: string
  /** The cards of its reminders as calendar entries, for channels that take a calendar. */
  calendar?: CalendarCard[]
}

/**
 * What became of a message that the service did not take (§8, Attempts).
 * - `unreachable`: nothing was handed over; there was no name, no route or no connection
 * - `no-answer`: it was handed over, and then there was silence; perhaps delivered
 * - `cut`: it was handed over, and then the connection broke, or a gateway answered 502, 504 or 524; perhaps delivered
 * - `busy`: the service asks to try again later
 * - `refused`: any other answer
 */
export type SendOutcome = 'unreachable' | 'no-answer' | 'cut' | 'busy' | 'refused'

/** What a run must know of a failure to decide when to send again. */
export interface FailureDetails {
  outcome: SendOutcome
  /** Whether a refusal concerns the channel (its address, login or certificate) and not this message. */
  ofChannel?: boolean
  /** How long the service asks to wait, in seconds. */
  after?: number
  gone?: boolean
  tooLarge?: boolean
}

/** A message did not arrive, or not at all of its recipients. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError'
  readonly details: FailureDetails
  constructor(
    readonly failure: Failure,
    failed: Partial<FailureDetails> = {},
  ) {
    super(failure.code)
    this.details = { outcome: 'refused', ...failed }
  }
}

/** Returns the error of a refusal that concerns the channel: its address, login or certificate. */
export function channelError(why: Failure): DeliveryError {
  return new DeliveryError(why, { ofChannel: true })
}

/** Returns the failure of a sending error; other errors keep their own message. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DeliveryError) return error.failure
  return failure('said', { said: String((error as Error)?.message ?? error) })
}

/** Returns the failure that a check throws; null when it throws nothing. */
export function failureIn(check: () => unknown): Failure | null {
  try {
    check()
    return null
  } catch (error) {
    return failureOf(error)
  }
}

/**
 * Which recipients of one message have it (§8). A channel whose service tells recipients apart leaves out those who
 * have it and adds each one as soon as the service has taken the message for it. It then throws if others were refused.
 */
export interface Recipients {
  has(address: string): boolean
  add(address: string): void
}

export interface ChannelWorld
  extends Pick<Io, 'env' | 'platform' | 'uid' | 'stdout' | 'out' | 'run' | 'http' | 'now'> {
  /** Certificates (PEM) of further authorities to trust. */
  readonly ca?: string | undefined
  readonly signal: AbortSignal
  readonly recipients?: Recipients | undefined
}

/** The settings of a channel by name, as they are stored or with their secrets. */
export type Values = Readonly<Record<string, string>>

/** What a setting's value must look like: a pattern, shown by the setting's example, or a whole number in a range. */
export type SettingForm =
  | 'absolute-path'
  | 'arguments'
  | 'http-url'
  | 'mail-address'
  | 'mail-addresses'
  | RegExp
  | readonly [from: number, to: number]

/** One setting of a channel, given as `--name value` to `channel add`. */
export interface Setting {
  name: string
  required?: boolean
  /** Masked in every output; may be `file:PATH`, `cmd:PROGRAM …` or `env:NAME`. */
  secret?: boolean
  form?: SettingForm
  example?: string
  /** Whether a terminal asks for it though it may be left out, by what was given before. */
  asked?: (given: Values) => boolean
  choices?: readonly string[]
  read?: (value: string) => string
}

/** The largest message that a service takes, title and text together. */
export interface MessageLimit {
  /** UTF-8 bytes or UTF-16 units; a service that counts characters in another way never counts more. */
  unit: 'bytes' | 'characters'
  size: number
  /** Returns the text as it is sent, when escaping makes it longer. The sizes of lines must add up. */
  written?: (text: string) => string
  /** Where the rest goes; into further messages when left out. */
  rest?: 'file'
}

/** A kind of channel: one file each, and one line in `channels/index.ts`. */
export interface Channel {
  readonly settings: readonly Setting[]
  readonly oneOf?: readonly string[]
  /** Returns why these settings can never send together; null when they can. Secrets may be references. */
  clash?(settings: Values): Failure | null
  /** The page that says how to get the settings. */
  readonly docs?: string
  readonly limit: MessageLimit | null
  limitFor?(settings: Values): MessageLimit | null
  readonly takesCalendar?: boolean
  /** Whether it is made for glances: a long list becomes one digest (§8). */
  readonly glance?: boolean
  /** Whether a list that failed is not divided to find the card that is refused. */
  readonly whole?: boolean
  /** Sends one message. Settings are checked and secrets resolved. @throws DeliveryError */
  send(message: Message, settings: Values, world: ChannelWorld): Promise<void>
  /** Returns what would keep it from sending, as far as that shows without sending. Contains no secrets. */
  obstacle?(settings: Values, world: Omit<ChannelWorld, 'signal'>): Failure | null
}

/** A channel as the user set it up, ready to send. */
export interface ConfiguredChannel extends Pick<Channel, 'limit' | 'takesCalendar' | 'glance' | 'whole'> {
  readonly name: string
  /** What identifies its recipient (`addressOf`); it may contain secrets. */
  readonly address?: string
  readonly readers?: readonly string[]
  /** null: the cards' language, else the program's. */
  readonly lang: string | null
  /** Makes one attempt. @throws DeliveryError without secrets, also when only some recipients were refused */
  send(message: Message, signal: AbortSignal, recipients?: Recipients): Promise<void>
}
