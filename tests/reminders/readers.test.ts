import { expect, test } from 'vitest'
import { type ConfiguredChannel, DeliveryError, type Message } from '../../src/channels/channel.ts'
import { readerHash } from '../../src/reminders/ids.ts'
import { deliver } from '../../src/reminders/run.ts'
import { said } from '../failures.ts'
import { MemoryLedger, reminderCard, runInput, term } from './fixtures.ts'

const ANN = 'ann@example.org'
const BO = 'bo@example.org'

/** A mail channel that notes who got what, as `ann: me`. */
class Mail {
  readonly got: string[] = []
  /** Readers whom the server refuses for now. */
  readonly refused = new Set<string>()
  constructor(
    readonly ledger = new MemoryLedger(),
    public readers: string[] = [ANN, BO],
  ) {}

  channel(): ConfiguredChannel {
    return {
      name: 'mail',
      lang: null,
      limit: null,
      address: JSON.stringify(['email', this.readers]),
      readers: this.readers,
      send: async ({ reminders }: Message, _signal, recipients) => {
        const left = this.readers.filter(reader => !recipients!.has(reader))
        for (const reader of left.filter(one => !this.refused.has(one))) {
          this.got.push(`${reader.split('@')[0]}: ${reminders.map(({ name }) => name).join(' and ')}`)
          recipients!.add(reader)
        }
        if (left.some(one => this.refused.has(one)))
          throw new DeliveryError(said('452'), { outcome: 'busy', ofChannel: true })
      },
    }
  }

  entries() {
    return this.ledger.ledger.entries.filter(({ channel }) => channel === 'mail')
  }

  /** Runs on a day, with the last valid days of documents by their names. */
  async run(today: string, expiries: Record<string, string> = { me: '2026-12-31' }) {
    this.got.length = 0
    const cards = Object.entries(expiries).map(([name, expires]) =>
      reminderCard(today, { card: name, name, term: term({ expires }) }),
    )
    const report = await deliver(runInput(cards, [this.channel()], { ledger: this.ledger }))
    // Faults come alone, as a message without documents.
    return { got: this.got.filter(one => !one.endsWith(': ')), owed: report.owed.length }
  }
}

test('only a new reader gets what the others have had', async () => {
  const mail = new Mail()
  expect((await mail.run('2026-12-01')).got).toEqual(['ann: me', 'bo: me'])
  mail.readers = [ANN, BO, 'cai@example.org']
  expect(await mail.run('2026-12-02')).toEqual({ got: ['cai: me'], owed: 0 })
  expect((await mail.run('2026-12-03')).got).toEqual([])
  expect((await mail.run('2026-12-17')).got).toEqual(['ann: me', 'bo: me', 'cai: me'])
})

test('a new reader whom the server refuses gets it from a later run, and nobody else does', async () => {
  const mail = new Mail(undefined, [ANN])
  await mail.run('2026-12-01')
  mail.readers = [ANN, BO]
  mail.refused.add(BO)
  expect(await mail.run('2026-12-02')).toEqual({ got: [], owed: 1 })
  expect(await mail.run('2026-12-02')).toEqual({ got: [], owed: 1 })
  mail.refused.clear()
  expect(await mail.run('2026-12-02')).toEqual({ got: ['bo: me'], owed: 0 })
  expect(mail.entries()).toHaveLength(2)
})

test('what all readers are owed and what a new one is owed are two messages', async () => {
  const mail = new Mail(undefined, [ANN])
  await mail.run('2026-12-01', { me: '2026-12-31', son: '2027-01-02' })
  mail.readers = [ANN, BO]
  const { got } = await mail.run('2026-12-02', { me: '2026-12-31', son: '2027-01-02' })
  expect(got.sort()).toEqual(['ann: son', 'bo: me', 'bo: son'])
})

test('a reader who leaves changes nothing for the others, and one who comes back has what was sent before', async () => {
  const mail = new Mail()
  await mail.run('2026-12-01')
  mail.readers = [BO]
  expect((await mail.run('2026-12-02')).got).toEqual([])
  mail.readers = [BO, ANN]
  expect((await mail.run('2026-12-03')).got).toEqual([])
})

test('a corrected address gets what is owed', async () => {
  const mail = new Mail(undefined, ['an@example.org'])
  await mail.run('2026-12-01')
  mail.readers = [ANN]
  expect((await mail.run('2026-12-02')).got).toEqual(['ann: me'])
})

test('a reader who got a message by a clock that was ahead does not get its other reminders again', async () => {
  const mail = new Mail()
  const expiries = { me: '2026-12-31', son: '2027-01-02' }
  mail.refused.add(BO)
  // The first milestone of `me` is on 30 November; that of `son` on 2 December is still to come.
  expect((await mail.run('2026-12-05', expiries)).got).toEqual(['ann: me and son'])
  mail.refused.clear()
  expect((await mail.run('2026-12-01', expiries)).got).toEqual(['bo: me'])
})

test('what some readers have stays known when their message is overtaken by a clock that was ahead', async () => {
  const mail = new Mail()
  mail.refused.add(BO)
  await mail.run('2026-12-01')
  // Two weeks ahead, the next reminder takes its place.
  await mail.run('2026-12-17')
  mail.refused.clear()
  expect((await mail.run('2026-12-01')).got).toEqual(['bo: me'])
})

test('an entry of some readers counts for no other channel address', async () => {
  const mail = new Mail()
  mail.refused.add(BO)
  await mail.run('2026-12-01')
  await mail.run('2026-12-17')
  expect(mail.entries()[0]).toMatchObject({ date: '2026-11-30', to: '', readers: [readerHash(ANN)] })
})
