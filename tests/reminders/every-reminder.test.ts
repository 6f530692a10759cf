import { describe, expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'

// The golden files are to be read: every reminder of a document, day by day, as its reader gets it.

const START = '2026-11-25'

interface Case {
  /** What is typed before the reminders are listed. */
  setup: string[][]
  /** The first day, when it is not `START`. */
  from?: string
  until: string
}

const PASSPORT = ['add', 'passport', '--guide', 'passport', '--expires', '2027-03-27', '--holder', 'Li Na']
const ME = ['add', 'me', '--guide', 'kz/registration-card', '--expires', '2027-01-01', '--holder', 'Li Na']
const BOOKED = [
  'edit',
  'me',
  '--method',
  'in-person',
  '--appointment',
  '2026-12-15 10:30',
  '--place',
  'Abay 12',
]
const SUBMIT = ['submit', 'me', '--receipt', 'A-17']
const PERMIT = ['add', '张伟', '--guide', 'work-permit', '--expires', '2027-01-31']
const LEASE = ['add', 'our flat', '--guide', 'lease', '--expires', '2027-01-03']
const SLOW = [
  'add',
  'visa',
  '--guide',
  'visa',
  '--expires',
  '2027-01-03',
  '--processing',
  '10wd',
  '--workdays',
  'KZ',
]

const CASES: Record<string, Case> = {
  'office, not started': { setup: [ME], until: '2027-01-09' },
  'office, preparing, with an appointment': { setup: [ME, BOOKED], until: '2027-01-02' },
  'office, online': { setup: [ME, ['edit', 'me', '--method', 'online']], until: '2027-01-02' },
  'office, submitted': { setup: [ME, BOOKED, SUBMIT], from: '2026-12-15', until: '2027-01-05' },
  'filing period, named after a person': { setup: [PERMIT], until: '2027-02-01' },
  'processing time': { setup: [SLOW], until: '2027-01-04' },
  'no office, not started': { setup: [LEASE], until: '2027-01-05' },
  'no office, submitted': {
    setup: [LEASE, ['submit', 'our flat']],
    from: '2026-12-15',
    until: '2027-01-05',
  },
  'a passport that ends too soon': { setup: [ME, BOOKED, PASSPORT], until: '2026-12-16' },
}

describe.each(['en', 'zh', 'ru', 'kk'])('every reminder in %s', lang => {
  test.each(Object.entries(CASES))('%s', async (name, { setup, from = START, until }) => {
    const home = newHome()
    const world = { now: `${from}T10:00:00+05:00` }
    for (const words of setup)
      expect(await renew(home, words[0] === 'add' ? [...words, '--yes'] : words, world)).toMatchObject({
        code: 0,
      })
    const { code, stdout } = await renew(
      home,
      ['remind', '--dry-run', '--until', until, '--lang', lang],
      world,
    )
    expect(code).toBe(0)
    await expect(stdout).toMatchFileSnapshot(`golden/${name.replaceAll(/\W+/g, '-')}.${lang}.golden.txt`)
    expect(stdout).not.toMatch(/\{|\}|undefined|null|kz\/|\bby today\b/)
    if (lang === 'zh') expect(stdout.replaceAll(/renew \w+ .*/g, '')).not.toMatch(/[ ,;:]）|） |\bby\b|: /)
  })
})
