import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

const NOW = { now: '2026-12-01T10:00:00+05:00' }

interface Status {
  cards: { appointment: { date: string; time: string | null; place: string | null } | null; actBy: string }[]
}

async function homeWith(...words: string[]): Promise<string> {
  const home = newHome()
  expect(await renew(home, ['add', 'me', '--expires', '2027-01-01', ...words], NOW)).toMatchObject({
    code: 0,
  })
  return home
}

async function appointment(home: string): Promise<Status['cards'][0]['appointment']> {
  return (await answer<Status>(home, ['status'], NOW)).cards[0]!.appointment
}

const edit = (home: string, ...words: string[]) => renew(home, ['edit', 'me', ...words], NOW)

describe('an appointment', () => {
  const BOOKED = ['--appointment', '2026-12-15 10:30', '--place', 'Abay 12, window 3']

  test('has a time and a place, with add and with edit', async () => {
    const whole = { date: '2026-12-15', time: '10:30', place: 'Abay 12, window 3' }
    expect(await appointment(await homeWith(...BOOKED))).toEqual(whole)
    const home = await homeWith()
    expect(await appointment(home)).toBeNull()
    const said = await edit(home, ...BOOKED)
    expect(said.stdout).toMatch(/appointment time.*10:30/i)
    expect(said.stdout).toMatch(/appointment place.*Abay 12, window 3/i)
    expect(await appointment(home)).toEqual(whole)
    expect((await renew(home, ['show', 'me'], NOW)).stdout).toMatch(/10:30[\s\S]*Abay 12, window 3/)
  })

  test('that is moved has no time until one is given, and keeps its place; without it nothing is left', async () => {
    const home = await homeWith(...BOOKED)
    await edit(home, '--appointment', '2026-12-17')
    expect(await appointment(home)).toEqual({ date: '2026-12-17', time: null, place: 'Abay 12, window 3' })
    await edit(home, '--place', '')
    expect(await appointment(home)).toEqual({ date: '2026-12-17', time: null, place: null })
    await edit(home, '--appointment', '')
    expect(await appointment(home)).toBeNull()
  })

  test('is needed for a place', async () => {
    expect(await edit(await homeWith(), '--place', 'Abay 12')).toMatchObject({ code: 2, stdout: '' })
  })

  test('is the only date that takes a time', async () => {
    expect(await edit(await homeWith(), '--expires', '2027-01-05 10:30')).toMatchObject({ code: 2 })
    expect(await edit(await homeWith(), '--issued', '2026-01-05 10:30')).toMatchObject({ code: 2 })
  })

  test('is named by its reminders, with what to bring, in both languages', async () => {
    const home = await homeWith('--method', 'in-person', ...BOOKED)
    const tell = async (day: string, lang: string) =>
      (await renew(home, ['remind', '--dry-run', '--on', day, '--lang', lang], NOW)).stdout
    const before = await tell('2026-12-14', 'en')
    expect(before).toContain('\nme: appointment tomorrow, Tue 15 Dec 10:30\n')
    expect(before).toContain('your appointment is tomorrow, Tue 15 Dec 2026, at 10:30, Abay 12, window 3.')
    expect(before).toMatch(/Bring: Passport, /)
    expect(await tell('2026-12-15', 'en')).toContain('\nme: appointment today, 10:30\n')
    expect(await tell('2026-12-14', 'zh')).toContain('\nme：明天有预约，12月15日（周二）10:30\n')
    expect(await tell('2026-12-15', 'zh')).toContain('\nme：今天有预约，10:30\n')
  })
})

describe('an appointment that has passed without an application', () => {
  const home = async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2027-01-10', '--method', 'in-person'], NOW)
    await renew(home, ['edit', 'me', '--appointment', '2026-12-15'], NOW)
    return home
  }
  const AFTER = { now: '2026-12-16T10:00:00+05:00' }

  test('is asked about by the reminder of the next day, status, next, show and plan', async () => {
    const it = await home()
    const asks = 'Record that you applied, or book another appointment'
    const rehearsed = await renew(it, ['remind', '--dry-run', '--until', '2026-12-20'], NOW)
    expect(rehearsed.stdout.match(/appointment was on Tue 15 Dec$/gm)).toHaveLength(1)
    expect(rehearsed.stdout).toMatch(/Wed 16 Dec 2026\nme: appointment was on Tue 15 Dec\n/)
    expect(rehearsed.stdout).toContain(`Next: ${asks}.`)
    const tty = { ...AFTER, terminal: { width: 200 } }
    expect((await renew(it, ['status'], tty)).stdout.replaceAll(/\s+/g, ' ')).toContain(
      `${asks}: renew submit me`,
    )
    for (const command of [['next'], ['show', 'me']])
      expect((await renew(it, command, AFTER)).stdout).toContain(asks)
    const plan = (await renew(it, ['plan', 'me'], AFTER)).stdout
    expect(plan).toMatch(/^question\tappointment-past\trenew submit me$/m)
    expect(plan).not.toMatch(/^done\t.*Book an appointment/m)
  })

  test('is not asked about once it is submitted', async () => {
    const it = await home()
    await renew(it, ['submit', 'me'], { now: '2026-12-15T18:00:00+05:00' })
    expect((await renew(it, ['remind', '--dry-run', '--until', '2026-12-20'], AFTER)).stdout).not.toContain(
      'appointment',
    )
    expect((await renew(it, ['next'], AFTER)).stdout).not.toContain('appointment')
  })
})

test('a pipe gets the appointment until its day is over, and then when the application was submitted', async () => {
  const home = await homeWith('--appointment', '2026-12-15 10:30', '--place', 'Abay 12')
  const remarks = async (day: string): Promise<string> => {
    const { stdout } = await renew(home, ['status', '--on', day])
    return stdout.trimEnd().split('\t').at(-1)!
  }
  expect(await remarks('2026-12-15')).toMatch(/^appointment: 2026-12-15, 10:30, Abay 12; Stay /)
  expect(await remarks('2026-12-16')).toMatch(/^Stay /)
  await renew(home, ['submit', 'me', '--receipt', 'A1'])
  expect(await remarks('2026-12-16')).toMatch(/^submitted: 2026-12-01, receipt A1; Stay /)
})
