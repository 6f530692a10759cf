import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ENTER, talk } from '../keyboard.ts'
import { answer, newHome, renew } from '../world.ts'

type Command = readonly string[]

interface PlanAnswer {
  fits: boolean | null
  steps: { code: string; latest: string | null; start: string | null; unknown: boolean; done: boolean }[]
  problems: { code: string; text: string }[]
  alternatives: { code: string }[]
}

async function homeOf(commands: readonly Command[]): Promise<string> {
  const home = newHome()
  for (const argv of commands) {
    const { code, stderr } = await renew(home, argv)
    expect(code, stderr).toBe(0)
  }
  return home
}

const ME: Command = [
  'add',
  'me',
  '--guide',
  'kz/registration-card',
  '--expires',
  '2027-01-01',
  '--holder',
  'Li Na',
]
const edit = (...more: string[]): Command => ['edit', 'me', ...more]
const IN_PERSON = edit('--method', 'in-person')
const KNOWN: Command[] = [
  edit(
    '--durations',
    'passport=1d,application-form=1d,photo=2d,proof-of-residence=3d,book-appointment=2d,wait-for-card=5wd',
  ),
  ['tick', 'me', 'health-certificate', '--not-needed'],
]
const PASSPORT: Command = [
  'add',
  'passport',
  '--guide',
  'passport',
  '--expires',
  '2027-03-27',
  '--holder',
  'Li Na',
]

/** Plans asked about on 1 December 2026, unless another day is named. */
const PLANS: Record<string, { commands: Command[]; fits: boolean | null; on?: string }> = {
  'nothing-known': { commands: [ME], fits: null },
  'all-known': { commands: [ME, IN_PERSON, ...KNOWN], fits: true },
  'passport-ends-first': {
    commands: [ME, IN_PERSON, PASSPORT, edit('--appointment', '2026-12-15')],
    fits: false,
  },
  'appointment-on-a-holiday': { commands: [ME, IN_PERSON, edit('--appointment', '2026-12-16')], fits: null },
  'appointment-in-the-past': { commands: [ME, IN_PERSON, edit('--appointment', '2026-11-16')], fits: null },
  'appointment-too-late': { commands: [ME, IN_PERSON, edit('--appointment', '2027-03-01')], fits: false },
  'one-day-left': { commands: [ME, IN_PERSON], fits: null, on: '2026-12-30' },
}

describe.each(Object.entries(PLANS))('the plan: %s', (name, { commands, fits, on = '2026-12-01' }) => {
  test.each(['en', 'zh', 'ru', 'kk'])('on a terminal, in a pipe and as JSON (%s)', async lang => {
    const home = await homeOf(commands)
    const argv = ['plan', 'me', '--lang', lang, '--on', on]
    const screen = await renew(home, argv, { terminal: { width: 80, height: 200 } })
    const piped = await renew(home, argv)
    const { card: _, ...json } = await answer<PlanAnswer & { card: string }>(home, argv)
    expect(json.fits).toBe(fits)
    const ids = /\b(renew-)?[a-z][a-z0-9]{9}\b(?=")/g
    const golden = [
      screen.stdout,
      piped.stdout,
      `${JSON.stringify(json, null, 1)}\n`.replace(ids, '$1id'),
    ].join('---\n')
    await expect(golden).toMatchFileSnapshot(`screens/golden/plan-${name}.${lang}.txt`)
    // All that is said on a terminal is said in a pipe too.
    for (const { text } of json.problems) expect(piped.stdout).toContain(text)
  })
})

test('no golden plan names an id or a code where a person reads', () => {
  for (const name of Object.keys(PLANS)) {
    for (const lang of ['en', 'zh', 'ru', 'kk']) {
      const [screen, piped] = readFileSync(
        `tests/commands/screens/golden/plan-${name}.${lang}.txt`,
        'utf8',
      ).split('---\n')
      expect(`${screen}${piped}`).not.toMatch(/undefined|renew-[a-z0-9]{10}/)
    }
  }
})

describe('an unknown duration', () => {
  test('gives a step no latest day, in the plan, in next and in the agenda', async () => {
    const home = await homeOf([ME, IN_PERSON])
    const { steps } = await answer<PlanAnswer>(home, ['plan', 'me'])
    const waiting = steps.find(({ code }) => code === 'wait-for-card')!
    const collect = steps.find(({ code }) => code === 'collect')!
    expect(waiting).toMatchObject({ latest: null, unknown: true, start: null })
    expect(collect.latest).toBe('2026-12-31')
    for (const step of steps.filter(one => one !== collect && one !== waiting))
      expect(step).toMatchObject({ latest: null, start: '2026-12-01' })
    const { next } = await answer<{ next: { by: string | null } }>(home, ['next'])
    expect(next.by).toBeNull()
    const { days } = await answer<{ days: { kind: string; code: string }[] }>(home, ['agenda'])
    expect(days.filter(({ kind }) => kind === 'step').map(({ code }) => code)).toEqual(['collect'])
  })

  test('is dated by an appointment: what is needed then', async () => {
    const home = await homeOf([ME, IN_PERSON, edit('--appointment', '2026-12-15')])
    const { steps, fits } = await answer<PlanAnswer>(home, ['plan', 'me'])
    expect(fits).toBeNull()
    expect(steps.find(({ code }) => code === 'photo')).toMatchObject({ latest: '2026-12-15', unknown: true })
  })

  test('of a window that has not opened starts on its first day', async () => {
    const home = await homeOf([ME])
    const { steps } = await answer<PlanAnswer>(home, ['plan', 'me', '--on', '2026-10-01'])
    expect(steps.find(({ code }) => code === 'photo')!.start).toBe('2026-12-01')
    const { stdout } = await renew(home, ['plan', 'me', '--on', '2026-10-01'])
    expect(stdout).toContain('Start on Tue 1 Dec 2026')
  })
})

describe('plan --ask', () => {
  test('asks how long each step of unknown length takes, stores it, and an empty answer leaves it', async () => {
    const home = await homeOf([
      ['add', 'club', '--guide', 'visa', '--expires', '2027-01-01', '--holder', 'Li Na'],
    ])
    const { stdout } = await talk(
      home,
      ['plan', 'club', '--ask'],
      [
        ['How long does this take? Passport', `soon${ENTER}`],
        ['How long does this take? Passport', `1w${ENTER}`],
        ['How long does this take? Wait for the new document', ENTER],
      ],
    )
    expect(stdout).toContain('Cannot tell')
    const stored = await answer<{ cards: { durations: object }[] }>(home, ['list'])
    expect(stored.cards[0]!.durations).toEqual({ passport: '1w' })
    const again = await talk(
      home,
      ['plan', 'club', '--ask'],
      [['How long does this take? Wait for the new document', `10d${ENTER}`]],
    )
    expect(again.stdout).toContain('Yes: everything can be done in time.')
  })

  test('asks first whether a document is the paper, and links it', async () => {
    const home = await homeOf([
      ['add', 'visa', '--guide', 'visa', '--expires', '2027-01-01'],
      ['add', 'passport', '--guide', 'passport', '--expires', '2030-01-01', '--yes'],
    ])
    await talk(
      home,
      ['plan', 'visa', '--ask'],
      [
        ['"visa" needs a document: Passport. Is it this one?', 'y'],
        ['How long does this take? Wait for the new document', ENTER],
      ],
    )
    expect((await answer<PlanAnswer>(home, ['plan', 'visa'])).steps).toContainEqual(
      expect.objectContaining({ code: 'passport', done: true }),
    )
  })

  test.each([
    ['links what nobody is named of', [], true],
    ["does not link another person's", ['--holder', 'Anna'], false],
  ] as const)('Enter %s', async (_, holder, isLinked) => {
    const home = await homeOf([
      ['add', 'visa', '--guide', 'visa', '--expires', '2027-01-01'],
      ['add', 'passport', '--guide', 'passport', '--expires', '2030-01-01', '--yes', ...holder],
    ])
    await talk(
      home,
      ['plan', 'visa', '--ask'],
      [
        ['Is it this one?', ENTER],
        [isLinked ? 'Wait for the new document' : 'How long does this take? Passport', ENTER],
        ...(isLinked ? [] : [['Wait for the new document', ENTER] as const]),
      ],
    )
    const { cards } = await answer<{ cards: { name: string; links: string[] }[] }>(home, ['list'])
    expect(cards.find(({ name }) => name === 'visa')!.links.length > 0).toBe(isLinked)
  })

  test('needs a terminal', async () => {
    const home = await homeOf([ME])
    const { code, stderr } = await renew(home, ['plan', 'me', '--ask'])
    expect(code).toBe(2)
    expect(stderr).toContain('renew edit me --durations application-form=2w')
  })
})

describe('--durations', () => {
  test.each([
    ['edit', 'me'],
    ['add', 'other', '--expires', '2027-01-01', '--guide', 'kz/registration-card'],
  ])('with an unknown step is refused with the list: %s', async (...argv) => {
    const home = await homeOf([ME])
    const { code, stderr } = await renew(home, [...argv, '--durations', 'nophoto=2d'])
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /no paper or step "nophoto".*Photo \(photo\).*Wait for the new document \(wait-for-card\)/,
    )
  })

  test('takes the shown names too, in any language', async () => {
    const home = await homeOf([ME, edit('--durations', 'Wait for the new document=1w,居住证明=3d,slack=2d')])
    const { cards } = await answer<{ cards: { durations: object }[] }>(home, ['list'])
    expect(cards[0]!.durations).toEqual({ 'wait-for-card': '1w', 'proof-of-residence': '3d', slack: '2d' })
  })
})

describe('agenda --month', () => {
  test('draws every month up to --to', async () => {
    const home = await homeOf([ME])
    const { stdout } = await renew(home, ['agenda', '--month', '--to', '2027-01-15'], {
      terminal: { width: 80, height: 200 },
    })
    expect(stdout).toMatch(/December 2026[\s\S]*January 2027/)
    expect(stdout).not.toContain('February 2027')
  })

  test('refuses a --to that is not a date', async () => {
    expect((await renew(await homeOf([ME]), ['agenda', '--month', '--to', 'nonsense'])).code).toBe(2)
  })
})

test('the agenda has no reminders after the end of a document that has not ended', async () => {
  const { days } = await answer<{ days: { kind: string; code: string }[] }>(await homeOf([ME]), ['agenda'])
  const codes = days.filter(({ kind }) => kind === 'milestone').map(({ code }) => code)
  expect(codes).toContain('0d')
  expect(codes.filter(code => code.startsWith('+'))).toEqual([])
})

test('the plan of a submitted document says that it waits, before and after the expiry', async () => {
  const home = newHome()
  const on = (now: string) => ({ now: `${now}T10:00:00+05:00` })
  await renew(home, ['add', 'me', '--expires', '2027-01-10', '--method', 'in-person'], on('2026-12-20'))
  await renew(home, ['submit', 'me'], on('2026-12-21'))
  for (const day of ['2026-12-22', '2027-01-12']) {
    const { stdout } = await renew(home, ['plan', 'me'], on(day))
    expect(stdout).toMatch(/^verdict\tsubmitted\tSubmitted on Mon 21 Dec 2026: wait/m)
    expect((await answer<{ fits: unknown }>(home, ['plan', 'me'], on(day))).fits).toBeNull()
  }
})

test('an appointment on a day off has no day before which nothing can be done', async () => {
  const home = newHome()
  const now = { now: '2026-12-10T10:00:00+05:00' }
  await renew(home, ['add', 'me', '--expires', '2027-01-10', '--method', 'in-person'], now)
  await renew(home, ['edit', 'me', '--appointment', '2026-12-20'], now)
  expect((await renew(home, ['plan', 'me'], now)).stdout).not.toContain('not before')
})

test('an expired document is added without the days that were missed, and with the reminders that follow', async () => {
  const home = newHome()
  const now = { now: '2026-12-10T10:00:00+05:00' }
  const added = async (name: string, expires: string) =>
    (await renew(home, ['add', name, '--expires', expires], now)).stdout
  const old = await added('old', '2026-11-01')
  expect(old).not.toMatch(/had to start|in time/)
  expect(old).toContain('then weekly until you renew')
  expect(await added('young', '2026-12-01')).toContain('then daily until you renew')
})
