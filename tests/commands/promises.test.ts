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

interface Document {
  guide: string
  /** Days from the first one to the expiry. */
  ends: number
}
const card = (ends: number): Document => ({ guide: 'kz/registration-card', ends })
const passport = (ends: number): Document => ({ guide: 'passport', ends })
const permit = (ends: number): Document => ({ guide: 'work-permit', ends })

/** Documents of one holder: the passport is a paper of the card. */
type Family = Record<'me' | 'passport' | 'permit', Document | null>
const family: fc.Arbitrary<Family> = fc.record({
  me: fc.integer({ min: -35, max: 45 }).map(card),
  passport: fc.option(fc.integer({ min: 5, max: 120 }).map(passport), { nil: null }),
  permit: fc.option(fc.integer({ min: 20, max: 75 }).map(permit), { nil: null }),
})

const CHANGES = ['ack', 'snooze', 'end-snooze', 'appointment', 'submit', 'refused', 'done'] as const
interface Change {
  what: (typeof CHANGES)[number]
  who: keyof Family
  days: number
}
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom(...CHANGES),
  who: fc.constantFrom('me', 'me', 'passport', 'permit'),
  days: fc.integer({ min: 1, max: 20 }),
})

/** Families in which everything happens that the test is about. */
const FAMILIES: [Family, Change[], string][] = [
  [
    { me: card(20), passport: passport(60), permit: permit(62) },
    [
      { what: 'snooze', who: 'me', days: 3 },
      { what: 'appointment', who: 'me', days: 5 },
    ],
    '08:00',
  ],
  [
    { me: card(12), passport: null, permit: permit(40) },
    [
      { what: 'submit', who: 'me', days: 1 },
      { what: 'refused', who: 'permit', days: 1 },
    ],
    '20:00',
  ],
  [
    { me: card(-10), passport: passport(100), permit: permit(45) },
    [
      { what: 'ack', who: 'me', days: 1 },
      { what: 'done', who: 'passport', days: 1 },
      { what: 'end-snooze', who: 'me', days: 1 },
      // A reminder falls inside it, and comes when it ends.
      { what: 'snooze', who: 'permit', days: 9 },
    ],
    '00:00',
  ],
  [{ me: card(40), passport: null, permit: null }, [], '20:00'],
]

interface NamedReminder extends Reminder {
  name: string
}

test('so for several documents, linked or not, whatever their stage and the hour of the reminders', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      family,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('00:00', '08:00', '20:00'),
      async (docs, changes, hour) => {
        const home = newHome()
        const run = async (now: Circumstances, ...words: string[]) => renew(home, words, now)
        const start = at(FIRST, '06:00')
        await run(start, 'config', 'set', 'remindAt', hour)
        for (const [name, doc] of Object.entries(docs)) {
          if (doc === null) continue
          const expires = addDays(FIRST, doc.ends)
          const added = [
            'add',
            name,
            '--guide',
            doc.guide,
            '--expires',
            expires,
            '--holder',
            'Li Na',
            '--zone',
            ZONE,
          ]
          const said = await run(start, ...added, '--yes')
          expect(said.code, said.stderr).toBe(0)
        }
        const ids = new Map(
          (await answer<{ cards: { id: string; name: string }[] }>(home, ['list'], start)).cards.map(
            ({ id, name }) => [id, name],
          ),
        )
        const sendOn = async (day: string, times: Iterable<string>): Promise<string[][]> => {
          const runs: string[][] = []
          for (const time of times) {
            const words = ['remind', '--scheduled']
            const { delivered } = await answer<{ delivered: NamedReminder[] }>(home, words, at(day, time))
            if (delivered.length > 0)
              runs.push(delivered.map(({ name, milestone }) => `${day} ${name} ${milestone}`).sort())
          }
          return runs
        }

        let day = FIRST
        for (const { what, who, days } of changes) {
          await sendOn(day, ['00:07', '08:07'])
          const now = at(day, '12:00')
          const words = {
            ack: ['ack', who],
            snooze: ['snooze', who, '--for', `${days}d`, '--yes'],
            'end-snooze': ['snooze', who, '--off'],
            appointment: ['edit', who, '--appointment', addDays(day, days)],
            submit: ['submit', who],
            refused: ['submit', who, '--submitted', ''],
            done: ['done', who, '--expires', addDays(day, 300 + days), '--yes'],
          }[what]
          if (what === 'refused') await run(now, 'submit', who)
          const said = await run(now, ...words)
          if (said.code === 0) seen.add(what)
          await sendOn(day, ['20:07'])
          day = addDays(day, 1)
        }

        const now = at(day, '06:30')
        const until = addDays(day, HORIZON)
        const dryRun = ['remind', '--dry-run', '--until', until]
        type Message = { day: string; reminders: NamedReminder[] }
        const { messages } = await answer<{ messages: Message[] }>(home, dryRun, now)
        type Day = { date: string; card: string; kind: string; code: string }
        const { days: agenda } = await answer<{ days: Day[] }>(home, ['agenda', '--to', until], now)
        const next = (await doctorsNext(home, now)) as NamedReminder | null
        type Standing = { cards: { name: string; stage: string }[] }
        const { cards } = await answer<Standing>(home, ['status'], now)
        const stages = new Map(cards.map(({ name, stage }) => [name, stage]))
        const pages = new Map<string, Reminder[]>()
        for (const name of ids.values())
          pages.set(name, (await answer<{ milestones: Reminder[] }>(home, ['show', name], now)).milestones)
        for (const stage of stages.values()) seen.add(stage)

        const sent: string[][] = []
        const runs = ['00:07', `${hour.slice(0, 2)}:07`]
        for (let on = day; on <= until; on = addDays(on, 1))
          sent.push(...(await sendOn(on, on === day ? ['07:07', '08:07', '20:07'] : new Set(runs))))
        expect(
          messages
            .flatMap(({ day, reminders }) =>
              reminders.map(({ name, milestone }) => `${day} ${name} ${milestone}`),
            )
            .sort(),
        ).toEqual(sent.flat().sort())
        expect(sent[0] === undefined ? null : sent[0].map(line => line.slice(11))).toEqual(
          sent[0] === undefined ? null : expect.arrayContaining([`${next?.name} ${next?.milestone}`]),
        )
        for (const [id, name] of ids) {
          const own = sent.flat().filter(line => line.slice(11).startsWith(`${name} `))
          const inAgenda = agenda
            .filter(({ card, kind, date }) => card === id && kind === 'milestone' && date > day)
            .map(({ date, code }) => `${date} ${code}`)
          const later = own.map(line => line.replace(`${name} `, '')).filter(line => line.slice(0, 10) > day)
          const isOver = stages.get(name) === 'overdue'
          expect(inAgenda).toEqual(later.filter(line => isOver || !/ \+/.test(line)))
          const shown = lines(pages.get(name)!).filter(line => line.slice(0, 10) > day)
          expect(shown.filter(line => line.slice(0, 10) <= until)).toEqual(later.slice(0, shown.length))
          for (const line of own) seen.add(line.replace(/.* /, '').replace(/^\+\d+/, '+'))
        }
      },
    ),
    { examples: FAMILIES, numRuns: process.env.RENEW_SLOW_TESTS ? 40 : FAMILIES.length + 1 },
  )
  // Without all of these, the test would say little.
  const stages = ['valid', 'prepare', 'overdue']
  const milestones = [
    'lead',
    '7d',
    '0d',
    '+d',
    'needed',
    'appointment-1d',
    'appointment',
    'ask+7d',
    'filing-opens',
  ]
  expect([...seen]).toEqual(expect.arrayContaining([...CHANGES, ...stages, ...milestones]))
}, 120_000)
