import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import {
  type ConfiguredChannel,
  DeliveryError,
  type FailureDetails,
  type Message,
  type Recipients,
} from '../../src/channels/channel.ts'
import { deliver } from '../../src/reminders/run.ts'
import type { Report } from '../../src/reminders/run-input.ts'
import { tryLock } from '../../src/storage/lock.ts'
import { said } from '../failures.ts'
import { newHome } from '../world.ts'
import { MemoryLedger, reminderTextFor, runInput } from './fixtures.ts'
import { Person, plus } from './person.ts'

const DAYS = 400
/** As in a run, but in a fraction of the time. */
const limits = { run: 60, patience: 6, retries: 2, pause: 1, longestPause: 10 }
/** An answer takes so many milliseconds when it is late but the run still waits. */
const LATE = 15
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

/** How a service answered for a message that it kept. */
type Answer = 'good' | 'late' | 'silent' | 'cut' | '500'
/** How often a reminder may come on one day when its service answers like this; it repeats a 500 as often as it likes. */
const MOST: Record<Answer, number> = { good: 1, late: 1, silent: 1, cut: 3, 500: Infinity }

/** Everything that reached a reader, and what of it must not come again. */
class Arrivals {
  /** The clock of the run. */
  day = ''
  readonly wrong: string[] = []
  readonly messages = new Map<string, Message>()
  /** What came in this run. */
  run: { channel: string; message: Message; reader: string; answer: Answer }[] = []
  total = 0
  #today = new Map<string, number>()
  /** What was answered well, by channel, reminder and reader. */
  readonly answered = new Set<string>()
  readonly confirmed = new Set<string>()
  /** The same, where other readers do not have it yet. */
  #partial = new Set<string>()

  begin(day: string, isJump: boolean): void {
    if (day !== this.day) this.#today = new Map()
    // A clock that jumps may make a run forget what it has not finished.
    if (isJump) this.#partial = new Set()
    this.day = day
    this.run = []
  }

  add(channel: string, id: string, reader: string, answer: Answer): void {
    const message = this.messages.get(id)!
    this.run.push({ channel, message, reader, answer })
    this.total++
    for (const { id: reminder } of message.reminders) {
      const key = `${channel} ${reminder} ${reader}`
      if (this.confirmed.has(key) || this.#partial.has(key))
        this.wrong.push(`${this.day}: again, though delivered: ${key}`)
      if (answer === 'good' || answer === 'late') this.answered.add(key)
      const count = (this.#today.get(`${answer} ${key}`) ?? 0) + 1
      this.#today.set(`${answer} ${key}`, count)
      if (count > MOST[answer]) this.wrong.push(`${this.day}: ${count} times (${answer}): ${key}`)
    }
  }

  /** Notes what a run says it delivered, whole or to some of its readers. */
  confirm({ delivered, failed }: Report): void {
    for (const { channel, id } of delivered)
      for (const reader of channel === 'mail' ? READERS : ['']) {
        const key = `${channel} ${id} ${reader}`
        // What every channel failed to take is printed, once.
        const isPrinted = channel === 'stdout' && !this.confirmed.has(key)
        if (!this.answered.has(key) && !isPrinted) this.wrong.push(`${this.day}: never arrived: ${key}`)
        this.confirmed.add(key)
      }
    const isSilent = ({ code }: Report['failed'][number]) => code === 'no-answer'
    const silent = new Set(failed.filter(isSilent).map(({ channel, id }) => `${channel} ${id}`))
    for (const { channel, message, reader, answer } of this.run)
      for (const { id } of message.reminders)
        if (answer === 'good' && !silent.has(`${channel} ${id}`))
          this.#partial.add(`${channel} ${id} ${reader}`)
  }
}

/** What a service does with a message: whether it keeps it, and what it answers. */
type Trouble = [kept: Answer | null, answer: FailureDetails | 'silent' | 'late']

const SAYS: FailureDetails = { outcome: 'busy' }
const TROUBLES: Record<string, Trouble> = {
  'no network': [null, { outcome: 'unreachable' }],
  500: [null, SAYS],
  '500, but kept': ['500', SAYS],
  'come back next year': [null, { ...SAYS, after: 31_536_000 }],
  silent: [null, 'silent'],
  'silent, but kept': ['silent', 'silent'],
  late: ['late', 'late'],
  cut: [null, { outcome: 'cut' }],
  'cut, but kept': ['cut', { outcome: 'cut' }],
  'sign-in page': [null, { outcome: 'refused', ofChannel: true }],
  'wrong password': [null, { outcome: 'refused', ofChannel: true }],
  'too large': [null, { outcome: 'refused', tooLarge: true }],
}

/** A service that fails a third of the time, in every way there is. */
class BadService implements ConfiguredChannel {
  readonly limit = { unit: 'bytes', size: 3900 } as const
  readonly lang = null
  readonly troubles = new Set<string>()
  #failed = 0

  constructor(
    readonly name: string,
    protected readonly random: () => number,
    protected readonly arrivals: Arrivals,
    private readonly refuses: (message: Message) => boolean = () => false,
  ) {}

  async send(message: Message, signal: AbortSignal, recipients?: Recipients): Promise<void> {
    this.arrivals.messages.set(message.id, message)
    if (this.refuses(message)) {
      this.troubles.add('refused')
      throw new DeliveryError(said('not this one'), { outcome: 'refused' })
    }
    if (this.random() >= 1 / 3) return this.take(message, recipients)
    const names = Object.keys(TROUBLES)
    const name = names[this.#failed++ % names.length]!
    const [kept, answer] = TROUBLES[name]!
    this.troubles.add(name)
    if (kept !== null)
      for (const reader of this.left(recipients)) this.arrivals.add(this.name, message.id, reader, kept)
    if (answer === 'late') {
      await wait(LATE)
      if (signal.aborted) throw new DeliveryError(said('too late'), { outcome: 'no-answer' })
      for (const reader of this.left(recipients)) recipients?.add(reader)
      return
    }
    if (answer === 'silent') {
      await new Promise(resolve => signal.addEventListener('abort', resolve))
      throw new DeliveryError(said('silent'), { outcome: 'no-answer' })
    }
    throw new DeliveryError(said(name), answer)
  }

  protected left(_recipients?: Recipients): readonly string[] {
    return ['']
  }

  protected take({ id }: Message, _recipients?: Recipients): void {
    this.arrivals.add(this.name, id, '', 'good')
  }
}

/** A mail server that also refuses single readers for now. */
class BadMail extends BadService {
  protected override left(recipients?: Recipients): readonly string[] {
    return READERS.filter(reader => !recipients?.has(reader))
  }

  protected override take({ id }: Message, recipients?: Recipients): void {
    let isPartial = false
    for (const reader of this.left(recipients)) {
      const isTaken = this.random() > 1 / 12
      if (isTaken) this.arrivals.add(this.name, id, reader, 'good')
      if (isTaken) recipients?.add(reader)
      else isPartial = true
    }
    if (isPartial) throw new DeliveryError(said('452'), { outcome: 'busy' })
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

/** A year of seeds where there is time for it. */
const SEEDS = process.env.RENEW_SLOW_TESTS ? Array.from({ length: 20 }, (_, n) => n + 1) : [1]

test.each(SEEDS)(
  '400 days with services that fail, clocks that jump, locks of others, and weeks off: nothing missed, nothing twice (seed %i)',
  async seed => {
    const random = seeded(seed)
    const arrivals = new Arrivals()
    const cards = [
      { id: 'aaaa', name: 'me', person: new Person() },
      { id: 'bbbb', name: 'Refused', person: new Person() },
      { id: 'cccc', name: 'other', person: new Person() },
    ]
    cards[1]!.person.expires = '2026-09-20'
    cards[2]!.person.expires = '2026-12-01'
    let days = 0
    const isRefused = ({ text }: Message) => days % 40 < 15 && text.includes('Refused')
    const push = new BadService('push', seeded(seed * 3), arrivals, isRefused)
    const mail = new BadMail('mail', seeded(seed * 5), arrivals)
    const channels = [push, mail]
    const ledger = new MemoryLedger()
    const lock = path.join(path.dirname(newHome()), 'run.lock')
    const counts = { off: 0, fast: 0, slow: 0, young: 0, old: 0, partial: 0 }
    /** The days of the reminders that each channel has had of each card. */
    const told = new Map<string, string[]>()
    const daysOf = (channel: string, card: string) => told.get(`${channel} ${card}`) ?? []

    /** One run on a day; the documents as the user left them. */
    const run = async (day: string, isJump: boolean): Promise<Report> => {
      for (const { person } of cards) person.today = day
      const owes = (channel: string, { id, person }: (typeof cards)[number]) => {
        const must = person.mustHaveHeard()
        return must !== null && !daysOf(channel, id).some(date => date >= must && date <= day)
      }
      const quiet = channels.map(({ name }) => cards.filter(card => !owes(name, card)).map(({ id }) => id))
      arrivals.begin(day, isJump)
      const now = cards.map(({ id, name, person }) => ({ ...person.card(), card: id, name }))
      const describe = (id: string) => reminderTextFor(now.find(({ card }) => card === id)!)
      const report = await deliver(runInput(now, channels, { ledger, limits, describe }))
      for (const { channel, card, date } of report.delivered)
        told.set(`${channel} ${card}`, [...daysOf(channel, card), date])
      arrivals.confirm(report)
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

    const end = plus('2026-06-01', DAYS)
    let today = '2026-06-01'
    const on: string[] = []
    while (today < end) {
      const gap = random() < 0.03 ? 7 + Math.floor(random() * 21) : 1
      if (gap > 1) counts.off++
      today = plus(today, gap)
      days++
      on.push(today)
      for (let n = 0; n < 2; n++) {
        const foreign = withForeignLock(lock, random)
        const release = tryLock(lock)
        expect(release === null).toBe(foreign === 'young')
        if (foreign !== 'none') counts[foreign]++
        if (release === null) continue
        const isWrong = random() < 0.04
        const by = isWrong ? Math.floor(random() * 19) - 9 : 0
        if (by !== 0) counts[by > 0 ? 'fast' : 'slow']++
        await run(plus(today, by), by !== 0)
        release()
      }
    }
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(3)
    expect([...push.troubles].sort()).toEqual([...Object.keys(TROUBLES), 'refused'].sort())
    expect(arrivals.total).toBeGreaterThan(200)

    // Daily for thirty days after the end, on the days the machine was on. Each channel fails on some of them only.
    for (const { id, name, person } of cards)
      for (const channel of ['push', 'mail']) {
        const due = on.filter(date => date > person.expires && date <= plus(person.expires, 30))
        const had = new Set(daysOf(channel, id))
        const missed = due.filter(date => !had.has(date))
        if (name !== 'Refused' || channel !== 'push') expect(missed.length).toBeLessThan(due.length / 3)
        expect(due.length).toBeGreaterThan(5)
      }
  },
  120_000,
)
