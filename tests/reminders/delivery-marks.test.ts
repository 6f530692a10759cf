import { describe, expect, test } from 'vitest'
import { DeliveryError, type FailureDetails } from '../../src/channels/channel.ts'
import { EMPTY_LEDGER } from '../../src/reminders/ledger-file.ts'
import type { ReminderCard } from '../../src/reminders/owed.ts'
import { deliver } from '../../src/reminders/run.ts'
import type { RunInput } from '../../src/reminders/run-input.ts'
import { said } from '../failures.ts'
import { MemoryDeliveries, MemoryLedger, reminderCard, runInput, Sink, term } from './fixtures.ts'

const DAY = '2026-12-01'
const NEXT = '2026-12-02'

/** A ledger whose disk has trouble. */
class Disk extends MemoryLedger {
  unreadable = false
  override read() {
    if (this.unreadable) throw Object.assign(new Error(), { code: 'EACCES' })
    return super.read()
  }
}

/** A home with two channels, on a disk that fails as the test says. */
function newHome() {
  const disk = new Disk()
  const lastDelivery = new MemoryDeliveries()
  const [mail, push] = [new Sink('mail'), new Sink('push')]
  const run = async (day: string, { card = {}, ...more }: Changes = {}) => {
    const input = runInput([reminderCard(day, card)], [mail, push], { ledger: disk, lastDelivery, ...more })
    disk.broken ||= disk.unreadable
    return deliver(input)
  }
  const works = () => Object.assign(disk, { broken: false, unreadable: false })
  return { disk, lastDelivery, mail, push, run, works }
}
type Changes = Partial<RunInput> & { card?: Partial<ReminderCard> }

const failing = (outcome: FailureDetails['outcome']) => new DeliveryError(said(outcome), { outcome })
/** How many messages with a reminder a channel took, or tried to send. */
const count = (messages: Sink['got']) => messages.filter(({ reminders }) => reminders.length > 0).length

describe('a message that may have arrived while the ledger could not be written', () => {
  async function perhapsSent() {
    const home = newHome()
    for (let day = 19; day < 30; day++) await home.run(`2026-11-${day}`, { scheduled: true })
    home.disk.broken = true
    home.mail.failure = failing('no-answer')
    await home.run(DAY)
    home.mail.failure = null
    return home
  }

  type Home = Awaited<ReturnType<typeof perhapsSent>>
  test.each<[string, (home: Home) => Promise<unknown>]>([
    ['can be written again', async () => {}],
    ['can be written again by a run through the other channel', ({ run }) => run(DAY, { only: 'push' })],
    [
      'is an older copy',
      async ({ disk }) => {
        disk.ledger = EMPTY_LEDGER
      },
    ],
    [
      'is lost',
      ({ disk, run }) => {
        disk.ledger = EMPTY_LEDGER
        return run(DAY)
      },
    ],
    [
      'is written and then damaged',
      async ({ disk, run }) => {
        await run(DAY)
        disk.ledger = EMPTY_LEDGER
        await run(DAY)
      },
    ],
    [
      'is written and then cannot be read',
      async ({ disk, run }) => {
        await run(DAY)
        disk.unreadable = true
      },
    ],
    [
      'is written and then cannot be written',
      async ({ disk, run }) => {
        await run(DAY)
        disk.broken = true
      },
    ],
    ['is written by a clock that is behind', ({ run }) => run('2026-11-20')],
  ])('is not sent again on that day when the ledger %s', async (_, change) => {
    const home = await perhapsSent()
    home.works()
    await change(home)
    await home.run(DAY)
    await home.run(DAY)
    expect([count(home.mail.tried), count(home.push.got)]).toEqual([1, 1])
  })

  test('is not sent again on that day after a clock that was ahead has sent it again', async () => {
    const home = await perhapsSent()
    await home.run('2026-12-06')
    home.works()
    await home.run(DAY)
    expect([count(home.mail.tried), count(home.push.got)]).toEqual([2, 1])
  })

  test('is sent again on the next day, once', async () => {
    const home = await perhapsSent()
    home.works()
    await home.run(DAY)
    await home.run(NEXT)
    await home.run(NEXT)
    expect([count(home.mail.got), count(home.push.got)]).toEqual([1, 1])
  })
})

describe('while the ledger cannot be written, a message', () => {
  /** Returns how often it was tried on a day, and by the first run of the next one. */
  async function triesOf(fail: (home: ReturnType<typeof newHome>) => void) {
    const home = newHome()
    home.disk.broken = true
    fail(home)
    for (let run = 0; run < 5; run++) await home.run(DAY)
    const tries = count(home.mail.tried)
    await home.run(NEXT)
    return [tries, count(home.mail.tried) - tries]
  }

  test.each([
    ['no-answer', [1, 1]],
    ['cut', [3, 1]],
    // Each run sends it with the fault and, when that is refused, alone.
    ['refused', [10, 2]],
  ] as const)('that failed (%s) is sent as often as with the ledger, or more', async (outcome, tries) => {
    expect(await triesOf(({ mail }) => Object.assign(mail, { failure: failing(outcome) }))).toEqual(tries)
  })

  test.each(['busy', 'refused'] as const)(
    'that some readers have and others not (%s) is sent once a day',
    async outcome => {
      const tries = await triesOf(({ mail }) => {
        mail.send = async (message, _, recipients) => {
          mail.tried.push(message)
          recipients?.add('ann@example.org')
          throw new DeliveryError(said(outcome), { outcome, after: 3600 })
        }
      })
      expect(tries).toEqual([1, 1])
    },
  )

  test('that was cut off before and after the ledger can be written is sent three times in all', async () => {
    for (const broken of [
      [false, true, true, true, true],
      [true, true, false, false, false],
    ]) {
      const home = newHome()
      home.mail.failure = failing('cut')
      for (const isBroken of broken) {
        home.disk.broken = isBroken
        await home.run(DAY)
      }
      expect(count(home.mail.tried)).toBe(3)
    }
  })
})

describe('what was sent while the ledger could not be written', () => {
  async function sent(day = DAY) {
    const home = newHome()
    home.disk.broken = true
    await home.run(day)
    return home
  }

  test.each<[string, Partial<ReminderCard>]>([
    ['snoozed', { term: term({ snoozedUntil: '2026-12-08', snoozedOn: DAY }) }],
    ['closed', { closed: true }],
    ['unknown', { card: 'bbbb', term: term({ expires: null }) }],
    ['of another expiry', { term: term({ expires: '2027-12-31' }) }],
  ])('is not sent again when the ledger is written while the document is %s for a while', async (_, card) => {
    const home = await sent()
    home.works()
    await home.run(DAY, { card })
    await home.run(NEXT)
    await home.run('2026-12-03')
    expect([count(home.mail.got), count(home.push.got)]).toEqual([1, 1])
    expect(home.disk.ledger.entries).toHaveLength(2)
  })

  test('by a clock that was ahead is sent again on its day', async () => {
    const home = await sent('2026-12-17')
    await home.run(DAY)
    await home.run('2026-12-17')
    expect(home.mail.got.map(({ reminders }) => reminders[0]?.milestone)).toEqual(['14d', 'lead', '14d'])
  })

  test('is not sent again after a clock that was ahead for a run, or behind', async () => {
    const home = await sent()
    await home.run('2026-12-06')
    await home.run(DAY)
    home.works()
    await home.run(NEXT)
    expect([count(home.mail.got), count(home.push.got)]).toEqual([1, 1])
  })

  test('is forgotten after a month, once the ledger can be written', async () => {
    const home = await sent()
    await home.run('2027-03-01', { card: { closed: true } })
    expect(home.lastDelivery.marks.size).toBeGreaterThan(0)
    home.works()
    await home.run('2027-03-01', { card: { closed: true }, scheduled: true })
    expect(home.lastDelivery.marks.size).toBe(0)
  })
})

describe('a ledger that cannot be read', () => {
  test('after reminders of the day were recorded in it, repeats them on the next day, once', async () => {
    const home = newHome()
    await home.run(DAY)
    home.disk.unreadable = true
    for (const day of [DAY, DAY]) await home.run(day)
    expect([count(home.mail.got), count(home.push.got)]).toEqual([1, 1])
    for (const day of [NEXT, NEXT]) await home.run(day)
    expect([count(home.mail.got), count(home.push.got)]).toEqual([2, 2])
  })

  test('after it could not be written, repeats nothing, and sends what did not arrive', async () => {
    const home = newHome()
    await home.run(DAY, { only: 'mail' })
    home.disk.broken = true
    home.push.failure = failing('unreachable')
    await home.run(DAY, { limits: { ...runInput([], []).limits, run: 50 } })
    home.push.failure = null
    home.disk.unreadable = true
    await home.run(DAY)
    await home.run(DAY)
    expect([count(home.mail.got), count(home.push.got)]).toEqual([1, 1])
  })
})

test.each([
  ['lost', false],
  ['not written', true],
])('a run that is killed is not repeated on that day when the ledger is %s', async (_, broken) => {
  const disk = Object.assign(new Disk(), { broken })
  const lastDelivery = new MemoryDeliveries()
  const mail = new Sink('mail', { unit: 'characters', size: 300 })
  const cards = ['aaaa', 'bbbb'].map(card => reminderCard(DAY, { card, name: card }))
  const run = () => deliver(runInput(cards, [mail], { ledger: disk, lastDelivery }))
  let atKill: ReadonlyMap<string, string> | undefined
  mail.send = async message => {
    if (mail.got.length === 1) atKill ??= lastDelivery.marks
    mail.got.push(message)
  }
  await run()
  const [first] = mail.got.splice(0)
  expect(first!.reminders).toHaveLength(1)
  Object.assign(lastDelivery, { marks: atKill })
  Object.assign(disk, { broken: false, ledger: EMPTY_LEDGER })
  await run()
  const again = mail.got.flatMap(({ reminders }) => reminders.map(({ card }) => card))
  expect(again).toEqual(['aaaa', 'bbbb'].filter(card => card !== first!.reminders[0]!.card))
})
