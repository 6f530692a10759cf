import { describe, expect, test } from 'vitest'
import { DeliveryError, type FailureDetails, type Message } from '../../src/channels/channel.ts'
import { deliver } from '../../src/reminders/run.ts'
import type { RunInput } from '../../src/reminders/run-input.ts'
import { said } from '../failures.ts'
import {
  MemoryDeliveries,
  MemoryLedger,
  reminderCard,
  reminderTextFor,
  runInput,
  Sink,
  term,
} from './fixtures.ts'

const DAY = '2026-12-01'
const NEXT = '2026-12-02'

/** What a service does with a message: takes it, answers with a failure, or never answers. */
type Answer = FailureDetails | 'ok' | 'silent'

/** A service that answers as the test says, and keeps what it took and every attempt. */
class Service extends Sink {
  constructor(
    private readonly answer: (message: Message, attempt: number) => Answer,
    limit: Sink['limit'] = null,
  ) {
    super('mail', limit)
  }

  override async send(message: Message): Promise<void> {
    this.tried.push(message)
    const answer = this.answer(message, this.tried.length)
    if (answer === 'silent') return new Promise(() => {})
    if (answer !== 'ok') throw new DeliveryError(said('no'), answer)
    this.got.push(message)
  }

  /** The names in each message that was taken. */
  get names(): string[][] {
    return this.got.map(({ reminders }) => reminders.map(({ name }) => name))
  }
}

const cardsOn = (day: string, count: number, changes: Parameters<typeof reminderCard>[1] = {}) =>
  Array.from({ length: count }, (_, n) => reminderCard(day, { card: `c${n}`, name: `n${n}.`, ...changes }))

const isAbout = ({ text, file = '' }: Message, name: string) => `${text}${file}`.includes(name)

const run = (day: string, count: number, service: Sink, ledger: MemoryLedger, more: Partial<RunInput> = {}) =>
  deliver(runInput(cardsOn(day, count), [service], { ledger, ...more }))

const LIMITS = { run: 400, messageTimeout: 40, retries: 2, pause: 1, longestPause: 20 }

describe('unreachable', () => {
  test('is tried until the run ends: the network may still be coming', async () => {
    const ledger = new MemoryLedger()
    const service = new Service((_, attempt) => (attempt < 8 ? { outcome: 'unreachable' } : 'ok'))
    const report = await run(DAY, 1, service, ledger, { limits: LIMITS })
    expect([service.names, report.complete]).toEqual([[['n0.']], true])
  })

  test('at the end it is owed, nothing is kept, and every run tries again', async () => {
    const ledger = new MemoryLedger()
    const service = new Service(() => ({ outcome: 'unreachable' }))
    const report = await run(DAY, 1, service, ledger, { limits: LIMITS })
    expect(report).toMatchObject({ failed: [{ code: 'unreachable' }], complete: false })
    expect(ledger.ledger.trying).toEqual([])
    const tries = service.tried.length
    await run(DAY, 1, service, ledger, { limits: LIMITS })
    expect(service.tried.length).toBeGreaterThan(tries)
  })
})

describe('no answer', () => {
  test('the next message goes on, and this one is repeated on the next day with the same id', async () => {
    const ledger = new MemoryLedger()
    const limit = { unit: 'characters', size: 520 } as const
    let isSilent = true
    const service = new Service(message => (isSilent && isAbout(message, 'n0.') ? 'silent' : 'ok'), limit)
    const first = await run(DAY, 3, service, ledger, { limits: LIMITS })
    const owed = first.owed.map(({ name }) => name)
    expect(owed).toContain('n0.')
    expect(service.names.flat().sort()).toEqual(['n0.', 'n1.', 'n2.'].filter(name => !owed.includes(name)))
    expect(first).toMatchObject({ failed: [{ code: 'no-answer' }], complete: false })

    isSilent = false
    const tries = service.tried.length
    const waiting = await run(DAY, 3, service, ledger, { limits: LIMITS })
    expect([service.tried.length, waiting.complete, waiting.failed]).toEqual([tries, true, []])
    expect(waiting.owed.map(({ name }) => name)).toEqual(owed)

    const next = await run(NEXT, 3, service, ledger, { limits: LIMITS })
    expect(next.owed).toEqual([])
    expect(service.got.at(-1)).toEqual(service.tried[0])
  })

  test('a late answer within the run counts', async () => {
    const service = new Service(() => 'ok')
    const send = service.send.bind(service)
    service.send = async message => {
      await new Promise(resolve => setTimeout(resolve, 150))
      return send(message)
    }
    const report = await run(DAY, 1, service, new MemoryLedger(), { limits: LIMITS })
    expect([service.tried.length, report.complete]).toEqual([1, true])
  })

  test('is overtaken by the next reminder of the card', async () => {
    const ledger = new MemoryLedger()
    const service = new Service((_, attempt) => (attempt === 1 ? 'silent' : 'ok'))
    await run(DAY, 1, service, ledger, { limits: LIMITS })
    await run('2026-12-17', 1, service, ledger)
    expect(service.got.map(({ reminders }) => reminders[0]!.milestone)).toEqual(['14d'])
    expect(ledger.ledger.trying).toEqual([])
  })
})

test('a connection that was cut is repeated by the next run, three times a day at most', async () => {
  const ledger = new MemoryLedger()
  const service = new Service(() => ({ outcome: 'cut' }))
  const counts: number[] = []
  for (const day of [DAY, DAY, DAY, DAY, DAY, NEXT]) {
    const { failed, complete } = await run(day, 1, service, ledger)
    counts.push(service.tried.length)
    if (failed.length > 0) expect([failed[0]!.code, complete]).toEqual(['no-answer', false])
    else expect(complete).toBe(true)
  }
  expect(counts).toEqual([1, 2, 3, 3, 3, 4])
  expect(new Set(service.tried.map(({ id }) => id)).size).toBe(1)
})

test('busy: two quick retries, then every run', async () => {
  const ledger = new MemoryLedger()
  const service = new Service(() => ({ outcome: 'busy' }))
  expect(await run(DAY, 1, service, ledger)).toMatchObject({ failed: [{ code: 'busy' }], complete: false })
  await run(DAY, 1, service, ledger)
  expect(service.tried).toHaveLength(6)
})

describe('refused', () => {
  test('a reminder that is refused is tried once a day, and waiting for that is no failure', async () => {
    const ledger = new MemoryLedger()
    const service = new Service(() => ({ outcome: 'refused' }))
    expect(await run(DAY, 1, service, ledger)).toMatchObject({
      failed: [{ code: 'refused' }],
      complete: false,
    })
    expect(await run(DAY, 1, service, ledger)).toMatchObject({
      failed: [],
      owed: [{ name: 'n0.' }],
      complete: true,
    })
    await run(NEXT, 1, service, ledger)
    expect(service.tried).toHaveLength(2)
  })

  test('what concerns the channel is tried by every run', async () => {
    const ledger = new MemoryLedger()
    const service = new Service(() => ({ outcome: 'refused', ofChannel: true }))
    for (const _ of [1, 2, 3]) expect((await run(DAY, 1, service, ledger)).complete).toBe(false)
    expect(service.tried).toHaveLength(3)
  })

  const kinds: [string, FailureDetails, Sink['limit']][] = [
    ['400', { outcome: 'refused' }, null],
    ['403', { outcome: 'refused', ofChannel: true }, null],
    ['413', { outcome: 'refused', tooLarge: true }, null],
    ['500', { outcome: 'busy' }, null],
    ['500 in small messages', { outcome: 'busy' }, { unit: 'characters', size: 1500 }],
    ['400 in small messages', { outcome: 'refused' }, { unit: 'characters', size: 1500 }],
  ]
  test.each(kinds)('one card that is always refused (%s) holds up no other', async (_, failure, limit) => {
    const ledger = new MemoryLedger()
    const service = new Service(message => (isAbout(message, 'n17.') ? failure : 'ok'), limit)
    const report = await run(DAY, 61, service, ledger)
    expect(service.names.flat()).toHaveLength(60)
    expect(new Set(service.names.flat()).size).toBe(60)
    expect(report.failed.map(({ name }) => name)).toEqual(['n17.'])
    expect(report.owed.map(({ name }) => name)).toEqual(['n17.'])
    expect(report.complete).toBe(false)
    expect(ledger.ledger.trying).toEqual([])
  })

  test('when the faults are refused, the reminders still arrive', async () => {
    const service = new Service(message =>
      message.text.includes('odd fault') ? { outcome: 'refused' } : 'ok',
    )
    const faults: RunInput['faults'] = [{ code: 'store', values: { reason: 'an odd fault' } }]
    await run(DAY, 2, service, new MemoryLedger(), { faults })
    expect(service.names.flat().sort()).toEqual(['n0.', 'n1.'])
  })

  test('after "too large" the rest is cut to the size that was taken', async () => {
    const service = new Service(({ text }) =>
      text.length > 10_000 ? { outcome: 'refused', tooLarge: true } : 'ok',
    )
    const report = await run(DAY, 400, service, new MemoryLedger())
    expect([service.names.flat().length, report.complete]).toEqual([400, true])
    expect(service.tried.length - service.got.length).toBeLessThan(6)
  })

  test('a service that is down gets at most twenty failures in a row, and all is reported', async () => {
    const service = new Service(() => ({ outcome: 'refused' }))
    const report = await run(DAY, 200, service, new MemoryLedger())
    expect(service.tried).toHaveLength(20)
    expect([report.failed.length, report.owed.length]).toEqual([200, 200])
  })

  test('a message that a killed run left is divided too', async () => {
    const ledger = new MemoryLedger()
    const left = new Service(() => ({ outcome: 'cut' }))
    await run(DAY, 8, left, ledger)
    expect(ledger.ledger.trying).toHaveLength(1)
    const service = new Service(message => (isAbout(message, 'n3.') ? { outcome: 'busy' } : 'ok'))
    const report = await run(NEXT, 8, service, ledger)
    expect([service.names.flat().length, report.owed.map(({ name }) => name)]).toEqual([7, ['n3.']])
  })
})

describe('several recipients', () => {
  /** Takes a message for each recipient but those it refuses. */
  function readers(refused: () => readonly string[]): { sink: Sink; sent: string[] } {
    const sent: string[] = []
    const sink = new Sink('mail')
    sink.send = async (message, _signal, recipients) => {
      const names = message.reminders.map(({ name }) => name).join('')
      for (const address of ['ann@x', 'bob@x'].filter(one => !recipients?.has(one))) {
        if (refused().includes(address)) continue
        sent.push(`${address} ${names}`)
        recipients?.add(address)
      }
      if (refused().length > 0) throw new DeliveryError(said('no'), { outcome: 'busy' })
    }
    return { sink, sent }
  }

  test('those who have it do not get it again, also in later runs', async () => {
    const ledger = new MemoryLedger()
    let refused = ['bob@x']
    const { sink, sent } = readers(() => refused)
    for (const _ of [1, 2, 3]) expect((await run(DAY, 1, sink, ledger)).complete).toBe(false)
    expect(sent).toEqual(['ann@x n0.'])
    refused = []
    expect((await run(NEXT, 1, sink, ledger)).complete).toBe(true)
    expect(sent).toEqual(['ann@x n0.', 'bob@x n0.'])
    expect(ledger.ledger.trying).toEqual([])
    expect(JSON.stringify(ledger.ledger)).not.toContain('@x')
  })
})

describe('the order', () => {
  test('a last day, then by the day to act by, then repeats: those sent longest ago first', async () => {
    const ledger = new MemoryLedger()
    const overdue = (card: string) =>
      reminderCard('2027-01-05', { card, name: card, term: term({ expires: '2026-12-31' }) })
    const service = new Service(() => 'ok')
    await deliver(runInput([overdue('old')], [service], { ledger, today: '2027-01-04' }))
    const cards = [
      overdue('old'),
      overdue('new'),
      reminderCard('2027-01-05', { card: 'soon', name: 'soon', term: term({ expires: '2027-01-06' }) }),
      reminderCard('2027-01-05', { card: 'today', name: 'today', term: term({ expires: '2027-01-05' }) }),
    ]
    ledger.ledger = {
      ...ledger.ledger,
      entries: ledger.ledger.entries.map(one => ({ ...one, date: '2027-01-04' })),
    }
    await deliver(runInput(cards, [service], { ledger }))
    expect(service.names.at(-1)).toEqual(['today', 'soon', 'new', 'old'])
  })

  test('where a service takes few messages a run, a last day comes first, and all others in turn', async () => {
    const ledger = new MemoryLedger()
    let taken = 0
    const answer = (): Answer => (taken++ < 3 ? 'ok' : { outcome: 'refused', ofChannel: true })
    const service = new Service(answer, { unit: 'characters', size: 520 })
    const seen = new Set<string>()
    for (let day = 5; day < 10; day++) {
      const today = `2027-01-0${day}`
      const old = cardsOn(today, 8, { term: term({ expires: '2026-12-31' }) })
      const lastDay = reminderCard(today, { card: 'today', name: 'today', term: term({ expires: today }) })
      taken = service.got.length = 0
      await deliver(runInput([...old, lastDay], [service], { ledger, today }))
      expect([service.got.length, service.names[0]![0]]).toEqual([3, 'today'])
      for (const name of service.names.flat()) seen.add(name)
    }
    expect(seen.size).toBe(9)
  })
})

describe('a channel for glances', () => {
  const glance = (count: number) => {
    const sink = Object.assign(new Sink('desktop', { unit: 'characters', size: 600 }), { glance: true })
    return { sink, report: deliver(runInput(cardsOn('2027-01-05', count), [sink])) }
  }

  test('gets one digest with the first few named, which counts for all', async () => {
    const { sink, report } = glance(200)
    expect(await report).toMatchObject({ owed: [], complete: true })
    expect(sink.got).toHaveLength(1)
    expect(sink.got[0]!.title).toBe('200 documents, 200 expired')
    expect(sink.got[0]!.text).toContain('n0.: expired 5 days ago')
    expect(sink.got[0]!.text).toMatch(/renew status$/)
    expect(sink.got[0]!.title.length + sink.got[0]!.text.length).toBeLessThan(600)
  })

  test('gets one document in full', async () => {
    const { sink, report } = glance(1)
    await report
    expect(sink.got[0]!.title).toBe('n0.: expired 5 days ago')
  })
})

test('messages that take longer to write than a run may send are sent', async () => {
  const service = new Service(() => 'ok')
  const limits = { ...LIMITS, run: 300 }
  const describe: RunInput['describe'] = id => {
    const until = performance.now() + 200
    while (performance.now() < until);
    return reminderTextFor(reminderCard(DAY, { card: id, name: id }))
  }
  const ledger = new MemoryLedger()
  const update = ledger.update.bind(ledger)
  // As a disk does, it gives timers a chance.
  ledger.update = change => new Promise(resolve => setTimeout(() => resolve(update(change)), 1))
  const report = await run(DAY, 2, service, ledger, { limits, describe })
  expect([service.got.length, report.complete]).toEqual([1, true])
})

describe('a ledger that was lost', () => {
  test('is sent once a day at most', async () => {
    const service = new Service(() => 'ok')
    const lastDelivery = new MemoryDeliveries()
    const lost = (day: string) => run(day, 2, service, new MemoryLedger(), { lastDelivery })
    for (const day of [DAY, DAY, DAY, NEXT, NEXT]) await lost(day)
    expect(service.got).toHaveLength(2)
    const report = await lost(NEXT)
    expect([report.owed.length, report.complete]).toEqual([2, true])
  })

  test('also when the next run finds the new one', async () => {
    const service = new Service(() => 'ok')
    const ledger = new MemoryLedger()
    const lastDelivery = new MemoryDeliveries()
    await run(DAY, 1, service, new MemoryLedger(), { lastDelivery })
    await run(DAY, 1, service, ledger, { lastDelivery })
    await run(DAY, 1, service, ledger, { lastDelivery })
    expect(service.got).toHaveLength(1)
    await run(NEXT, 1, service, ledger, { lastDelivery })
    expect(service.got).toHaveLength(2)
  })

  test('or is an earlier one of the same day, holds up nothing that was not sent', async () => {
    const service = new Service(() => 'ok')
    const lastDelivery = new MemoryDeliveries()
    const ledger = new MemoryLedger()
    await run(DAY, 1, service, ledger, { lastDelivery })
    const earlier = ledger.ledger
    await run(DAY, 2, service, ledger, { lastDelivery })
    ledger.ledger = earlier
    const report = await run(DAY, 3, service, ledger, { lastDelivery })
    expect(service.names).toEqual([['n0.'], ['n1.'], ['n2.']])
    expect([report.owed.map(({ name }) => name), report.complete]).toEqual([['n1.'], true])
    const again = await run(NEXT, 3, service, ledger, { lastDelivery })
    expect(again.delivered.map(({ name }) => name)).toContain('n1.')
  })
})

test('a channel with a corrected address gets what is owed', async () => {
  const ledger = new MemoryLedger()
  const wrong = Object.assign(new Sink('mail'), { address: 'typo' })
  const right = Object.assign(new Sink('mail'), { address: 'right' })
  for (const sink of [wrong, right, right, wrong]) await run(DAY, 1, sink, ledger)
  expect([wrong.got.length, right.got.length]).toEqual([1, 1])
  expect(JSON.stringify(ledger.ledger)).not.toMatch(/typo|right/)
})

describe('a message of a clock that was ahead, perhaps delivered', () => {
  const LATER = '2026-12-26'
  const cards = (day: string) => [
    ...cardsOn(day, 1),
    reminderCard(day, { card: 'late', name: 'late.', term: term({ expires: '2027-01-26' }) }),
  ]
  const runAll = (day: string, service: Service, ledger: MemoryLedger) =>
    deliver(runInput(cards(day), [service], { ledger, limits: LIMITS }))

  test('waits for its day, holds back nothing that is due before, and repeats nothing that was sent alone', async () => {
    const ledger = new MemoryLedger()
    await runAll(LATER, new Service(() => ({ outcome: 'cut' })), ledger)
    expect(ledger.ledger.trying).toMatchObject([{ waits: { outcome: 'cut' } }])
    const service = new Service(() => 'ok')
    await runAll(DAY, service, ledger)
    expect(service.names).toEqual([['n0.']])
    expect(ledger.ledger.trying).toHaveLength(1)
    await runAll(LATER, service, ledger)
    expect(service.names).toEqual([['n0.'], ['n0.', 'late.']])
    expect(ledger.ledger.trying).toEqual([])
  })

  test('is dropped when something in it is sent alone', async () => {
    const ledger = new MemoryLedger()
    await runAll(LATER, new Service(() => ({ outcome: 'cut' })), ledger)
    const service = new Service(() => 'ok')
    await runAll('2026-12-24', service, ledger)
    await runAll('2026-12-25', service, ledger)
    await runAll(LATER, service, ledger)
    expect(service.names).toEqual([['n0.'], ['late.']])
  })
})

test('a run that lost its lock sends nothing more, and leaves the rest to the next run', async () => {
  const ledger = new MemoryLedger()
  const service = new Service(() => 'ok', { unit: 'bytes', size: 400 })
  const report = await run(DAY, 6, service, ledger, { isHeld: () => service.tried.length === 0 })
  expect([service.tried.length, report.complete]).toEqual([1, false])
  expect(ledger.ledger.trying.length).toBeGreaterThan(0)
  await run(DAY, 6, service, ledger)
  expect(service.names.flat().sort()).toEqual(['n0.', 'n1.', 'n2.', 'n3.', 'n4.', 'n5.'])
})
