import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Check, renderChecks } from '../../../src/commands/doctor/screen.ts'
import { renderGuide, renderGuideList } from '../../../src/commands/guide/page.ts'
import { renderPreview, renderReport } from '../../../src/commands/remind/screen.ts'
import { renderTimer, type TimerRow } from '../../../src/commands/timer/screen.ts'
import { failure } from '../../../src/failure.ts'
import { builtInGuide } from '../../../src/guides/guides.ts'
import { printable } from '../../../src/text/printable.ts'
import { renderSheet } from '../../../src/text/sheet.ts'
import { widthOf } from '../../../src/text/width.ts'
import { nastyText } from '../../text/nasty.ts'
import { en, zh } from '../../words.ts'

const TERMINAL = { isTTY: true, width: 80, height: 40, color: 0 } as const
const PIPE = { ...TERMINAL, isTTY: false, height: null } as const

test('a sheet is never wider than the screen, whatever is in it', () => {
  const facts = fc.array(
    fc.record({
      label: fc.constantFrom('id', 'last valid day', '最后有效日'),
      says: fc.array(nastyText.map(printable), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  fc.assert(
    fc.property(facts, fc.integer({ min: 20, max: 250 }), (group, width) => {
      const shown = renderSheet([group], { ...TERMINAL, width })
      for (const line of shown.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
    }),
    { numRuns: 200 },
  )
})

describe('a guide', () => {
  test('says what it knows, how far to trust it, and what it does not know', async () => {
    const guide = (await builtInGuide('kz/registration-card'))!
    const shown = renderGuide({ guide, own: false, lang: 'en' }, en, TERMINAL)
    await expect(shown).toMatchFileSnapshot('golden/guide-en.golden.txt')
    await expect(renderGuide({ guide, own: false, lang: 'zh' }, zh, TERMINAL)).toMatchFileSnapshot(
      'golden/guide-zh.golden.txt',
    )
    expect(shown).toContain('1 month before it expires')
    expect(shown).toMatch(/processing takes +unknown/)
  })

  test('of the user, with text that would act on a terminal', async () => {
    const guide = (await builtInGuide('generic'))!
    const shown = renderGuide(
      { guide: { ...guide, title: { en: 'x\u001b]0;y\u0007' } }, own: true, lang: 'zh' },
      zh,
      PIPE,
    )
    expect(shown).toContain('指南\tx\\x1b]0;y\\x07（generic）\n指南\t自定义\n')
  })

  test('the list names what could not be taken', () => {
    const rows = [
      { id: 'generic', title: 'Any document', own: false, fault: null },
      {
        id: 'mine',
        title: null,
        own: false,
        fault: failure('at', { place: 'lead', what: failure('missing') }),
      },
    ]
    expect(renderGuideList(rows, en, PIPE)).toBe(
      'generic\tAny document\tbuilt in\nmine\t\tYour own guide cannot be used: lead: is missing\n',
    )
  })
})

describe('checks', () => {
  const checks: Check[] = [
    { about: 'node', state: 'ok', says: 'Node 20.20.2', command: null },
    { about: 'channels', state: 'warn', says: 'No channel is set up', command: 'renew channel add' },
    {
      about: 'timer',
      state: 'bad',
      says: 'No timer is installed, so nothing reminds you by itself',
      command: 'renew timer install',
    },
  ]

  test('have a word for how they are, and what to type', () => {
    expect(`\n${renderChecks(checks, en, { ...TERMINAL, width: 60 })}`).toMatchInlineSnapshot(`
      "
        ok       Node 20.20.2
        warning  No channel is set up: renew channel add
        problem  No timer is installed, so nothing reminds you by
                 itself: renew timer install

        3 checks, problems: 1, warnings: 1
      "
    `)
    expect(renderChecks(checks, en, PIPE)).toBe(
      'ok\tNode 20.20.2\t\nwarning\tNo channel is set up\trenew channel add\n' +
        'problem\tNo timer is installed, so nothing reminds you by itself\trenew timer install\n',
    )
  })

  test('end with the next reminder on a screen, in their order in a pipe', () => {
    const next: Check = { about: 'next', state: 'ok', says: 'next reminder: tomorrow', command: null }
    const late: Check = {
      about: 'next',
      state: 'bad',
      says: 'nobody would send it',
      command: 'renew timer install',
    }
    const shown = renderChecks([next, ...checks], en, TERMINAL)
    expect(shown).toMatch(/3 checks, problems: 1, warnings: 1\n {2}next reminder: tomorrow\n$/)
    expect(renderChecks([...checks, late], en, { ...TERMINAL, width: 60 })).toMatch(
      /\n {2}nobody would send it: renew timer install\n$/,
    )
    expect(renderChecks([...checks, next], en, PIPE)).toMatch(/\nok\tnext reminder: tomorrow\t\n$/)
  })

  test('that are all well say so', () => {
    expect(renderChecks(checks.slice(0, 1), en, TERMINAL)).toContain('1 check: no problems.')
    expect(renderChecks(checks.slice(0, 1), zh, TERMINAL)).toContain('一切正常')
  })
})

describe('the timer', () => {
  const timer: TimerRow = {
    kind: 'cron',
    times: ['*:07'],
    text: '# begin renew\n7 * * * * node renew remind --scheduled\n# end renew\n',
    paths: ['/usr/bin/node', '/opt/renew/bin/renew.js'],
    missing: [],
    elsewhere: null,
    nextThere: [],
    current: true,
    differs: [],
    changes: [],
    active: true,
    next: '2026-11-22T13:07:00+05:00',
  }

  test('as it should be', () => {
    const shown = renderTimer(
      { timers: [timer], remindAt: '08:00', lastRun: '2026-11-22T09:07:12+05:00', stale: false, late: false },
      en,
      TERMINAL,
    )
    expect(`\n${shown}`).toMatchInlineSnapshot(`
      "
        timer        cron
        runs         every hour at minute 7
        next run     Sun 22 Nov 2026, 13:07
        state        up to date
        files found  /usr/bin/node
                     /opt/renew/bin/renew.js
        entry        # begin renew
                     7 * * * * node renew remind --scheduled
                     # end renew

        reminders    from 08:00 on, on your clock
        last run     Sun 22 Nov 2026, 09:07
      "
    `)
  })

  test('that is broken, off or silent says so and what to type', () => {
    const broken: TimerRow = {
      ...timer,
      current: false,
      differs: ['zone'],
      changes: [{ what: 'TZ', there: 'Asia/Almaty', here: null }],
      paths: ['/opt/node'],
      missing: ['/opt/node'],
    }
    const shown = renderTimer(
      { timers: [broken], remindAt: '08:00', lastRun: null, stale: true, late: false },
      en,
      PIPE,
    )
    expect(shown).toContain(
      'state\tout of date: the time zone is Asia/Almaty there, now not set; run renew timer install\nfiles missing\t/opt/node\n',
    )
    expect(shown).toContain('last run\tnot yet, more than 48 hours ago\n')
    const off = renderTimer(
      { timers: [{ ...timer, active: false }], remindAt: '08:00', lastRun: null, stale: false, late: false },
      en,
      PIPE,
    )
    expect(off).toContain('state\tswitched off: its line is commented out; run renew timer install\n')
  })

  test('that reminds of other cards says so, and one whose cards live by another clock shows both', () => {
    const elsewhere = { ...timer, elsewhere: '/home/me/other/cards.json' }
    const there = { ...timer, nextThere: [{ zone: 'Europe/Berlin', at: '2026-11-22T09:07:00+01:00' }] }
    for (const [words, said, next] of [
      [
        en,
        'sends reminders for other documents, not for these: /home/me/other/cards.json',
        '09:07 in Europe/Berlin',
      ],
      [zh, '发送的是另一批证件的提醒，不是这里的：/home/me/other/cards.json', 'Europe/Berlin 时间'],
    ] as const) {
      for (const width of [40, 80]) {
        const to = { ...TERMINAL, width }
        const flat = (shown: string) => shown.replace(/\s+/g, '')
        const data = { remindAt: '08:00', lastRun: null, stale: false, late: false }
        const shown = renderTimer({ ...data, timers: [elsewhere] }, words, to)
        expect(flat(shown)).toContain(flat(said))
        expect(flat(renderTimer({ ...data, timers: [there] }, words, to))).toContain(flat(next))
        for (const line of shown.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
      }
    }
    const piped = renderTimer(
      { timers: [there], remindAt: '08:00', lastRun: null, stale: false, late: false },
      en,
      PIPE,
    )
    expect(piped).toContain('2026-11-22T09:07:00+01:00 in Europe/Berlin')
  })

  test('that is not there', () => {
    expect(
      renderTimer({ timers: [], remindAt: '08:00', lastRun: null, stale: false, late: false }, en, PIPE),
    ).toBe('timer\tnot installed; run renew timer install\nlast run\tnot yet\n')
  })
})

describe('what a run did', () => {
  const mine = { name: 'me', channel: 'desk' }
  const printed = { name: 'me', channel: 'stdout' }
  const failed = { name: 'son', channel: 'mail', error: failure('said', { said: 'HTTP\n500' }) }
  const nothing = { delivered: [], failed: [], owed: [], faults: [] }

  test('is said on a terminal, and not where cron would mail it once more', () => {
    const data = { ...nothing, delivered: [mine, { ...mine, name: 'son' }, printed] }
    expect(renderReport(data, en, TERMINAL)).toEqual({ out: '✓ 2 reminders sent to desk\n', err: '' })
    expect(renderReport(data, en, PIPE)).toEqual({ out: '', err: '' })
  })

  test('a failure is one line beside the answer, and counted as owed once', () => {
    const data = { ...nothing, failed: [failed, { ...failed, name: 'me' }], owed: [failed, failed, printed] }
    expect(renderReport(data, en, PIPE).err).toBe(
      'renew: mail failed (HTTP\\n500); 2 reminders not sent yet\nrenew: 1 reminder left for the next run\n',
    )
  })

  test('a fault is one line', () => {
    const faults = [{ code: 'ledger-damaged' as const, values: { aside: '/x/ledger\u001b.json' } }]
    const { err } = renderReport({ ...nothing, faults }, en, PIPE)
    expect(err).toMatch(/^renew: The delivery log was damaged.*ledger\\x1b\.json\.\n$/)
  })

  test('nothing owed is silence', () => {
    expect(renderReport(nothing, en, TERMINAL)).toEqual({ out: '', err: '' })
  })

  test('a preview shows each message as it would read', () => {
    const message = {
      channel: 'desk',
      title: 'me: 30 days left',
      text: 'me\n\n30 days\u0007 left.\n',
      reminders: [],
    }
    const rows = [
      { day: null, again: true, message },
      { day: '2026-12-06', again: false, message },
    ]
    expect(`\n${renderPreview(rows, en, PIPE)}`).toMatchInlineSnapshot(`
      "
      to desk, again, because an earlier run was interrupted
      me: 30 days left
        me

        30 days\\x07 left.

      to desk, Sun 6 Dec 2026
      me: 30 days left
        me

        30 days\\x07 left.
      "
    `)
    expect(renderPreview([], en, TERMINAL)).toContain('No reminder would be sent.')
    expect(renderPreview([], en, PIPE)).toBe('')
  })
})
