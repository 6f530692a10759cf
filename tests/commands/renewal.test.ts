import { describe, expect, test } from 'vitest'
import { widthOf } from '../../src/text/width.ts'
import { answer, newHome, renew } from '../world.ts'

interface Step {
  code: string
  latest: string
  done: boolean
  kind: string
}
interface Status {
  cards: {
    course: string
    materials: { ready: number; needed: number; missing: string[] } | null
    next: { code: string; by: string | null } | null
  }[]
}

/** The first of December 2026, one month before the card ends, at noon in Almaty. */
async function homeWithMe(): Promise<string> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--holder', 'Li'])
  return home
}

const on = (day: string) => ({ now: `${day}T12:00:00+05:00` })
const meIn = async (home: string, day = '2026-12-01') =>
  (await answer<Status>(home, ['status', 'me'], on(day))).cards[0]!
const stepsOf = async (home: string) => (await answer<{ steps: Step[] }>(home, ['plan', 'me'])).steps
async function done(home: string, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await renew(home, argv)
  expect({ argv, code, stderr }).toEqual({ argv, code: 0, stderr: '' })
  return stdout
}

describe('tick', () => {
  test('counts a paper as ready, by its id, its name or the beginning of it', async () => {
    const home = await homeWithMe()
    await done(home, 'tick', 'me', 'photo')
    await done(home, 'tick', 'me', 'application')
    expect((await meIn(home)).materials).toEqual({
      ready: 2,
      needed: 5,
      missing: ['passport', 'proof-of-residence'],
      unanswered: ['health-certificate'],
    })
    expect((await meIn(home)).course).toBe('preparing')
  })

  test('says why a paper does not count: too few blank pages', async () => {
    const home = await homeWithMe()
    expect(await done(home, 'tick', 'me', 'passport', '--pages', '1')).toContain(
      '1 blank page, and 2 are needed',
    )
    expect((await meIn(home)).materials?.missing).toContain('passport')
    await done(home, 'tick', 'me', 'passport', '--pages', '2', '--until', '2030-01-01')
    expect((await meIn(home)).materials?.missing).not.toContain('passport')
  })

  test('takes one of several papers that would do, and remembers which', async () => {
    const home = await homeWithMe()
    await done(home, 'tick', 'me', 'lease')
    const { cards } = await answer<{ cards: { renewal: { ticks: object } }[] }>(home, ['list'])
    expect(cards[0]!.renewal.ticks).toMatchObject({
      'proof-of-residence': { choice: 'lease', done: '2026-12-01' },
    })
  })

  test('asks once about a paper that depends on the case: not needed, or needed and missing', async () => {
    const home = await homeWithMe()
    await done(home, 'tick', 'me', 'health-certificate', '--needed')
    expect((await meIn(home)).materials).toMatchObject({
      needed: 5,
      missing: expect.arrayContaining(['health-certificate']),
    })
    await done(home, 'tick', 'me', 'health-certificate', '--not-needed')
    expect((await meIn(home)).materials).toMatchObject({ needed: 4 })
  })

  test('puts a paper of your own on the list, and ticks it off by its name', async () => {
    const home = await homeWithMe()
    const added = await done(home, 'tick', 'me', 'letter from my employer', '--own')
    expect(added).toBe('On the list: letter from my employer\n0 of 6 papers are ready.\n')
    expect((await meIn(home)).materials).toMatchObject({ ready: 0, needed: 6 })
    await done(home, 'tick', 'me', 'letter from my employer')
    expect((await meIn(home)).materials).toMatchObject({ ready: 1, needed: 6 })
  })

  test('refuses what it does not know, and a paper taken in the future', async () => {
    const home = await homeWithMe()
    const near = (stderr: string) => ({ code: 1, stderr: expect.stringContaining(stderr) })
    const list = 'the whole list: renew guide me; or add your own with --own'
    expect(await renew(home, ['tick', 'me', 'foto'])).toMatchObject(near(`closest: Photo (photo); ${list}`))
    expect(await renew(home, ['tick', 'me', 'residense'])).toMatchObject(
      near(`closest: Proof of residence (proof-of-residence); ${list}`),
    )
    expect(await renew(home, ['tick', 'me', 'qqqqqq'])).toMatchObject(near(`"qqqqqq"; ${list}`))
    expect(await renew(home, ['untick', 'me', 'foto'])).toMatchObject(near('closest: Photo (photo); '))
    expect(await renew(home, ['tick', 'me', 'photo', '--taken', '2027-01-01'])).toMatchObject({ code: 2 })
    expect(await renew(home, ['tick', 'me', 'photo', '--pages', '-1'])).toMatchObject({ code: 2 })
    expect((await meIn(home)).course).toBe('not-started')
  })

  test('and the preview of its undo fit the terminal', async () => {
    for (const lang of ['en', 'zh', 'ru', 'kk']) {
      const home = await homeWithMe()
      const onTerminal = { terminal: { width: 60 } }
      const ticked = await renew(
        home,
        ['tick', 'me', 'photo', '--taken', '2026-11-20', '--lang', lang],
        onTerminal,
      )
      const undone = await renew(home, ['undo', '-y', '--lang', lang], onTerminal)
      for (const line of (ticked.stdout + undone.stderr + undone.stdout).split('\n'))
        expect(widthOf(line)).toBeLessThanOrEqual(60)
    }
  })

  test('is taken back by untick, and by undo', async () => {
    const home = await homeWithMe()
    await done(home, 'tick', 'me', 'photo')
    await done(home, 'untick', 'me', 'photo')
    expect((await meIn(home)).course).toBe('not-started')
    expect(await renew(home, ['untick', 'me', 'photo'])).toMatchObject({ code: 1 })
    await renew(home, ['undo', '--yes'])
    expect((await meIn(home)).materials).toMatchObject({ ready: 1 })
  })
})

describe('plan', () => {
  test('begins with the choice of a way, and follows the steps of the one that was chosen', async () => {
    const home = await homeWithMe()
    expect((await stepsOf(home)).map(({ code }) => code)).toContain('choose-method')
    await done(home, 'edit', 'me', '--method', 'in-person', '--appointment', '2026-12-15')
    const steps = await stepsOf(home)
    expect(steps.map(({ code }) => code)).not.toContain('choose-method')
    expect(steps.find(({ code }) => code === 'book-appointment')).toMatchObject({ done: true })
    for (const { kind, latest } of steps.filter(({ kind }) => kind === 'material')) {
      expect({ kind, inTime: latest <= '2026-12-15' }).toEqual({ kind, inTime: true })
    }
  })

  test('puts the passport first when it ends before the new card would', async () => {
    const home = await homeWithMe()
    await done(home, 'add', 'passport', '--guide', 'passport', '--holder', 'Li', '--expires', '2027-06-01')
    const [first] = await stepsOf(home)
    expect(first).toMatchObject({ kind: 'link', code: expect.stringMatching(/^renew-/) })
    expect(await done(home, 'plan', 'me')).toContain('Renew "passport" first')
  })

  test('says that an appointment after the last day does not fit, and what may', async () => {
    const home = await homeWithMe()
    await done(home, 'edit', 'me', '--method', 'in-person', '--appointment', '2027-01-05')
    const { stdout } = await renew(home, ['plan', 'me'], { terminal: { width: 100 } })
    expect(stdout).toContain('expires before the appointment on Tue 5 Jan 2027')
    expect(stdout).toMatch(/may be in time, ask|would be in time/)
    expect(await answer(home, ['plan', 'me'])).toMatchObject({ fits: false })
  })

  test('refuses a way the guide does not know, and a card of which nothing is known', async () => {
    const home = await homeWithMe()
    expect(await renew(home, ['edit', 'me', '--method', 'by-pigeon'])).toMatchObject({ code: 1 })
    await done(home, 'add', 'club', '--guide', 'generic', '--expires', '2027-01-31')
    expect(await renew(home, ['plan', 'club'])).toMatchObject({ code: 1 })
  })
})

describe('submit', () => {
  test('turns "renew!" into "ask how far it is" every seven days, while the last day stays', async () => {
    const home = await homeWithMe()
    await done(home, 'submit', 'me', '--receipt', 'A-1', '--paid', '15000KZT')
    expect(await meIn(home)).toMatchObject({ course: 'submitted', next: { code: 'ask-progress' } })
    const { messages } = await answer<{ messages: { day: string }[] }>(home, [
      'remind',
      '--dry-run',
      '--until',
      '2027-01-02',
    ])
    expect(messages.map(({ day }) => day)).toEqual([
      '2026-12-08',
      '2026-12-15',
      '2026-12-22',
      '2026-12-29',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ])
  })

  test('refuses a day that is still ahead', async () => {
    const home = await homeWithMe()
    expect(await renew(home, ['submit', 'me', '--submitted', '2026-12-24'])).toMatchObject({ code: 2 })
  })

  test('goes into the history with method, fee and receipt when the card is done; what still holds is carried over', async () => {
    const home = await homeWithMe()
    await done(home, 'edit', 'me', '--method', 'online')
    await done(home, 'tick', 'me', 'passport', '--pages', '4', '--until', '2031-01-01')
    await done(home, 'tick', 'me', 'photo')
    await done(home, 'submit', 'me', '--receipt', 'A-1', '--paid', '15000 KZT')
    await done(home, 'done', 'me', '--expires', '2027-12-31', '--paid', '500.50 KZT')
    const { renewals } = await answer<{ renewals: object[] }>(home, ['history'])
    expect(renewals).toEqual([
      {
        card: expect.any(String),
        name: 'me',
        from: '2026-12-31',
        to: '2027-12-31',
        method: 'online',
        paid: [
          { amount: '15000', currency: 'KZT' },
          { amount: '500.50', currency: 'KZT' },
        ],
        receipt: 'A-1',
        submitted: '2026-12-01',
        done: '2026-12-01',
      },
    ])
    const me = await meIn(home)
    expect(me.course).toBe('not-started')
    expect(me.materials?.missing).toEqual(['application-form', 'photo', 'proof-of-residence'])
  })
})

describe('link', () => {
  test('refuses a circle with its path', async () => {
    const home = await homeWithMe()
    await done(home, 'add', 'passport', '--guide', 'passport', '--expires', '2031-01-01')
    await done(home, 'link', 'me', 'passport')
    const { code, stderr } = await renew(home, ['link', 'passport', 'me'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/passport → me → passport|me → passport → me/)
    await done(home, 'link', 'me', 'passport', '--remove')
    await done(home, 'link', 'passport', 'me')
  })
})

describe('next and agenda', () => {
  test('next says the one thing to do over all cards, and nothing when there is nothing', async () => {
    const home = newHome()
    expect(await done(home, 'next')).toBe('There is nothing to do.\n')
    await done(home, 'add', 'far', '--expires', '2027-06-30')
    expect(await answer(home, ['next'])).toEqual({ schema: 1, next: null })
    expect(await done(home, 'next')).toBe('There is nothing to do yet. far: prepare from Sun 30 May 2027.\n')
    await done(home, 'add', 'late', '--guide', 'generic', '--expires', '2026-12-01')
    expect(await answer(home, ['next'])).toMatchObject({ next: { name: 'late', code: 'act-today' } })
  })

  test('agenda lists everything dated, holidays too, and draws the month on a terminal', async () => {
    const home = await homeWithMe()
    const { days } = await answer<{ days: { date: string; kind: string }[] }>(home, [
      'agenda',
      '--to',
      '2027-01-02',
    ])
    const kinds = days.map(({ date, kind }) => `${date} ${kind}`)
    expect(kinds).toContain('2026-12-31 expiry')
    expect(kinds).toContain('2026-12-16 day-off')
    expect(kinds).toContain('2026-12-24 milestone')
    expect(kinds).toEqual(
      [...kinds].sort((a, b) =>
        a.slice(0, 10) < b.slice(0, 10) ? -1 : a.slice(0, 10) > b.slice(0, 10) ? 1 : 0,
      ),
    )
    const { stdout } = await renew(home, ['agenda', '--month'], { terminal: { width: 80 } })
    expect(stdout.split('\n').slice(0, 7).join('\n')).toMatchInlineSnapshot(`
      "  December 2026
         Mo   Tu   We   Th   Fr   Sa   Su
            •[ 1]~  2 ~  3 ~  4 ~  5 ~  6
       ~  7 ~  8 ~  9 ~ 10 ~ 11 ~ 12 ~ 13
       ~ 14 ~ 15 - 16 • 17 ~ 18 ~ 19 ~ 20
       ~ 21 ~ 22 ~ 23 • 24 ~ 25 ~ 26 ~ 27
       • 28 ~ 29 • 30 ! 31"
    `)
    expect(await renew(home, ['agenda', '--to', '2020-01-01'])).toMatchObject({ code: 2 })
  })
})

test('the agenda says in words what a reminder is about, and keeps its id for programs', async () => {
  const home = newHome()
  const milestones = ['--milestones', '6mo,2w,3wd,0d', '--processing', '5d']
  await done(home, 'add', 'me', '--expires', '2027-01-17', ...milestones)
  await done(home, 'edit', 'me', '--appointment', '2026-12-15')
  await renew(home, ['add', 'late', '--guide', 'generic', '--expires', '2026-11-30'])
  await done(home, 'add', 'filed', '--guide', 'generic', '--expires', '2027-01-05')
  await done(home, 'submit', 'filed')
  for (const [lang, words] of [
    [
      'en',
      [
        'reminder: 2 weeks before it expires',
        'reminder: 3 working days before the last working day',
        'reminder: the appointment is tomorrow',
        'reminder: the appointment is today',
        'reminder: last day to apply in time',
        'reminder: the day it expires',
        'reminder: 2 days after it expired',
        'reminder: ask about progress',
      ],
    ],
    [
      'zh',
      [
        '提醒：到期前 2 周',
        '提醒：距最后一个工作日 3 个工作日',
        '提醒：明天是预约日',
        '提醒：今天是预约日',
        '提醒：到期当天',
        '提醒：过期后第 2 天',
        '提醒：询问办理进度',
      ],
    ],
  ] as const) {
    const { stdout } = await renew(home, ['agenda', '--lang', lang])
    for (const word of words) expect(stdout).toContain(word)
    expect(stdout).not.toMatch(/appointment-1d|file-by|last-working-day|ask\+|\+2d|\blead\b/)
  }
  const { days } = await answer<{ days: object[] }>(home, ['agenda'])
  expect(days).toContainEqual(
    expect.objectContaining({
      kind: 'milestone',
      code: '2w',
      text: 'reminder: 2 weeks before it expires',
    }),
  )
})
