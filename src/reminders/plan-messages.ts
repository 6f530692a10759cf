import type { ConfiguredChannel, Message } from '../channels/channel.ts'
import type { Undelivered } from './attempt.ts'
import { composeDigest, composeMessages } from './compose.ts'
import type { Fault } from './faults.ts'
import { LedgerIndex } from './ledger-index.ts'
import { reminderKey } from './left.ts'
import type { Owed, ReminderCard } from './owed.ts'
import type { RunState } from './run-state.ts'

export interface Job {
  message: Message
  owed: readonly Owed[]
  /** Hashes of the readers who had all of it before this run. */
  had: readonly string[]
  faults: boolean
  /** Whether it may have arrived in an earlier run. */
  again: boolean
  /** Why the larger message that it is a part of did not arrive; such a part is tried once. */
  partOf?: Undelivered
}

/**
 * Writes the messages for what a channel is owed. What some of its readers have had goes to the others in a message of
 * its own.
 */
export async function planJobs(
  state: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  faults: readonly Fault[],
): Promise<Job[]> {
  const { addresses, cards, writer } = state
  const index = new LedgerIndex(writer.current, addresses)
  const groups = new Map<string, { owed: Owed[]; had: string[] }>()
  if (faults.length > 0 || owed.length === 0) groups.set('', { owed: [], had: [] })
  for (const one of owed) {
    const { card, expires, date } = one
    const had = index.had(card, expires, channel.name, date, cards.get(card)?.today ?? date)
    const group = groups.get(had.join())
    if (group) group.owed.push(one)
    else groups.set(had.join(), { owed: [one], had })
  }
  const jobs: Job[] = []
  for (const { owed: own, had } of groups.values()) {
    const withFaults = had.length === 0 && faults.length > 0
    const messages = await planMessages(state, channel, own, withFaults ? faults : [])
    for (const [at, message] of messages.entries())
      jobs.push({
        message,
        owed: owedIn(message, own),
        had,
        faults: withFaults && at === messages.length - 1,
        again: false,
      })
  }
  return jobs
}

/**
 * Returns the messages for one channel, in the channel's language, else in the one all holders of its cards read, else
 * in the program's (§9).
 */
async function planMessages(
  { input, hash, cards }: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  faults: readonly Fault[],
): Promise<Message[]> {
  const lang = channel.lang ?? commonLanguage(owed, cards) ?? input.lang
  const words = await input.words(lang)
  const items = owed.map(one => ({ owed: one, due: input.describe(one.card, lang, words) }))
  const how = {
    channel: channel.name,
    limit: channel.limit,
    lang,
    words,
    hash,
    ownToday: input.today,
    ...(channel.takesCalendar ? { calendar: (card: string) => input.calendar(card, lang) } : {}),
  }
  const digest = channel.glance ? composeDigest(items, faults, how) : null
  return digest === null ? composeMessages(items, faults, how) : [digest]
}

function commonLanguage(owed: readonly Owed[], cards: ReadonlyMap<string, ReminderCard>): string | null {
  const langs = new Set(owed.map(({ card }) => cards.get(card)?.lang ?? null))
  return langs.size === 1 ? [...langs][0]! : null
}

/** Returns what a message reminds of, of all that is owed. */
export function owedIn({ reminders }: Message, owed: readonly Owed[]): Owed[] {
  const keys = new Set(reminders.map(reminderKey))
  return owed.filter(one => keys.has(reminderKey(one)))
}
