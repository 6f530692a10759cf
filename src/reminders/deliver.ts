import { type ConfiguredChannel, STDOUT } from '../channels/channel.ts'
import type { Failure } from '../failure.ts'
import { compactLedger } from './compact-ledger.ts'
import type { Fault } from './faults.ts'
import { loadHash, reminderId } from './ids.ts'
import { dropTrying, type Ledger, recordRun } from './ledger.ts'
import { indexLedger } from './ledger-index.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { channelsOf, isSaneDay, type Owed, owedAmong, standingMilestone } from './owed.ts'
import { allFaults, planMessages } from './plan-messages.ts'
import { faultsNow, PATIENCE, type RunState, runChannel, stillStands } from './run-channel.ts'
import { entryOf, type Preview, type Report, type RunInput } from './run-input.ts'

/**
 * One run of `remind` (§8); the caller holds the run lock. What a died run left "trying" is sent first,
 * unchanged and with the same id, unless nothing it says holds any more. Then every channel at once: write
 * "trying", send, write "delivered". What fails stays owed, and what reached nobody is printed as well.
 *
 * After some failures nobody can tell whether the message arrived (the answer was lost, the time was up). It is
 * owed then, and worded anew by the next run; the same reminders have the same ids, so that a receiver who had
 * it can tell.
 */
export async function deliver(job: RunInput): Promise<Report> {
  if (!isSaneDay(job.today)) return clockReport(job)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), job.limits.run)
  try {
    const state = await begin(job, ending.signal)
    const owed = owedIn(state)
    await Promise.all(
      outletsOf(job).map(outlet => runChannel(state, outlet, () => ofChannel(owedIn(state), outlet.name))),
    )
    await printUndelivered(state, owed)
    await settle(state)
    return reportOf(state, owed)
  } finally {
    clearTimeout(timer)
  }
}

/** What `deliver` would send now; nothing is sent or written. */
export async function preview(job: RunInput): Promise<Preview> {
  if (!isSaneDay(job.today)) return { messages: [], ...clockReport(job) }
  const state = await begin(job, new AbortController().signal)
  const owed = owedIn(state)
  const messages: Preview['messages'] = []
  for (const outlet of outletsOf(job)) {
    const left = state.writer.current.trying.filter(
      ({ channel, message }) => channel === outlet.name && stillStands(message, state),
    )
    messages.push(...left.map(({ message }) => ({ message, again: true })))
    const isLeft = ({ card, expires, milestone }: Owed) =>
      left.some(({ message: { reminders } }) =>
        reminders.some(one => one.card === card && one.expires === expires && one.milestone === milestone),
      )
    const due = ofChannel(owed, outlet.name).filter(one => !isLeft(one))
    const planned = due.length > 0 ? await planMessages(job, outlet, due, faultsNow(state), state.hash) : []
    messages.push(...planned.map(message => ({ message, again: false })))
  }
  const { owed: told, quiet, faults } = reportOf(state, owed)
  return { messages, owed: told, quiet, faults }
}

/** By a clock that cannot be right nothing is sent: every true day would then lie in the future (§8). */
function clockReport({ today, cards }: RunInput): Report {
  const fault: Fault = { code: 'clock', values: { today } }
  return { delivered: [], failed: [], owed: [], quiet: cards.length, faults: [fault], complete: false }
}

async function begin(job: RunInput, end: AbortSignal): Promise<RunState> {
  const writer = new LedgerWriter(job.ledger)
  return {
    job,
    hash: await loadHash(),
    words: await job.words(job.lang),
    watched: new Map(job.cards.map(one => [one.card, one])),
    said: job.cards.flatMap(watched => {
      const said = standingMilestone(watched)
      return typeof said === 'string' ? [] : { ...said, watched }
    }),
    writer,
    faults: allFaults(job, indexLedger(writer.current, job.today)),
    end,
    delivered: [],
    failed: [],
    broken: new Map(),
    partly: new Map(),
    patience: PATIENCE,
  }
}

/** The channels of this run; with none set up, stdout. */
function outletsOf(job: RunInput): readonly ConfiguredChannel[] {
  if (job.outlets.length === 0) return [printer(job)]
  return job.only === null ? job.outlets : job.outlets.filter(({ name }) => name === job.only)
}

function printer(job: RunInput): ConfiguredChannel {
  return { name: STDOUT, lang: null, limit: null, send: async message => job.print(message) }
}

/** What is owed now, to the channels of this run. */
function owedIn({ job, writer, said }: RunState): Owed[] {
  const index = indexLedger(writer.current, job.today)
  const names = job.outlets.map(({ name }) => name)
  const scope = new Set(outletsOf(job).map(({ name }) => name))
  return said.flatMap(({ watched, ...milestone }) =>
    owedAmong(
      milestone,
      index,
      channelsOf(watched, names).filter(name => scope.has(name)),
    ),
  )
}

function ofChannel(owed: readonly Owed[], name: string): Owed[] {
  return owed.filter(({ channel }) => channel === name)
}

/** What every one of its channels failed to take goes to stdout as well; it stays owed to them. */
async function printUndelivered(state: RunState, owed: readonly Owed[]): Promise<void> {
  const { job, broken, delivered, writer, said } = state
  if (job.outlets.length === 0 || job.only !== null || broken.size === 0) return
  const names = job.outlets.map(({ name }) => name)
  const wasOwed = new Set(owed.map(({ card, channel }) => `${card} ${channel}`))
  const arrived = new Set(delivered.map(({ card }) => card))
  const lost = said.filter(({ card, watched }) => {
    const failed = (name: string) => broken.has(name) && wasOwed.has(`${card} ${name}`)
    return !arrived.has(card) && channelsOf(watched, names).every(failed)
  })
  if (lost.length === 0) return
  const unprinted = () => {
    const index = indexLedger(writer.current, job.today)
    return lost.flatMap(({ watched: _, ...milestone }) => owedAmong(milestone, index, [STDOUT]))
  }
  const faults = [...broken].map(
    ([channel, error]): Fault => ({ code: 'channel-failed', values: { channel, error } }),
  )
  await runChannel(state, printer(job), unprinted, faults)
}

/** The last write: the run itself, and room in the ledger. */
async function settle({ job, writer, delivered }: RunState): Promise<void> {
  const known = new Set(job.outlets.length > 0 ? job.outlets.map(({ name }) => name) : [STDOUT])
  const orphans = writer.current.trying.filter(({ channel }) => !known.has(channel))
  if (!job.scheduled && delivered.length === 0 && orphans.length === 0 && writer.fault === null) return
  await writer.write((ledger: Ledger) => {
    const swept = orphans.reduce((rest, { message }) => dropTrying(rest, message), ledger)
    const thin = compactLedger(swept, job.today)
    return job.scheduled ? recordRun(thin, job.moment()) : thin
  })
}

function reportOf(state: RunState, before: readonly Owed[]): Report {
  const { job, hash, watched, delivered, failed, broken, partly, writer } = state
  const owed = owedIn(state)
  const waiting = new Set(before.map(({ card }) => card))
  return {
    delivered,
    failed,
    owed: owed.map(one => entryOf(one, watched.get(one.card)?.name ?? '', reminderId(hash, one))),
    quiet: job.cards.length - waiting.size,
    faults: [...faultsNow(state), ...[...partly].map(partlyFault)],
    complete: owed.length === 0 && broken.size + partly.size === 0 && writer.fault === null && !job.lacking,
  }
}

function partlyFault([channel, error]: [string, Failure]): Fault {
  return { code: 'partly-delivered', values: { channel, error } }
}
