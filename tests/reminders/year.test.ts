import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConfiguredChannel, DeliveryError, type Message } from '../../src/channels/channel.ts'
import type { LedgerStore } from '../../src/reminders/ledger-writer.ts'
import type { ReminderCard } from '../../src/reminders/owed.ts'
import { deliver } from '../../src/reminders/run.ts'
import { said } from '../failures.ts'
import { MemoryLedger, runInput } from './fixtures.ts'
import { Person, plus, type UserAction, type UserDay } from './person.ts'

/** One of the three runs of a day: which channels fail, and where the machine dies (null: it does not). */
interface Round {
  failing: boolean[]
  death: { at: 'update' | 'send' | 'sent'; nth: number } | null
}

interface Step extends UserDay {
  rounds: Round[]
}

interface Arrival {
  channel: string
  message: Message
}

const CHANNELS = ['mail', 'desktop']

const round: fc.Arbitrary<Round> = fc.record({
  failing: fc.array(fc.constantFrom(true, false, false), { minLength: 2, maxLength: 2 }),
  death: fc.option(
    fc.record({
      at: fc.constantFrom<'update' | 'send' | 'sent'>('update', 'send', 'sent'),
      nth: fc.nat({ max: 4 }),
    }),
    { freq: 5, nil: null },
  ),
})

const step: fc.Arbitrary<Step> = fc.record({
  gap: fc.oneof(
    { weight: 8, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 21 }) },
  ),
  action: fc.oneof(
    { weight: 30, arbitrary: fc.constant<UserAction>('nothing') },
    { weight: 3, arbitrary: fc.constantFrom<UserAction>('ack', 'snooze', 'renew', 'back', 'correct') },
  ),
  amount: fc.integer({ min: 1, max: 20 }),
  rounds: fc.array(round, { minLength: 3, maxLength: 3 }),
})

/** The people behind the channels, and the machine's disk. */
class World {
  readonly memory = new MemoryLedger()
  readonly got: Record<string, Message[]> = { mail: [], desktop: [], stdout: [] }
  /** What arrived in a run that died before it could write so: this may come once more. */
  mayRepeat: Arrival[] = []

  /** One run of the timer. @returns whether it came to its end */
  async run(card: ReminderCard, { failing, death }: Round): Promise<boolean> {
    let isDead = false
    let ended: (value: boolean) => void
    const died = new Promise<boolean>(resolve => {
      ended = resolve
    })
    const never = new Promise<never>(() => {})
    const counts = { update: 0, send: 0, sent: 0 }
    const left = this.memory.ledger.trying
    const arrived: Arrival[] = []
    const dies = (at: keyof typeof counts) => {
      if (!isDead && (death?.at !== at || counts[at]++ !== death.nth)) return false
      isDead = true
      ended(false)
      return true
    }
    const ledger: LedgerStore = {
      read: () => this.memory.read(),
      update: change => (dies('update') ? never : this.memory.update(change)),
    }
    const channels = CHANNELS.map(
      (name, n): ConfiguredChannel => ({
        name,
        lang: null,
        limit: null,
        send: message => {
          if (dies('send')) return never
          if (failing[n])
            return Promise.reject(
              new DeliveryError(said('HTTP 500'), n === 0 ? { outcome: 'busy' } : { ofChannel: true }),
            )
          arrived.push({ channel: name, message })
          return dies('sent') ? never : Promise.resolve()
        },
      }),
    )
    const print = (message: Message) => void arrived.push({ channel: 'stdout', message })
    const limits = { run: 10_000, messageTimeout: 10_000, retries: 1, pause: 0, longestPause: 0 }
    const whole = await Promise.race([
      deliver(runInput([card], channels, { ledger, limits, print })).then(() => true),
      died,
    ])
    for (const one of arrived) this.take(one, left)
    if (!whole) {
      const held = new Set(this.memory.ledger.entries.map(({ channel, id }) => `${channel} ${id}`))
      const unsure = arrived.filter(
        ({ channel, message }) => !held.has(`${channel} ${message.reminders[0]!.id}`),
      )
      this.mayRepeat.push(...unsure)
    }
    return whole
  }

  /**
   * A message arrived: never what was heard before, never what is older than what was heard before; but what a
   * died run left on its way comes again, exactly as it was.
   */
  take({ channel, message }: Arrival, left: readonly Arrival[]): void {
    const known = this.got[channel]!
    const isSame = (one: Arrival) => one.channel === channel && one.message.id === message.id
    const unsent = left.find(isSame)
    if (unsent) expect(message).toEqual(unsent.message)
    const repeated = this.mayRepeat.findIndex(isSame)
    if (repeated >= 0) {
      this.mayRepeat.splice(repeated, 1)
      return
    }
    expect(message.reminders).toHaveLength(1)
    const { id, expires, date } = message.reminders[0]!
    for (const { reminders } of known) {
      expect(reminders[0]!.id).not.toBe(id)
      if (reminders[0]!.expires === expires) expect(reminders[0]!.date < date).toBe(true)
    }
    known.push(message)
  }

  heard(channel: string, expires: string): string {
    return this.got[channel]!.map(({ reminders }) => reminders[0]!)
      .filter(one => one.expires === expires)
      .reduce((newest, { date }) => (date > newest ? date : newest), '')
  }
}

test('whatever happens in a year, no milestone is missed and none comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 50, maxLength: 100 }), async steps => {
      const person = new Person()
      const world = new World()
      for (const one of steps) {
        person.act(one)
        for (const round of one.rounds) {
          const whole = await world.run(person.card(), round)
          const must = person.mustHaveHeard()
          if (!whole || must === null) continue
          for (const [n, channel] of CHANNELS.entries()) {
            if (!round.failing[n]) expect(world.heard(channel, person.expires) >= must).toBe(true)
          }
          // When both failed, it was printed, and only then.
          if (!round.failing.includes(false)) {
            const anywhere = ['stdout', ...CHANNELS].map(name => world.heard(name, person.expires))
            expect(anywhere.some(day => day >= must)).toBe(true)
          }
        }
      }
    }),
    { numRuns: 12 },
  )
}, 60_000)

test('a year without trouble: every milestone on its day, daily for thirty days after the last, then weekly', async () => {
  const person = new Person()
  const world = new World()
  const calm: Round = { failing: [false, false], death: null }
  for (let day = 0; day < 365; day++) {
    person.act({ gap: 1, action: 'nothing', amount: 1 })
    for (let round = 0; round < 3; round++) await world.run(person.card(), calm)
  }
  const heard = world.got['mail']!.map(({ reminders: [one] }) => `${one!.milestone} ${one!.date}`)
  const daily = Array.from({ length: 30 }, (_, n) => `+${n + 1}d ${plus('2026-08-15', n + 1)}`)
  const weekly = Array.from({ length: 37 }, (_, n) => `+${37 + n * 7}d ${plus('2026-08-15', 37 + n * 7)}`)
  expect(heard).toEqual([
    'lead 2026-07-15',
    '14d 2026-08-01',
    '7d 2026-08-08',
    '3d 2026-08-12',
    '1d 2026-08-14',
    '0d 2026-08-15',
    ...daily,
    ...weekly,
  ])
  expect(world.got['desktop']!.map(({ id }) => id)).toEqual(world.got['mail']!.map(({ id }) => id))
  expect(world.got['stdout']).toEqual([])
})
