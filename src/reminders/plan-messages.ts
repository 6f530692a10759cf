import type { ConfiguredChannel, Message } from '../channels/channel.ts'
import { addDays } from '../dates/civil-date.ts'
import { inEnglish, isFailure } from '../error-text.ts'
import { composeDigest, composeMessages } from './compose.ts'
import { type Fault, fewNames } from './faults.ts'
import type { Hash } from './ids.ts'
import { type Ledger, stateOf } from './ledger.ts'
import { indexLedger, type LedgerIndex } from './ledger-index.ts'
import { isAckAhead, type Owed, type ReminderCard, unknownChannels } from './owed.ts'
import type { RunState } from './run.ts'
import type { RunInput } from './run-input.ts'
import { type Job, owedIn } from './turn.ts'

/** After this many days the same faults are sent again. */
const REPEAT_FAULTS_DAYS = 7

/**
 * Writes the messages for what a channel is owed. What some of its readers have had goes to the others in a message of its
 * own.
 */
export async function planJobs(
  { input, hash, addresses, cards, writer }: RunState,
  channel: ConfiguredChannel,
  owed: readonly Owed[],
  faults: readonly Fault[],
  ledger = writer.current,
): Promise<Job[]> {
  const index = indexLedger(ledger, addresses)
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
    const messages = await planMessages(input, channel, own, withFaults ? faults : [], hash)
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
 * Returns the messages for one channel, in the channel's language, else in the one all holders of its cards read, else in
 * the program's (§9).
 */
async function planMessages(
  input: RunInput,
  channel: Pick<ConfiguredChannel, 'name' | 'lang' | 'limit' | 'takesCalendar' | 'glance'>,
  owed: readonly Owed[],
  faults: readonly Fault[],
  hash: Hash,
): Promise<Message[]> {
  const cards = new Map(input.cards.map(one => [one.card, one]))
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

/** Returns all faults that readers must know about: those of the input, of the cards and of the ledger. */
export function allFaults(input: RunInput, index: LedgerIndex): Fault[] {
  const names = input.channels.map(({ name }) => name)
  return [
    ...input.faults,
    ...unknownChannels(input.cards, names).map(({ channel, cards }): Fault => {
      const { names, more } = fewNames(cards)
      return { code: 'unknown-channel', values: { channel, cards: names, more } }
    }),
    ...clockFaults(input, index),
  ]
}

/** Returns what a clock that was wrong has left: entries and acknowledgements of days to come, and dates that are not. */
function clockFaults({ cards }: RunInput, index: LedgerIndex): Fault[] {
  const faults: Fault[] = []
  const entries = cards.reduce((sum, { card, today }) => sum + index.ahead(card, today), index.broken)
  if (entries > 0) faults.push({ code: 'ledger-dates', values: { count: entries } })
  const acks = cards.filter(one => !one.closed && isAckAhead(one)).length
  if (acks > 0) faults.push({ code: 'ack-ahead', values: { count: acks } })
  return faults
}

/** Returns a hash of faults, the same in every version, to know whether a channel has had them. */
export function faultsKey(faults: readonly Fault[], hash: Hash): string {
  // Their counts change from day to day.
  const known = faults.map(one => (one.code === 'ledger-dates' || one.code === 'ack-ahead' ? one.code : one))
  return hash(JSON.stringify(known, (_, value) => (isFailure(value) ? inEnglish(value) : value)))
}

/** Whether a channel that is owed nothing should get the faults alone: when they are new, then weekly. */
export function shouldSendFaults(ledger: Ledger, channel: string, key: string, today: string): boolean {
  const { told } = stateOf(ledger, channel)
  return (
    told?.faults !== key ||
    told.day <= addDays(today, -REPEAT_FAULTS_DAYS) ||
    told.day > addDays(today, REPEAT_FAULTS_DAYS)
  )
}
