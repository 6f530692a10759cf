import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { ConfiguredChannel, Message } from '../../src/channels/channel.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { addressHash } from '../../src/reminders/ids.ts'
import { deliver } from '../../src/reminders/run.ts'
import type { Report } from '../../src/reminders/run-input.ts'
import { tryLock } from '../../src/storage/lock.ts'
import { world } from '../channels/fixtures.ts'
import { newHome } from '../world.ts'
import {
  type Answer,
  badMailServer,
  badPushServer,
  MAIL_TROUBLES,
  PUSH_TROUBLES,
  type Sent,
  type Watcher,
} from './bad-servers.ts'
import { MemoryLedger, reminderTextFor, runInput } from './fixtures.ts'
import { Person, plus } from './person.ts'

const DAYS = 400
/** As in a run, but in a fraction of the time. */
const limits = { run: 200, messageTimeout: 30, retries: 2, pause: 1, longestPause: 40 }
const READERS = ['me@example.org', 'you@example.org', 'they@example.org']

/** Numbers that look random and are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How often a reminder may come on one day when its service answers like this; it repeats a 500 as often as it likes. */
const MOST: Record<Answer, number> = { good: 1, silent: 1, cut: 3, 500: Infinity }

/** Everything that reached a reader, and what of it must not come again. */
class Arrivals {
  /** The clock of the run. */
  day = ''
  readonly wrong: string[] = []
  /** What came in this run. */
  run: { channel: string; message: Message; reader: string; answer: Answer }[] = []
  total = 0
  /** When the run began, in milliseconds of `performance.now()`. */
  since = 0
  #today = new Map<string, number>()
  /** What this run began to send, by channel and message. */
  #begun = new Set<string>()
  /** What runs have left in the ledger, by channel and message. */
  readonly #left = new Set<string>()
  /** What was answered well, by channel, reminder and reader. */
  readonly #answered = new Set<string>()
  readonly #confirmed = new Set<string>()

  constructor(private readonly ledger: MemoryLedger) {}

  begin(day: string): void {
    if (day !== this.day) this.#today = new Map()
    this.day = day
    this.run = []
    this.#begun = new Set()
    this.since = performance.now()
  }

  /** Returns the channel; what it begins to send is noted. */
  watched(channel: ConfiguredChannel): ConfiguredChannel {
    const send: ConfiguredChannel['send'] = (message, ...more) => {
      this.#begun.add(`${channel.name} ${message.id}`)
      return channel.send(message, ...more)
    }
    return { ...channel, send }
  }

  add(channel: string, id: string, reader: string, answer: Answer, since: number): void {
    const trying = this.ledger.ledger.trying.find(one => one.channel === channel && one.message.id === id)
    const key = `${channel} ${id}`
    // What a run hands over at its end may be read by the server in the next one, which may have dropped it as overtaken.
    const isOfEarlierRun = since < this.since || !this.#begun.has(key)
    if (!trying && isOfEarlierRun && this.#left.has(key)) return
    if (!trying) return void this.wrong.push(`${this.day}: not in the ledger: ${channel} ${id}`)
    const { message } = trying
    this.total++
    // An earlier run began it, and gave it up: perhaps delivered.
    if (isOfEarlierRun) return
    this.run.push({ channel, message, reader, answer })
    for (const { id: reminder } of message.reminders) {
      const key = `${channel} ${reminder} ${reader}`
      if (this.#confirmed.has(key)) this.wrong.push(`${this.day}: again, though delivered: ${key}`)
      if (answer === 'good') this.#answered.add(key)
      const count = (this.#today.get(`${answer} ${key}`) ?? 0) + 1
      this.#today.set(`${answer} ${key}`, count)
      if (count > MOST[answer]) this.wrong.push(`${this.day}: ${count} times (${answer}): ${key}`)
    }
  }

  /** Lets a reminder come again. */
  forget(channel: string, id: string): void {
    for (const reader of [...READERS, '']) this.#confirmed.delete(`${channel} ${id} ${reader}`)
  }

  /** Notes what a run says it delivered, whole or to some of its readers. */
  confirm({ delivered, failed }: Report): void {
    const certain = delivered.flatMap(({ channel, id }) =>
      (channel === 'mail' ? READERS : ['']).map(reader => [channel, id, reader] as const),
    )
    for (const { channel, message } of this.ledger.ledger.trying) this.#left.add(`${channel} ${message.id}`)
    for (const { channel, message, had = [] } of this.ledger.ledger.trying)
      for (const { id } of message.reminders)
        for (const reader of READERS)
          if (had.includes(addressHash(reader))) certain.push([channel, id, reader])
    for (const [channel, id, reader] of certain) {
      const key = `${channel} ${id} ${reader}`
      // What every channel failed to take is printed, once.
      const isPrinted = channel === 'stdout' && !this.#confirmed.has(key)
      if (!this.#answered.has(key) && !isPrinted) this.wrong.push(`${this.day}: never arrived: ${key}`)
    }
    for (const [channel, id, reader] of certain) this.#confirmed.add(`${channel} ${id} ${reader}`)
    // A run that ends before it has read the answer says so.
    const isUnread = ({ code }: Report['failed'][number]) => code === 'no-answer'
    const unread = new Set(failed.filter(isUnread).map(({ channel, id }) => `${channel} ${id}`))
    for (const { channel, message, reader, answer } of this.run)
      for (const { id } of message.reminders)
        if (answer === 'good' && !unread.has(`${channel} ${id}`))
          this.#confirmed.add(`${channel} ${id} ${reader}`)
  }
}

/** What a lock of another container does to a run. */
function withForeignLock(lock: string, random: () => number): 'none' | 'young' | 'old' {
  rmSync(lock, { force: true })
  if (random() >= 0.1) return 'none'
  writeFileSync(lock, '{"pid":1,"host":"c1","token":"1-abcd"}')
  if (random() < 0.5) return 'young'
  const since = Math.floor(Date.now() / 1000) - 3700
  utimesSync(lock, since, since)
  return 'old'
}

/** The seeds to try; each one takes most of a minute. */
const SEEDS = (process.env.RENEW_SEEDS ?? '1').split(',').map(Number)

test.each(SEEDS)(
  '400 days with servers that fail, clocks that jump, locks of others, and weeks off: nothing missed, nothing twice (seed %i)',
  async seed => {
    const random = seeded(seed)
    const ledger = new MemoryLedger()
    const arrivals = new Arrivals(ledger)
    const cards = [
      { id: 'aaaa', name: 'me', person: new Person() },
      { id: 'bbbb', name: 'Refused', person: new Person() },
      { id: 'cccc', name: 'other', person: new Person() },
    ]
    cards[1]!.person.expires = '2026-09-20'
    cards[2]!.person.expires = '2026-12-01'
    const end = plus('2026-06-01', DAYS)
    /** The day it really is. */
    let today = '2026-06-01'
    let days = 0
    const isRefusing = () => days % 40 < 15
    const troubles = { push: new Set<string>(), mail: new Set<string>() }
    /** The channels that had any trouble on a day. */
    const troubled = new Set<string>()
    const watch = (channel: keyof typeof troubles, from: number): Watcher => ({
      random: seeded(from),
      kept: (...what) => arrivals.add(channel, ...what),
      trouble: name => {
        troubles[channel].add(name)
        troubled.add(`${channel} ${arrivals.day}`)
      },
    })
    const refuses = ({ text }: Sent) => {
      const isRefused = isRefusing() && text.includes('Refused')
      // By a clock that was ahead, it is refused on a day to come.
      if (isRefused) troubled.add(`push ${arrivals.day}`)
      return isRefused
    }
    const servers = [
      await badPushServer({ ...watch('push', seed * 3), refuses }),
      await badMailServer(watch('mail', seed * 5)),
    ]
    const [pushPort, mailPort] = servers.map(({ port }) => String(port))
    const address = '127.0.0.1'
    const push = { topic: 'documents', server: `http://${address}:${pushPort}` }
    const mail = {
      to: READERS.join(', '),
      from: 'renew@example.org',
      host: address,
      port: mailPort!,
      tls: 'none',
    }
    const open = (name: string, kind: string, settings: Record<string, string>) =>
      openChannel(name, { kind, lang: null, settings }, world({ env: {} }))
    // The first run would spend its time on loading them.
    await Promise.all([
      import('../../src/channels/email-session.ts'),
      import('../../src/channels/email-message.ts'),
    ])
    const channels: ConfiguredChannel[] = [
      arrivals.watched(await open('push', 'ntfy', push)),
      arrivals.watched(await open('mail', 'email', mail)),
    ]
    const lock = path.join(path.dirname(newHome()), 'run.lock')
    const counts = { off: 0, fast: 0, slow: 0, young: 0, old: 0, unplugged: 0, partial: 0, repeated: 0 }
    /** The days of the reminders that each channel has had of each card. */
    const told = new Map<string, string[]>()
    const daysOf = (channel: string, card: string) => told.get(`${channel} ${card}`) ?? []
    /** What a clock that was ahead sent early, and whether no run has noticed it yet. */
    const early = new Map<string, boolean>()

    /** What was sent early counts no more, once a run has noticed it. */
    const forgetEarly = () => {
      for (const { channel, card, date, id, day, early: isMarked } of ledger.ledger.entries) {
        if (!isMarked) continue
        const key = `${channel} ${id} ${day}`
        const isNew = early.get(key)
        if (isNew === undefined)
          arrivals.wrong.push(`${arrivals.day}: not sent early: ${channel} ${card} ${date}`)
        if (!isNew) continue
        early.set(key, false)
        counts.repeated++
        told.set(
          `${channel} ${card}`,
          daysOf(channel, card).filter(day => day !== date),
        )
        arrivals.forget(channel, id)
      }
    }

    /** One run on a day; the documents as the user left them. */
    const run = async (day: string): Promise<Report> => {
      for (const { person } of cards) person.today = day
      const owes = (channel: string, { id, person }: (typeof cards)[number]) => {
        const must = person.mustHaveHeard()
        return must !== null && !daysOf(channel, id).some(date => date >= must && date <= day)
      }
      const quiet = channels.map(({ name }) => cards.filter(card => !owes(name, card)).map(({ id }) => id))
      arrivals.begin(day)
      const now = cards.map(({ id, name, person }) => ({ ...person.card(), card: id, name }))
      const describe = (id: string) => reminderTextFor(now.find(({ card }) => card === id)!)
      const report = await deliver(runInput(now, channels, { ledger, limits, describe, scheduled: true }))
      for (const { channel, card, date } of report.delivered)
        told.set(`${channel} ${card}`, [...daysOf(channel, card), date])
      arrivals.confirm(report)
      const came = [
        ...report.delivered,
        ...arrivals.run.flatMap(({ channel, message }) =>
          message.reminders.map(one => ({ ...one, channel })),
        ),
      ]
      for (const { channel, date, id } of came) if (date > today) early.set(`${channel} ${id} ${day}`, true)
      forgetEarly()
      // The machine itself may be too slow for a run this short.
      if (performance.now() - arrivals.since >= limits.run)
        for (const { name } of channels) troubled.add(`${name} ${day}`)
      // A message comes only for something that is owed, or with nothing but faults.
      for (const [at, { name }] of channels.entries())
        for (const { channel, message } of arrivals.run) {
          const isQuiet = message.reminders.every(({ card }) => quiet[at]!.includes(card))
          if (channel === name && message.reminders.length > 0 && isQuiet)
            arrivals.wrong.push(`${day}: not owed: ${name} ${JSON.stringify(message.reminders)}`)
        }
      expect(arrivals.wrong).toEqual([])
      // What has not arrived is owed, and nothing else.
      for (const { name } of channels)
        for (const card of cards) {
          const isOwed = report.owed.some(({ channel, card: id }) => channel === name && card.id === id)
          expect([day, name, card.name, owes(name, card)]).toEqual([day, name, card.name, isOwed])
        }
      // What waits for another day is not a failure; what was tried and did not arrive is. Faults alone may fail too.
      if (report.failed.length > 0 || report.faults.length === 0)
        expect([day, report.complete]).toEqual([day, report.failed.length === 0])
      counts.partial += report.faults.filter(({ code }) => code === 'partly-delivered').length
      return report
    }

    /** The days with a run whose clock was right. */
    const on: string[] = []
    while (today < end) {
      const gap = random() < 0.03 ? 7 + Math.floor(random() * 21) : 1
      if (gap > 1) counts.off++
      today = plus(today, gap)
      days++
      for (let n = 0; n < 2; n++) {
        const foreign = withForeignLock(lock, random)
        const release = tryLock(lock)
        expect(release === null).toBe(foreign === 'young')
        if (foreign !== 'none') counts[foreign]++
        if (release === null) continue
        const isWrong = random() < 0.04
        // After weeks off, a clock that is behind and one that was ahead look the same.
        const by = isWrong ? Math.max(Math.floor(random() * 19) - 9, gap > 1 ? 0 : -9) : 0
        if (by !== 0) counts[by > 0 ? 'fast' : 'slow']++
        else on.push(today)
        const unplugged = servers.filter(() => random() < 0.03)
        counts.unplugged += unplugged.length
        for (const server of unplugged) {
          await server.unplug()
          troubled.add(`${channels[servers.indexOf(server)]!.name} ${plus(today, by)}`)
        }
        await run(plus(today, by))
        for (const server of unplugged) await server.plug()
        release()
      }
      // With the clock right, a day without a reminder that was owed had trouble.
      for (const { id, name, person } of cards)
        for (const channel of ['push', 'mail'] as const) {
          person.today = today
          if (on.at(-1) !== today || (channel === 'push' && name === 'Refused' && isRefusing())) continue
          const must = person.mustHaveHeard()
          const isMissed = must !== null && !daysOf(channel, id).some(date => date >= must && date <= today)
          if (isMissed) expect([channel, id, today, troubled.has(`${channel} ${today}`)]).toContain(true)
        }
    }
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(3)
    expect([...troubles.push].sort()).toEqual(Object.keys(PUSH_TROUBLES).sort())
    expect([...troubles.mail].sort()).toEqual(
      [...Object.keys(MAIL_TROUBLES), 'one reader refused for now'].sort(),
    )
    expect(arrivals.total).toBeGreaterThan(200)
  },
  300_000,
)
