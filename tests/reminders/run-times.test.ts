import { describe, expect, test } from 'vitest'
import { deliver } from '../../src/reminders/run.ts'
import { MemoryLedger, reminderCard, runInput, Sink, term } from './fixtures.ts'

/** A machine with one document that expired on 28 February, so that a reminder is due on every day. */
class Machine {
  readonly ledger = new MemoryLedger()
  readonly #mail = new Sink('mail')

  /** Runs at a time, `03-01 09:07`; returns the days of the reminders that were sent. */
  async run(time: string): Promise<string[]> {
    const [day, clock] = time.split(' ')
    const today = `2027-${day}`
    const card = reminderCard(today, { term: term({ expires: '2027-02-28' }) })
    this.#mail.got.length = 0
    const moment = () => ({ at: `${today}T${clock}:00+05:00`, day: today })
    await deliver(runInput([card], [this.#mail], { ledger: this.ledger, moment, scheduled: true }))
    return this.#mail.got.flatMap(({ reminders }) => reminders.map(({ date }) => date.slice(5)))
  }

  /** Runs every hour of a time; returns what was sent. */
  async hourly(day: string, hours: readonly number[]): Promise<string[]> {
    const sent: string[] = []
    for (const hour of hours) sent.push(...(await this.run(`${day} ${String(hour).padStart(2, '0')}:07`)))
    return sent
  }
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

describe('a clock that was ahead', () => {
  test('for one run sends a reminder early, which comes again on its day', async () => {
    const machine = new Machine()
    expect(await machine.hourly('03-01', [8, 9])).toEqual(['03-01'])
    expect(await machine.run('03-04 10:07')).toEqual(['03-04'])
    expect(await machine.hourly('03-01', [11, 12])).toEqual([])
    for (const day of ['03-02', '03-03', '03-04', '03-05'])
      expect(await machine.hourly(day, HOURS)).toEqual([day])
  })

  test('for some hours', async () => {
    const machine = new Machine()
    await machine.hourly('03-01', [8, 9])
    expect(await machine.hourly('03-04', [10, 11, 12])).toEqual(['03-04'])
    await machine.hourly('03-01', [13])
    for (const day of ['03-02', '03-03', '03-04']) expect(await machine.hourly(day, HOURS)).toEqual([day])
  })

  test('from the first run on', async () => {
    const machine = new Machine()
    expect(await machine.run('03-06 09:07')).toEqual(['03-06'])
    for (const day of ['03-02', '03-03', '03-04', '03-05', '03-06'])
      expect(await machine.run(`${day} 09:07`)).toEqual([day])
  })
})

describe('a clock that is behind repeats nothing', () => {
  test('by two days, for one run or many', async () => {
    const machine = new Machine()
    for (const day of ['03-01', '03-02', '03-03', '03-04', '03-05']) await machine.hourly(day, HOURS)
    expect(await machine.hourly('03-03', HOURS)).toEqual([])
    expect(await machine.hourly('03-04', [8])).toEqual([])
    expect(await machine.hourly('03-05', [23])).toEqual([])
    expect(await machine.hourly('03-06', [8])).toEqual(['03-06'])
  })

  test('by a month, after it was right for long', async () => {
    const machine = new Machine()
    for (let day = 10; day < 25; day++) await machine.run(`03-${day} 09:07`)
    await machine.run('03-01 09:07')
    await machine.run('03-01 10:07')
    expect(await machine.run('03-24 10:07')).toEqual([])
    expect(await machine.run('03-25 10:07')).toEqual(['03-25'])
  })

  test('for one run of a machine that was off before', async () => {
    const machine = new Machine()
    await machine.run('03-01 09:07')
    await machine.run('03-17 09:07')
    expect(await machine.run('03-15 09:07')).toEqual(['03-15'])
    expect(await machine.run('03-17 10:07')).toEqual([])
  })
})

test('of the times of runs a few stretches are kept', async () => {
  const machine = new Machine()
  for (const day of ['03-01', '03-02']) await machine.hourly(day, HOURS)
  await machine.run('03-09 09:07')
  expect(machine.ledger.ledger.runs).toEqual([
    { from: '2027-03-01T00:07:00+05:00', to: '2027-03-02T23:07:00+05:00' },
    { from: '2027-03-09T09:07:00+05:00', to: '2027-03-09T09:07:00+05:00' },
  ])
})
