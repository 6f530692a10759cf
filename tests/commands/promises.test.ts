import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { clockIn } from '../reminders/clocks.ts'
import { answer, type Circumstances, newHome, renew } from '../world.ts'

interface Reminder {
  milestone: string
  date: string
}
interface Next {
  next: Reminder | null
}

const ZONE = 'Asia/Almaty'
const { dayIn, instantAt } = clockIn(ZONE, 0)
const FIRST = '2026-12-07'
const HORIZON = 16

/** A time of a day in Almaty, whatever the zone of the tests. */
const at = (day: string, time: string): Circumstances => ({
  now: `${day}T${time}:00+05:00`,
  io: { dayIn, instantAt },
})

const action = fc.oneof(
  fc.record({ what: fc.constant('ack' as const), days: fc.constant(0) }),
  fc.record({ what: fc.constant('snooze' as const), days: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ what: fc.constant('end-snooze' as const), days: fc.constant(0) }),
  fc.record({ what: fc.constant('appointment' as const), days: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ what: fc.constant('submit' as const), days: fc.constant(0) }),
  fc.record({ what: fc.constant('nothing' as const), days: fc.constant(0) }),
)
const anyCase = fc.record({
  expires: fc.integer({ min: -3, max: 40 }),
  more: fc.constantFrom([], ['--processing', '5wd'], ['--milestones', '20d,10d,2d']),
  actions: fc.array(action, { minLength: 2, maxLength: 4 }),
  // Before and after the time of the reminders.
  time: fc.constantFrom('06:30', '12:00'),
})

/** What the timer sends on a day, early and late, as `2026-12-17 14d`. */
async function sentOn(home: string, day: string, times: readonly string[]): Promise<string[]> {
  const sent: string[] = []
  for (const time of times) {
    const words = ['remind', '--scheduled']
    const { delivered } = await answer<{ delivered: Reminder[] }>(home, words, at(day, time))
    sent.push(...delivered.map(({ milestone }) => `${day} ${milestone}`))
  }
  return sent
}

const lines = (reminders: readonly Reminder[]) =>
  reminders.map(({ date, milestone }) => `${date} ${milestone}`)

test('whatever was done before, each command promises what the timer then sends', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(anyCase, async ({ expires, more, actions, time }) => {
      const home = newHome()
      const added = ['add', 'me', '--expires', addDays(FIRST, expires), '--guide', 'generic', '--zone', ZONE]
      const start = await renew(home, [...added, ...more], at(FIRST, '06:00'))
      expect(start.code, start.stderr).toBe(0)

      let day = FIRST
      let promise: { line: string | null } | null = null
      const check = (sent: readonly string[]) => {
        if (promise === null || sent.length === 0) return
        expect(sent[0]).toBe(promise.line)
        compared++
        promise = null
      }
      for (const { what, days } of actions) {
        if (time === '12:00') check(await sentOn(home, day, ['08:07']))
        const now = at(day, time)
        const promised = (next: Reminder | null) => ({ line: next && lines([next])[0]! })
        if (what === 'ack') promise = promised((await answer<Next>(home, ['ack', 'me'], now)).next)
        else if (what === 'snooze') {
          const words = ['snooze', 'me', '--for', `${days}d`, '--json']
          const { code, stdout } = await renew(home, words, now)
          if (code === 0) promise = promised((JSON.parse(stdout) as Next).next)
        } else if (what === 'end-snooze')
          promise = promised((await answer<Next>(home, ['snooze', 'me', '--off'], now)).next)
        else if (what === 'appointment') {
          await renew(home, ['edit', 'me', '--appointment', addDays(day, days)], now)
          promise = null
        } else if (what === 'submit') {
          await renew(home, ['submit', 'me'], now)
          promise = null
        }
        check(
          await sentOn(
            home,
            day,
            ['07:07', '08:07', '20:07'].filter(run => run > time),
          ),
        )
        day = addDays(day, 1)
      }

      const now = at(day, time)
      const until = addDays(day, HORIZON)
      if (time === '12:00') check(await sentOn(home, day, ['08:07']))
      const { milestones } = await answer<{ milestones: Reminder[] }>(home, ['show', 'me'], now)
      type Day = { date: string; kind: string; code: string }
      const { days } = await answer<{ days: Day[] }>(home, ['agenda', '--to', until], now)
      const inAgenda = days
        .filter(({ kind }) => kind === 'milestone')
        .map(({ date, code }) => ({ date, milestone: code }))
      type Message = { day: string; reminders: Reminder[] }
      const dryRun = ['remind', '--dry-run', '--until', until]
      const { messages } = await answer<{ messages: Message[] }>(home, dryRun, now)
      const next = await doctorsNext(home, now)

      const sent: string[] = []
      for (let on = day; on <= until; on = addDays(on, 1)) {
        const times = on === day ? ['07:07', '08:07', '12:07'].filter(run => run > time) : ['07:07', '08:07']
        sent.push(...(await sentOn(home, on, times)))
      }
      check(sent)
      const later = (reminders: readonly string[]) => reminders.filter(one => one.slice(0, 10) > day)
      const rehearsed = messages.flatMap(({ day, reminders }) =>
        reminders.map(({ milestone }) => `${day} ${milestone}`),
      )
      expect(rehearsed).toEqual(sent)
      // The agenda leaves out what comes after the expiry while the document is valid.
      const isOver = addDays(FIRST, expires) < day
      expect(later(lines(inAgenda))).toEqual(later(sent).filter(one => isOver || !/ \+/.test(one)))
      const shown = later(lines(milestones))
      expect(shown.filter(one => one.slice(0, 10) <= until)).toEqual(later(sent).slice(0, shown.length))
      if (sent.length > 0) expect(next?.milestone).toBe(sent[0]!.slice(11))
      compared += sent.length
    }),
    { numRuns: process.env.RENEW_SLOW_TESTS ? 40 : 5 },
  )
  expect(compared).toBeGreaterThan(5)
}, 120_000)

async function doctorsNext(home: string, now: Circumstances): Promise<Reminder | null> {
  const { stdout } = await renew(home, ['doctor', '--json'], now)
  return (JSON.parse(stdout) as Next).next
}
