import { describe, expect, test } from 'vitest'
import { type ConfiguredChannel, DeliveryError, type Message } from '../../src/channels/channel.ts'
import { RenewError } from '../../src/errors.ts'
import { LIMITS } from '../../src/reminders/attempt.ts'
import { type Ledger, stateOf } from '../../src/reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../src/reminders/ledger-file.ts'
import { deliver, preview } from '../../src/reminders/run.ts'
import type { RunInput } from '../../src/reminders/run-input.ts'
import { said } from '../failures.ts'
import { en, zh } from '../words.ts'
import {
  entry,
  MemoryDeliveries,
  MemoryLedger,
  reminderCard,
  reminderTextFor,
  runInput,
  Sink,
  term,
} from './fixtures.ts'

const DAY = '2026-12-01'
const quick = { run: 400, messageTimeout: 40, retries: 2, pause: 1, longestPause: 20 }

/** A job whose prints are kept. */
function printing(base: RunInput): { job: RunInput; printed: Message[] } {
  const printed: Message[] = []
  return { job: { ...base, print: message => void printed.push(message) }, printed }
}

test('the limits are those of the specification', () => {
  expect(LIMITS).toMatchObject({ run: 60_000, retries: 2 })
})

describe('a run', () => {
  test('reports what it delivered with exactly the keys of the specification', async () => {
    const ledger = new MemoryLedger()
    const quiet = reminderCard(DAY, { card: 'bbbb', term: term({ expires: '2028-01-01' }) })
    const report = await deliver(runInput([reminderCard(DAY), quiet], [new Sink('mail')], { ledger }))
    expect(report).toEqual({
      delivered: [
        {
          card: 'aaaa',
          name: 'me',
          expires: '2026-12-31',
          milestone: 'lead',
          date: '2026-11-30',
          channel: 'mail',
          id: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
      ],
      failed: [],
      owed: [],
      quiet: 1,
      faults: [],
      complete: true,
    })
    expect(Object.keys(report.delivered[0]!)).toEqual([
      'card',
      'name',
      'expires',
      'milestone',
      'date',
      'channel',
      'id',
    ])
  })

  test('a second one sends nothing and writes nothing', async () => {
    const ledger = new MemoryLedger()
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    const { writes } = ledger
    const report = await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    expect([mail.got.length, ledger.writes, report.quiet]).toEqual([1, writes, 1])
  })

  test('"trying" is on the disk with the whole message before it is sent, and gone after', async () => {
    const ledger = new MemoryLedger()
    let during: Ledger | undefined
    const mail: ConfiguredChannel = {
      name: 'mail',
      lang: null,
      limit: null,
      send: async message => {
        during = ledger.ledger
        expect(during.trying).toMatchObject([{ channel: 'mail', message }])
      },
    }
    await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    expect(during?.entries).toEqual([])
    expect(ledger.ledger).toMatchObject({ trying: [], entries: [{ channel: 'mail', seen: true, day: DAY }] })
  })

  test('puts all cards of a channel into one message', async () => {
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard(DAY), reminderCard(DAY, { card: 'bbbb', name: 'you' })], [mail]))
    expect(mail.got.map(({ reminders }) => reminders.length)).toEqual([2])
  })

  test('uses only the channels a card names', async () => {
    const [mail, desktop] = [new Sink('mail'), new Sink('desktop')]
    await deliver(runInput([reminderCard(DAY, { channels: ['desktop'] })], [mail, desktop]))
    expect([mail.got.length, desktop.got.length]).toEqual([0, 1])
  })

  test('says that a card names an unknown channel, and sends to all', async () => {
    const mail = new Sink('mail')
    const report = await deliver(runInput([reminderCard(DAY, { channels: ['fax'] })], [mail]))
    expect(mail.got[0]!.text).toContain('The channel "fax" does not exist, but it is set for "me"')
    expect(report.faults).toEqual([
      { code: 'unknown-channel', values: { channel: 'fax', cards: ['me'], more: 0 } },
    ])
  })

  test('through one channel leaves the others alone', async () => {
    const [mail, desktop] = [new Sink('mail'), new Sink('desktop')]
    const report = await deliver(runInput([reminderCard(DAY)], [mail, desktop], { only: 'mail' }))
    expect([mail.got.length, desktop.got.length, report.owed, report.complete]).toEqual([1, 0, [], true])
  })

  test('only the timer’s call is recorded, even when nothing was owed', async () => {
    const ledger = new MemoryLedger()
    await deliver(runInput([], [], { ledger }))
    expect(ledger.writes).toBe(0)
    await deliver(runInput([], [], { ledger, scheduled: true }))
    expect(ledger.ledger.lastRun).toBe('2026-12-01T09:07:00+05:00')
  })

  test('by a clock before 2020 sends nothing, writes nothing, and says so', async () => {
    const ledger = new MemoryLedger()
    const mail = new Sink('mail')
    const card = reminderCard('1970-01-01', { term: term({ expires: '1970-01-01' }) })
    const report = await deliver(runInput([card], [mail], { ledger, scheduled: true }))
    expect([mail.tried, ledger.writes, report.complete]).toEqual([[], 0, false])
    expect(report.faults).toEqual([{ code: 'clock', values: { today: '1970-01-01' } }])
  })
})

describe('the language', () => {
  const words = async (lang: string) => (lang === 'zh' ? zh : en)

  test('is the channel’s, else the one all holders read, else the program’s', async () => {
    const chinese = reminderCard(DAY, { lang: 'zh' })
    const other = reminderCard(DAY, { card: 'bbbb', lang: null })
    const languages = async (cards: (typeof chinese)[], lang: string | null) => {
      const mail = new Sink('mail')
      mail.lang = lang
      await deliver(runInput(cards, [mail], { words }))
      return mail.got[0]!.lang
    }
    expect(await languages([chinese], null)).toBe('zh')
    expect(await languages([chinese, other], null)).toBe('en')
    expect(await languages([chinese], 'en')).toBe('en')
    expect(await languages([other], 'zh')).toBe('zh')
  })
})

describe('no channel', () => {
  test('the reminder is printed once, and is unseen', async () => {
    const ledger = new MemoryLedger()
    const { job: run, printed } = printing(runInput([reminderCard(DAY)], [], { ledger }))
    const report = await deliver(run)
    expect(report).toMatchObject({ delivered: [{ channel: 'stdout' }], owed: [], complete: true })
    await deliver(run)
    expect(printed).toHaveLength(1)
    expect(ledger.ledger.entries).toMatchObject([{ channel: 'stdout', seen: false }])
  })

  test('printed on a terminal it is seen', async () => {
    const ledger = new MemoryLedger()
    await deliver(runInput([reminderCard(DAY)], [], { ledger, isSeen: true }))
    expect(ledger.ledger.entries).toMatchObject([{ channel: 'stdout', seen: true }])
  })
})

describe('a failing channel', () => {
  test('is tried three times for a passing failure, always with the same message', async () => {
    const mail = new Sink('mail')
    mail.failure = new DeliveryError(said('HTTP 503'), { outcome: 'busy' })
    const report = await deliver(runInput([reminderCard(DAY)], [mail]))
    expect(mail.tried).toHaveLength(3)
    expect(new Set(mail.tried.map(({ id, text }) => `${id}${text}`)).size).toBe(1)
    expect(report).toMatchObject({
      failed: [{ channel: 'mail', error: said('HTTP 503') }],
      owed: [{ channel: 'mail' }],
    })
    expect(report.complete).toBe(false)
  })

  test('is tried once for a lasting failure', async () => {
    const mail = new Sink('mail')
    mail.failure = new DeliveryError(said('HTTP 401'))
    await deliver(runInput([reminderCard(DAY)], [mail]))
    expect(mail.tried).toHaveLength(1)
  })

  test('arrives when the service recovers in between', async () => {
    const mail = new Sink('mail')
    const send = mail.send.bind(mail)
    mail.failure = new DeliveryError(said('reset'), { outcome: 'busy' })
    mail.send = async message => {
      if (mail.tried.length === 2) mail.failure = null
      return send(message)
    }
    const report = await deliver(runInput([reminderCard(DAY)], [mail]))
    expect([report.delivered.length, report.complete]).toEqual([1, true])
  })

  test('may ask for a pause within the limit of an attempt, else it is left for the next run', async () => {
    const mail = new Sink('mail')
    for (const [after, attempts] of [
      [0.01, 3],
      [3600, 1],
      [Number.NaN, 1],
      [Number.POSITIVE_INFINITY, 1],
    ] as const) {
      mail.tried.length = 0
      mail.failure = new DeliveryError(said('HTTP 429'), { outcome: 'busy', after })
      await deliver(runInput([reminderCard(DAY)], [mail]))
      expect(mail.tried).toHaveLength(attempts)
    }
  })

  test('silences no other, and what reached nobody is printed once', async () => {
    const ledger = new MemoryLedger()
    const [mail, desktop] = [new Sink('mail'), new Sink('desktop')]
    mail.failure = new DeliveryError(said('HTTP 500'))
    const { job: run, printed } = printing(runInput([reminderCard(DAY)], [mail, desktop], { ledger }))
    expect(await deliver(run)).toMatchObject({
      delivered: [{ channel: 'desktop' }],
      owed: [{ channel: 'mail' }],
    })
    expect(printed).toEqual([])
  })

  test('when every channel of a card failed, it is printed with the reasons and stays owed', async () => {
    const ledger = new MemoryLedger()
    const [mail, desktop] = [new Sink('mail'), new Sink('desktop')]
    mail.failure = new DeliveryError(said('HTTP 500'), { outcome: 'busy' })
    const only = reminderCard(DAY, { channels: ['mail'] })
    const both = reminderCard(DAY, { card: 'bbbb', name: 'you' })
    const { job: run, printed } = printing(runInput([only, both], [mail, desktop], { ledger }))
    const report = await deliver(run)
    expect(printed.map(({ reminders }) => reminders.map(({ name }) => name))).toEqual([['me']])
    expect(printed[0]!.text).toContain('The channel "mail" failed: HTTP 500.')
    expect(report.owed.map(({ card, channel }) => `${card} ${channel}`)).toEqual(['aaaa mail', 'bbbb mail'])

    await deliver(run)
    expect(printed).toHaveLength(1)
    mail.failure = null
    expect((await deliver(run)).delivered.map(({ channel }) => channel)).toEqual(['mail', 'mail'])
  })

  test('is remembered with since when and why, until it works again', async () => {
    const ledger = new MemoryLedger()
    const mail = new Sink('mail')
    mail.failure = new DeliveryError(said('HTTP 410'), { gone: true })
    await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    await deliver(runInput([reminderCard('2026-12-02')], [mail], { ledger }))
    expect(stateOf(ledger.ledger, 'mail')).toMatchObject({
      failingSince: '2026-12-01T09:07:00+05:00',
      error: 'HTTP 410',
      gone: true,
    })
    mail.failure = null
    await deliver(runInput([reminderCard('2026-12-03')], [mail], { ledger }))
    expect(stateOf(ledger.ledger, 'mail')).toMatchObject({ failingSince: null, error: null, gone: false })
  })

  test('that throws what it should not is a failure like others', async () => {
    const broken: ConfiguredChannel = {
      name: 'mail',
      lang: null,
      limit: null,
      send: () => Promise.reject(new TypeError('x is undefined')),
    }
    expect(await deliver(runInput([reminderCard(DAY)], [broken]))).toMatchObject({
      failed: [{ error: said('x is undefined') }],
    })
  })

  test('that refuses one message still gets the others', async () => {
    const mail = new Sink('mail', { unit: 'characters', size: 520 })
    const cards = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => reminderCard(DAY, { card: name, name }))
    mail.send = async message => {
      if (message.reminders.some(({ name }) => name === 'a')) throw new DeliveryError(said('HTTP 400'))
      mail.got.push(message)
    }
    const report = await deliver(runInput(cards, [mail]))
    expect(mail.got.length).toBeGreaterThan(0)
    expect(report.owed.map(({ name }) => name)).toContain('a')
    const byMail = report.delivered.filter(({ channel }) => channel === 'mail')
    expect(byMail.length + report.owed.length).toBe(6)
    expect(byMail.length).toBeGreaterThan(0)
  })

  test('does not keep the others waiting, and the run ends in time', async () => {
    const mail = new Sink('mail')
    const hanging: ConfiguredChannel = {
      name: 'slow',
      lang: null,
      limit: null,
      send: () => new Promise(() => {}),
    }
    // The mail is delivered only if it did not wait for the other channel, which hangs to the end of the run.
    const limits = { ...quick, run: 1000 }
    const report = await deliver(runInput([reminderCard(DAY)], [hanging, mail], { limits }))
    expect(report).toMatchObject({
      delivered: [{ channel: 'mail' }],
      failed: [{ channel: 'slow' }],
      complete: false,
    })
  })
})

describe('a run that died', () => {
  /** The ledger as a run leaves it that is killed while sending. */
  async function killedWhileSending(): Promise<{ ledger: MemoryLedger; sent: Message }> {
    const ledger = new MemoryLedger()
    let sent: Message | undefined
    await new Promise<void>(killed => {
      const mail: ConfiguredChannel = {
        name: 'mail',
        lang: null,
        limit: null,
        send: message => {
          sent = message
          killed()
          return new Promise(() => {})
        },
      }
      void deliver(
        runInput([reminderCard(DAY)], [mail], {
          ledger: {
            read: () => ledger.read(),
            update: change => (sent ? new Promise(() => {}) : ledger.update(change)),
          },
        }),
      )
    })
    return { ledger, sent: sent! }
  }

  test('its message is sent again unchanged, with the same id, after what is new', async () => {
    const { ledger, sent } = await killedWhileSending()
    const mail = new Sink('mail')
    const cards = [reminderCard('2026-12-02'), reminderCard('2026-12-02', { card: 'bbbb', name: 'you' })]
    await deliver(runInput(cards, [mail], { ledger }))
    expect(mail.got.map(({ reminders }) => reminders.map(({ name }) => name))).toEqual([['you'], ['me']])
    expect(mail.got[1]).toEqual(sent)
    await deliver(runInput(cards, [mail], { ledger }))
    expect(mail.got).toHaveLength(2)
  })

  test('its message is dropped once all in it is overtaken', async () => {
    const { ledger } = await killedWhileSending()
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard('2026-12-18')], [mail], { ledger }))
    expect(mail.got.map(({ reminders }) => reminders[0]!.milestone)).toEqual(['14d'])
    expect(ledger.ledger.trying).toEqual([])
  })

  test('while the service is down it is kept as it was, for it may have arrived', async () => {
    const { ledger, sent } = await killedWhileSending()
    const mail = new Sink('mail')
    mail.failure = new DeliveryError(said('HTTP 503'), { outcome: 'busy' })
    await deliver(runInput([reminderCard('2026-12-02')], [mail], { ledger }))
    mail.failure = null
    await deliver(runInput([reminderCard('2026-12-03')], [mail], { ledger }))
    expect(mail.got).toEqual([sent])
  })

  test('refused permanently, it is composed again', async () => {
    const { ledger, sent } = await killedWhileSending()
    const mail = new Sink('mail')
    mail.failure = new DeliveryError(said('HTTP 400'))
    await deliver(runInput([reminderCard('2026-12-02')], [mail], { ledger }))
    mail.failure = null
    await deliver(runInput([reminderCard('2026-12-03')], [mail], { ledger }))
    expect(mail.got.map(({ id }) => id)).toEqual([sent.id])
    expect(mail.got[0]!.text).toContain('It expires in 28 days.')
  })

  test('on the same day nothing new follows it', async () => {
    const { ledger } = await killedWhileSending()
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    expect(mail.got).toHaveLength(1)
  })

  test.each<[string, Parameters<typeof reminderCard>[1]]>([
    ['renewed', { term: term({ expires: '2027-12-31' }) }],
    ['closed', { closed: true }],
    ['acknowledged', { term: term({ acknowledged: DAY }) }],
    ['snoozed', { term: term({ snoozedUntil: '2026-12-08', snoozedOn: DAY }) }],
    ['removed', { card: 'bbbb', term: term({ expires: null }) }],
  ])('of a card that was %s since, nothing is sent again', async (_, changes) => {
    const { ledger } = await killedWhileSending()
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard(DAY, changes)], [mail], { ledger, scheduled: true }))
    expect([mail.tried, ledger.ledger.trying]).toEqual([[], []])
  })

  test('for a channel that was removed since, its message is dropped and the reminder goes elsewhere', async () => {
    const { ledger } = await killedWhileSending()
    const desktop = new Sink('desktop')
    await deliver(runInput([reminderCard(DAY)], [desktop], { ledger }))
    expect([desktop.got.length, ledger.ledger.trying]).toEqual([1, []])
  })
})

describe('a ledger that cannot be written', () => {
  test('the reminder is still sent, and says that it may come again', async () => {
    const ledger = new MemoryLedger()
    ledger.broken = true
    const mail = new Sink('mail')
    const report = await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    expect(mail.got).toHaveLength(1)
    expect(mail.got[0]!.text).toContain(
      'renew cannot record that this was sent, so it may come again: ENOSPC.',
    )
    expect(report).toMatchObject({ delivered: [{ channel: 'mail' }], owed: [], complete: false })
    expect(report.faults).toEqual([{ code: 'ledger-unwritable', values: { reason: 'ENOSPC' } }])
  })

  test('is explained in words where we have them', async () => {
    const ledger = new MemoryLedger()
    ledger.update = () => Promise.reject(new RenewError('disk-full', { path: '/x' }))
    const report = await deliver(runInput([reminderCard(DAY)], [new Sink('mail')], { ledger }))
    expect(report.faults[0]!.values).toEqual({ reason: en('error.disk-full', { path: '/x' }) })
  })

  test('still sends each reminder once, and records it when it can be written again', async () => {
    const ledger = new MemoryLedger()
    ledger.broken = true
    const lastDelivery = new MemoryDeliveries()
    const mail = new Sink('mail')
    const run = (day: string) =>
      deliver(runInput([reminderCard(day)], [mail], { ledger, lastDelivery, scheduled: true }))
    for (let hour = 0; hour < 3; hour++) expect((await run('2026-12-01')).complete).toBe(false)
    await run('2026-12-02')
    expect(mail.got).toHaveLength(1)
    await run('2026-12-17')
    await run('2026-12-17')
    expect(mail.got.map(({ reminders }) => reminders[0]!.milestone)).toEqual(['lead', '14d'])
    ledger.broken = false
    expect(await run('2026-12-18')).toMatchObject({ delivered: [], owed: [], complete: true })
    expect(ledger.ledger.entries).toMatchObject([{ milestone: '14d', date: '2026-12-17', channel: 'mail' }])
    await run('2026-12-19')
    expect(mail.got).toHaveLength(2)
  })

  test('is written again by a run through one channel: what the others had is not sent again', async () => {
    const ledger = new MemoryLedger()
    ledger.broken = true
    const lastDelivery = new MemoryDeliveries()
    const [mail, desktop] = [new Sink('mail'), new Sink('desktop')]
    const run = (only: string | null) =>
      deliver(runInput([reminderCard('2026-12-01')], [mail, desktop], { ledger, lastDelivery, only }))
    await run(null)
    ledger.broken = false
    await run('mail')
    await run(null)
    expect([mail.got.length, desktop.got.length]).toEqual([1, 1])
  })

  test('repeats what may have arrived on the next day, and what did not arrive with the next run', async () => {
    const ledger = new MemoryLedger()
    ledger.broken = true
    const mail = new Sink('mail')
    const lastDelivery = new MemoryDeliveries()
    const run = (day: string) => deliver(runInput([reminderCard(day)], [mail], { ledger, lastDelivery }))
    mail.failure = new DeliveryError(said('500'), { outcome: 'refused' })
    await run('2026-12-01')
    mail.failure = new DeliveryError(said('silent'), { outcome: 'no-answer' })
    await run('2026-12-01')
    await run('2026-12-01')
    // The list with the fault, both parts of it, and once more without an answer.
    expect(mail.tried).toHaveLength(4)
    mail.failure = null
    await run('2026-12-02')
    await run('2026-12-03')
    expect([mail.tried.length, mail.got.length]).toEqual([5, 1])
  })

  test('that cannot be read either sends its faults once a day', async () => {
    const mail = new Sink('mail')
    const ledger = new MemoryLedger()
    ledger.broken = true
    ledger.read = () => {
      throw Object.assign(new Error(), { code: 'EACCES' })
    }
    const lastDelivery = new MemoryDeliveries()
    const run = (day: string) => deliver(runInput([reminderCard(day)], [mail], { ledger, lastDelivery }))
    for (let hour = 0; hour < 3; hour++) await run('2026-12-01')
    expect(mail.got).toHaveLength(1)
    await run('2026-12-02')
    await run('2026-12-02')
    expect(mail.got.map(({ reminders }) => reminders.length)).toEqual([1, 0])
  })

  test('what could not be written at first is written with the next change', async () => {
    const ledger = new MemoryLedger()
    ledger.broken = true
    const mail = new Sink('mail')
    const send = mail.send.bind(mail)
    mail.send = async message => {
      ledger.broken = false
      return send(message)
    }
    const report = await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    expect([report.complete, ledger.ledger.entries.length, ledger.ledger.trying]).toEqual([true, 1, []])
  })

  test('that cannot even be read counts as empty', async () => {
    const ledger = new MemoryLedger()
    const mail = new Sink('mail')
    ledger.read = () => {
      throw Object.assign(new Error(), { code: 'EACCES' })
    }
    ledger.broken = true
    await deliver(runInput([reminderCard(DAY)], [mail], { ledger }))
    expect(mail.got).toHaveLength(1)
  })
})

describe('faults', () => {
  const faults: RunInput['faults'] = [{ code: 'store', values: { reason: 'the card "visa" cannot be read' } }]

  test('are part of the message', async () => {
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard(DAY)], [mail], { faults }))
    expect(mail.got[0]!.text).toContain('the card "visa" cannot be read.')
  })

  test('are sent alone when nothing is owed: once, again after a week, and when they change', async () => {
    const ledger = new MemoryLedger({ ...EMPTY_LEDGER, entries: [entry('2026-11-30')] })
    const mail = new Sink('mail')
    const on = (today: string, what = faults) =>
      deliver(runInput([reminderCard(today)], [mail], { ledger, faults: what }))
    await on('2026-12-01')
    await on('2026-12-01')
    await on('2026-12-07')
    expect(mail.got).toHaveLength(1)
    await on('2026-12-08')
    expect(mail.got).toHaveLength(2)
    await on('2026-12-09', [{ code: 'store', values: { reason: 'the card "lease" cannot be read' } }])
    expect(mail.got).toHaveLength(3)
    expect(mail.got[2]!.reminders).toEqual([])
  })

  test('sent with a reminder, they are not sent again alone', async () => {
    const ledger = new MemoryLedger()
    const mail = new Sink('mail')
    await deliver(runInput([reminderCard(DAY)], [mail], { ledger, faults }))
    await deliver(runInput([reminderCard('2026-12-02')], [mail], { ledger, faults }))
    expect(mail.got).toHaveLength(1)
  })

  test('that one channel took are not printed because another failed', async () => {
    const [mail, desktop] = [new Sink('mail'), new Sink('desktop')]
    mail.failure = new DeliveryError(said('HTTP 500'))
    const { job: run, printed } = printing(runInput([reminderCard(DAY)], [mail, desktop], { faults }))
    await deliver(run)
    expect([desktop.got.length, printed]).toEqual([1, []])
  })

  test('entries and acknowledgements of days to come, and dates that are not, are reported', async () => {
    const entries = [entry('2026-12-02'), entry('2038-01-19'), entry('2026-12-99')]
    const ledger = new MemoryLedger({ ...EMPTY_LEDGER, entries })
    const mail = new Sink('mail')
    const card = reminderCard(DAY, { term: term({ acknowledged: '2026-12-05' }) })
    await deliver(runInput([card], [mail], { ledger }))
    expect(mail.got[0]!.text).toContain('3 entries of the delivery log have a date that is after today')
    expect(mail.got[0]!.text).toContain('1 document was marked as seen on a day after today')
  })
})

describe('a preview', () => {
  test('shows what would be sent and neither sends nor writes', async () => {
    const ledger = new MemoryLedger()
    const mail = new Sink('mail')
    const run = runInput([reminderCard(DAY)], [mail], { ledger })
    const shown = await preview(run)
    expect([mail.tried, ledger.writes]).toEqual([[], 0])
    expect(shown).toMatchObject({ owed: [{ milestone: 'lead', channel: 'mail' }], quiet: 0, faults: [] })
    await deliver(run)
    expect(shown.messages).toEqual([{ message: mail.got[0], again: false }])
  })

  test('shows what a killed run left, and not the same once more', async () => {
    const [message] = (await preview(runInput([reminderCard(DAY)], [new Sink('mail')]))).messages.map(
      one => one.message,
    )
    const trying = [{ channel: 'mail', message: message!, at: '' }]
    const ledger = new MemoryLedger({ ...EMPTY_LEDGER, trying })
    const shown = await preview(runInput([reminderCard('2026-12-02')], [new Sink('mail')], { ledger }))
    expect(shown.messages).toEqual([{ message, again: true }])
  })
})

test('the document’s number has no way into a message', async () => {
  const mail = new Sink('mail')
  const card = reminderCard(DAY)
  await deliver(
    runInput([card], [mail], {
      describe: () => ({ ...reminderTextFor(card), number: 'N12345678' }) as never,
    }),
  )
  expect(JSON.stringify(mail.got)).not.toContain('12345678')
})
