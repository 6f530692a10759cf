import { expect, test } from 'vitest'
import { type ConfiguredChannel, DeliveryError, type SendOutcome } from '../../src/channels/channel.ts'
import type { ReminderCard } from '../../src/reminders/owed.ts'
import { deliver } from '../../src/reminders/run.ts'
import { NONE } from '../../src/schedule/work-calendars.ts'
import { said } from '../failures.ts'
import { MemoryLedger, reminderCard, runInput, term } from './fixtures.ts'
import { plus } from './person.ts'

const START = '2026-06-01'
const READERS = ['ann@example.org', 'bob@example.org']
const LIMITS = { run: 12, messageTimeout: 12, retries: 2, pause: 0, longestPause: 4 }
const RUNS_A_DAY = 3

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

/** What goes wrong with an attempt; `taken`: the reader has the message although the service did not say so. */
type Trouble = SendOutcome | 'page' | 'no-answer taken' | 'cut taken' | 'partly'
const TROUBLES: readonly Trouble[] = [
  'unreachable',
  'busy',
  'refused',
  'page',
  'no-answer',
  'no-answer taken',
  'cut',
  'cut taken',
  'partly',
]

/** The readers behind a channel: what each has, and when it may get something once more. */
class Readers {
  /** Of each reader and reminder: the days on which it came. */
  readonly got = new Map<string, string[]>()
  /** Of each reader and reminder: how often it came without being recorded. */
  readonly unsure = new Map<string, number>()
  readonly tries = new Map<Trouble | 'ok', number>()
  isCalm = false
  today = START
  /** The day it really is; the clock may be ahead. */
  real = START

  constructor(
    readonly name: string,
    private readonly random: () => number,
    /** The card that the service never takes. */
    private readonly odd: string | null,
  ) {}

  readonly channel = (): ConfiguredChannel => ({
    name: this.name,
    lang: null,
    limit: this.name === 'push' ? { unit: 'characters', size: 900 } : null,
    send: async (message, _signal, recipients) => {
      const isOdd = message.reminders.some(({ name }) => name === this.odd)
      const any = TROUBLES[Math.floor(this.random() * TROUBLES.length)]!
      const trouble = isOdd ? 'refused' : !this.isCalm && this.random() < 1 / 3 ? any : 'ok'
      this.tries.set(trouble, (this.tries.get(trouble) ?? 0) + 1)
      const left = READERS.filter(one => !recipients?.has(one))
      const ids = message.reminders.map(({ id }) => id)
      if (trouble === 'ok' || trouble.endsWith('taken')) for (const one of left) this.take(one, ids)
      if (trouble.endsWith('taken')) for (const one of left) this.doubt(one, ids)
      // What a clock that was ahead sent early may come again on its day.
      const early = message.reminders.filter(({ date }) => date > this.real).map(({ id }) => id)
      for (const one of left) this.doubt(one, early)
      if (trouble === 'partly') {
        this.take(left[0]!, ids)
        recipients?.add(left[0]!)
        if (left.length > 1) throw new DeliveryError(said('452'), { outcome: 'busy' })
        return
      }
      if (trouble === 'ok') return
      const outcome = trouble === 'page' ? 'refused' : (trouble.split(' ')[0] as SendOutcome)
      throw new DeliveryError(said(trouble), { outcome, ofChannel: trouble === 'page' })
    },
  })

  private take(reader: string, ids: readonly string[]): void {
    for (const id of ids) {
      const key = `${reader} ${id}`
      const days = this.got.get(key) ?? []
      if (days.length > 0) {
        // Only what came without being recorded comes once more.
        expect(this.unsure.get(key) ?? 0, `${this.name} ${key} again on ${this.today}`).toBeGreaterThan(0)
        this.unsure.set(key, this.unsure.get(key)! - 1)
      }
      this.got.set(key, [...days, this.today])
    }
  }

  private doubt(reader: string, ids: readonly string[]): void {
    for (const id of ids) this.unsure.set(`${reader} ${id}`, (this.unsure.get(`${reader} ${id}`) ?? 0) + 1)
  }

  has(id: string): boolean {
    return READERS.every(reader => this.got.has(`${reader} ${id}`))
  }
}

/** Returns the day of the newest milestone of a card on a day, by counting. */
function newestOf(expires: string, today: string): string | null {
  const before = [14, 7, 3, 1, 0].map(days => plus(expires, -days))
  const after = Array.from({ length: 30 }, (_, n) => plus(expires, n + 1))
  const due = [...before, ...after].filter(day => day <= today)
  return due.at(-1) ?? null
}

/** How often each trouble was met, in all seeds. */
const tried = new Map<Trouble | 'ok', number>()

const SEEDS = process.env.RENEW_SLOW_TESTS ? Array.from({ length: 20 }, (_, n) => n + 1) : [1, 2]
const DAYS = process.env.RENEW_SLOW_TESTS ? 400 : 60

test.each(SEEDS)(
  'with every trouble at random, nothing is missed, and nothing comes twice but what may not have come (seed %i)',
  async seed => {
    const random = seeded(seed)
    const ledger = new MemoryLedger()
    const channels = [
      new Readers('push', seeded(seed * 3), 'odd'),
      new Readers('mail', seeded(seed * 5), null),
    ]
    const expiries = new Map(
      ['odd', 'a', 'b', 'c', 'd', 'e'].map((name, n) => [name, plus(START, 5 + n * 7)] as const),
    )
    const cardsOn = (today: string): ReminderCard[] =>
      [...expiries].map(([name, expires]) =>
        reminderCard(today, {
          card: name,
          name,
          term: term({ expires, workdays: NONE, milestones: ['14d', '7d', '3d', '1d', '0d'] }),
        }),
      )
    /** The ids of reminders by card and day, as they were sent or are owed. */
    const ids = new Map<string, string>()
    let jumps = 0
    let checked = 0
    const runOn = async (today: string, isCalm: boolean, real = today) => {
      for (const one of channels) Object.assign(one, { isCalm, today, real })
      const print = () => {}
      const more = { ledger, limits: LIMITS, print, today }
      const report = await deliver(
        runInput(
          cardsOn(today),
          channels.map(one => one.channel()),
          more,
        ),
      )
      for (const { card, date, id } of [...report.delivered, ...report.owed, ...report.failed])
        ids.set(`${card} ${date}`, id)
      return report
    }
    for (let day = 0; day < DAYS; day++) {
      const today = plus(START, day)
      // A renewal, so that there is always something to come.
      for (const [name, expires] of expiries)
        if (plus(expires, 30) < today) expiries.set(name, plus(today, 15))
      for (let run = 0; run < RUNS_A_DAY; run++) {
        if (random() < 0.02) {
          jumps++
          await runOn(plus(today, [1, 5, 8, 400][Math.floor(random() * 4)]!), false, today)
        }
        const isCalm = random() < 0.3
        const report = await runOn(today, isCalm)
        if (!isCalm) continue
        expect(report.failed.every(({ card, channel }) => card === 'odd' && channel === 'push')).toBe(true)
        const waits = new Set(report.owed.map(({ card, channel }) => `${card} ${channel}`))
        for (const [card, expires] of expiries) {
          const newest = newestOf(expires, today)
          for (const channel of newest === null ? [] : channels) {
            if (waits.has(`${card} ${channel.name}`)) continue
            expect(channel.has(ids.get(`${card} ${newest}`) ?? ''), `${channel.name} ${card} ${newest}`).toBe(
              true,
            )
            checked++
          }
        }
      }
    }
    // Two days without trouble: nothing waits any more but what is always refused.
    await runOn(plus(START, DAYS), true)
    const { owed } = await runOn(plus(START, DAYS + 1), true)
    expect(owed.every(({ card, channel }) => card === 'odd' && channel === 'push')).toBe(true)
    // What a day repeats: a message without an answer never, one that was cut off three times at most.
    for (const { got } of channels)
      for (const days of got.values())
        for (const day of days) expect(days.filter(one => one === day).length).toBeLessThanOrEqual(3)
    expect([jumps > 0, checked > DAYS]).toEqual([true, true])
    for (const { tries } of channels)
      for (const [trouble, count] of tries) tried.set(trouble, (tried.get(trouble) ?? 0) + count)
  },
  120_000,
)

test('every trouble was met', () => {
  for (const trouble of TROUBLES) expect(tried.get(trouble) ?? 0, trouble).toBeGreaterThan(2)
})
