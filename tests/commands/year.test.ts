import { expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { newHome, renew } from '../world.ts'
import { addRecorder } from './recorder.ts'

const at = (day: string) => ({ now: `${day}T09:07:00+05:00` })

/** What a card of 2027-03-28, a Sunday, owes by day: holidays from the 22nd to the 24th change none of it. */
const EXPIRES = '2027-03-28'
const BEFORE: [string, string][] = [
  ['2027-02-28', 'lead'],
  ['2027-03-14', '14d'],
  ['2027-03-21', '7d'],
  ['2027-03-25', '3d'],
  ['2027-03-26', 'last-working-day'],
  ['2027-03-27', '1d'],
  ['2027-03-28', '0d'],
]
const DAILY = 30
const FOLLOWING = [37, 44, 51, 58, 65, 72]
const MILESTONES: [string, string][] = [
  ...BEFORE,
  ...Array.from({ length: DAILY }, (_, n): [string, string] => [addDays(EXPIRES, n + 1), `+${n + 1}d`]),
  ...FOLLOWING.map((n): [string, string] => [addDays(EXPIRES, n), `+${n}d`]),
]
/** Wanted for a month; it ends on the last working day at the latest. */
const SNOOZED = { on: '2027-03-15', until: '2027-03-26' }
const DONE = '2027-06-10'
const RENEWED = '2028-03-28'
const END = '2027-11-30'

/** Days until the machine runs again: mostly the next, at times up to three weeks later. */
const GAPS = [1, 1, 1, 21, 1, 1, 2, 1, 1, 1, 1, 1, 9, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 1, 1, 1, 14]

test('a year of runs, with gaps, and two more after each that sends: every milestone once or overtaken, daily after the end until done', async () => {
  const home = newHome()
  const heard = await addRecorder(home)
  const call = async (day: string, ...words: string[]) => {
    const { code, stdout, stderr } = await renew(home, words, at(day))
    expect(code, `${day} ${words.join(' ')}: ${stderr}`).toBe(0)
    return stdout + stderr
  }
  await call('2026-12-01', 'add', 'me', '--expires', EXPIRES)
  let [isSnoozed, isRenewed, said] = [false, false, '']
  let step = 0
  for (let day = '2026-12-01'; day <= END; day = addDays(day, GAPS[step++ % GAPS.length]!)) {
    if (!isSnoozed && day >= SNOOZED.on) await call(day, 'snooze', 'me', '--for', '30d')
    isSnoozed ||= day >= SNOOZED.on
    if (!isRenewed && day >= DONE) await call(day, 'done', 'me', '--expires', RENEWED)
    isRenewed ||= day >= DONE
    const known = heard().length
    const run = async () => expect(await call(day, 'remind', '--scheduled')).toBe('')
    await run()
    // After a run that owed nothing, a second one finds what the run of the next day finds.
    for (let again = 0; heard().length > known && again < 2; again++) await run()

    const isSilent = isRenewed || (isSnoozed && day < SNOOZED.until)
    const newest = isSilent ? undefined : MILESTONES.findLast(([date]) => date <= day)
    const fresh = heard()
      .slice(known)
      .map(({ reminders }) => reminders.map(({ date, milestone }) => [date, milestone]))
    // Of what fell into a gap only the newest is said; nothing is said twice.
    expect(fresh, day).toEqual(newest && newest[0] > said ? [[newest]] : [])
    said = newest?.[0] ?? said
  }
  const all = heard().flatMap(({ reminders }) => reminders)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.map(({ milestone }) => milestone)).toContain('last-working-day')
  expect(all.filter(({ stage }) => stage === 'overdue').length).toBeGreaterThan(15)
  expect(all.length).toBeLessThan(MILESTONES.length)
}, 60_000)
