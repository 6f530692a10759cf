import { unlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { answer, newHome, renew } from '../world.ts'

interface Reminder {
  milestone: string
  date: string
}

/** Noon in Almaty. */
const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })
const TODAY = '2026-12-10'

/** A home with a card that ends on a Thursday, whose first reminder went out. */
async function homeAfter(...actions: string[][]): Promise<string> {
  const home = newHome()
  const words = ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic', '--zone', 'Asia/Almaty']
  expect((await renew(home, words, at('2026-12-01'))).code).toBe(0)
  await renew(home, ['remind', '--scheduled'], at('2026-12-01'))
  for (const action of actions) expect(await renew(home, action, at(TODAY))).toMatchObject({ code: 0 })
  return home
}

const lines = (reminders: readonly Reminder[]) =>
  reminders.map(({ date, milestone }) => `${date} ${milestone}`)

async function shown(home: string): Promise<string[]> {
  return lines((await answer<{ milestones: Reminder[] }>(home, ['show', 'me'], at(TODAY))).milestones)
}

async function inAgenda(home: string, ...more: string[]): Promise<string[]> {
  type Day = { date: string; kind: string; code: string }
  const { days } = await answer<{ days: Day[] }>(home, ['agenda', '--to', '2027-01-03', ...more], at(TODAY))
  return days.filter(({ kind }) => kind === 'milestone').map(({ date, code }) => `${date} ${code}`)
}

async function rehearsed(home: string): Promise<string[]> {
  type Message = { day: string; reminders: Reminder[] }
  const words = ['remind', '--dry-run', '--until', '2027-01-03']
  const { messages } = await answer<{ messages: Message[] }>(home, words, at(TODAY))
  return messages.flatMap(({ day, reminders }) => reminders.map(({ milestone }) => `${day} ${milestone}`))
}

async function sent(home: string): Promise<string[]> {
  const found: string[] = []
  for (let day = TODAY; day <= '2027-01-03'; day = addDays(day, 1)) {
    const { delivered } = await answer<{ delivered: Reminder[] }>(home, ['remind', '--scheduled'], at(day))
    found.push(...delivered.map(({ milestone }) => `${day} ${milestone}`))
  }
  return found
}

const LAST = ['2026-12-31 0d', '2027-01-01 +1d', '2027-01-02 +2d', '2027-01-03 +3d']
const FROM_3D = ['2026-12-28 3d', '2026-12-30 1d', ...LAST]

test('an expired document that was seen shows its next reminders, a week apart', async () => {
  const home = await homeAfter()
  const now = at('2027-01-04')
  const { next } = await answer<{ next: Reminder }>(home, ['ack', 'me'], now)
  const { milestones } = await answer<{ milestones: Reminder[] }>(home, ['show', 'me'], now)
  expect(milestones.map(({ date }) => date)).toEqual(['2027-01-11', '2027-01-18'])
  expect(milestones[0]).toMatchObject({ milestone: next.milestone, date: next.date })
})

describe('show, agenda and the rehearsal promise what the runs then send', () => {
  test.each<[string, string[][], string[]]>([
    ['as it is', [], ['2026-12-17 14d', '2026-12-24 7d', ...FROM_3D]],
    ['snoozed', [['snooze', 'me', '--for', '16d']], ['2026-12-26 7d', ...FROM_3D]],
    ['snoozed for longer than it lasts', [['snooze', 'me', '--for', '2mo']], LAST],
    ['acknowledged', [['ack', 'me']], ['2026-12-17 14d', '2026-12-24 7d', ...FROM_3D]],
    ['filed', [['submit', 'me']], ['2026-12-17 ask+7d', '2026-12-24 ask+14d', ...LAST.slice(0, 1)]],
    ['closed', [['close', 'me']], []],
  ])('of a card %s', async (what, actions, expected) => {
    const home = await homeAfter(...actions)
    const promised = await shown(home)
    if (what !== 'filed') expect(promised).toEqual(expected)
    else expect(promised.slice(0, 3)).toEqual(expected)
    // The agenda leaves out what comes after the expiry while the document is valid.
    expect(await inAgenda(home)).toEqual(promised.filter(line => !line.includes('+') || line.includes('ask')))
    expect(await rehearsed(home)).toEqual(promised)
    expect(await sent(home)).toEqual(promised)
  })

  test('also where the ledger cannot be read', async () => {
    const home = await homeAfter()
    writeFileSync(`${home}/ledger.json`, '{')
    expect(await shown(home)).toEqual(['2026-12-17 14d', '2026-12-24 7d', ...FROM_3D])
    unlinkSync(`${home}/ledger.json`)
    expect(await shown(home)).toEqual(['2026-12-17 14d', '2026-12-24 7d', ...FROM_3D])
  })
})

test('ack and submit name the reminder that comes next, after a snooze', async () => {
  const home = await homeAfter(['snooze', 'me', '--for', '10d'])
  const acked = await answer<{ next: Reminder }>(home, ['ack', 'me'], at(TODAY))
  expect(acked.next).toEqual({ milestone: '14d', date: '2026-12-20' })
  const { stdout } = await renew(home, ['submit', 'me'], at(TODAY))
  expect(stdout).toContain('20 Dec')
  expect((await shown(home))[0]).toBe('2026-12-20 ask+7d')
})

describe('the agenda', () => {
  test('keeps the milestones of days past, and that of today after it was sent', async () => {
    const home = await homeAfter()
    const on = at('2026-12-17')
    await renew(home, ['remind', '--scheduled'], on)
    type Day = { date: string; kind: string; code: string }
    const words = ['agenda', '--from', '2026-11-01', '--to', '2026-12-20']
    const { days } = await answer<{ days: Day[] }>(home, words, on)
    const found = days.filter(({ kind }) => kind === 'milestone').map(({ date, code }) => `${date} ${code}`)
    expect(found).toEqual(['2026-11-30 lead', '2026-12-17 14d'])
  })

  test('drops that of today when it was silenced before it was sent', async () => {
    const home = await homeAfter()
    const on = at('2026-12-17')
    await renew(home, ['snooze', 'me', '--for', '2d'], on)
    type Day = { date: string; kind: string; code: string }
    const { days } = await answer<{ days: Day[] }>(home, ['agenda', '--to', '2026-12-20'], on)
    const found = days.filter(({ kind }) => kind === 'milestone').map(({ date, code }) => `${date} ${code}`)
    expect(found).toEqual(['2026-12-19 14d'])
  })
})

test('add and done name the milestones that will be sent up to the last valid day', async () => {
  const home = newHome()
  const words = ['add', 'me', '--expires', '2026-12-20', '--guide', 'generic']
  const added = await renew(home, words, at('2026-12-13'))
  expect(added.stdout).toMatch(/Reminders: 13 Dec 2026, 17 Dec 2026, .*19 Dec 2026, 20 Dec 2026/)
  const { stdout } = await renew(home, ['done', 'me', '--expires', '2027-12-20', '--yes'], at('2026-12-13'))
  expect(stdout).toMatch(/Reminders: 20 Nov 2027, 6 Dec 2027, /)
})
