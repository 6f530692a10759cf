import { describe, expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

interface Stored {
  cards: {
    lead: string
    milestones: string[]
    processing: string
    durations: object
    issued: string
    number: string
    renewal: { paid: object[] }
  }[]
}

async function home(...more: string[]): Promise<string> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2027-03-31', ...more])
  return home
}

const stored = async (at: string, ...more: string[]) =>
  (await answer<Stored>(at, ['list', ...more])).cards[0]!

describe('periods in the words of the user', () => {
  test('are stored in the short form', async () => {
    const at = await home()
    const words = [
      '--lead',
      '2个月',
      '--milestones',
      '60 days，3 недели、2 ай,0d',
      '--processing',
      '10 рабочих дней',
    ]
    expect((await renew(at, ['edit', 'me', ...words, '--durations', 'photo=三天'])).code).toBe(0)
    expect(await stored(at)).toMatchObject({
      lead: '2mo',
      milestones: ['60d', '3w', '2mo', '0d'],
      processing: '10wd',
      durations: { photo: '3d' },
    })
  })

  test('are taken by status --within, snooze --for and config set milestones', async () => {
    const at = await home()
    expect((await renew(at, ['status', '--within', '5个月'])).stdout).toContain('me')
    expect((await renew(at, ['status', '--within', '1 week'])).stdout).not.toContain('2027-03-31')
    expect((await renew(at, ['snooze', 'me', '--for', '三天'])).code).toBe(0)
    expect((await renew(at, ['config', 'set', 'milestones', '2 weeks,0d'])).code).toBe(0)
    expect((await renew(at, ['config', 'get', 'milestones'])).stdout).toContain('2w')
  })

  test('hints say what the letters mean', async () => {
    const { code, stderr } = await renew(await home(), ['edit', 'me', '--lead', '2m', '--lang', 'zh'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/30d（天）.*1mo（月）/)
  })
})

describe('values that cannot be right', () => {
  test.each([
    ['0d', /no time to prepare.*1mo \(one month\)/],
    ['0 days', /no time to prepare/],
    ['3wd', /length of time/],
  ])('--lead %s', async (lead, words) => {
    const { code, stderr } = await renew(await home(), ['edit', 'me', '--lead', lead])
    expect(code).toBe(2)
    expect(stderr).toMatch(words)
  })

  test('an issue date in the future or after the expiry is refused by add, edit and done', async () => {
    const at = await home('--issued', '2026-04-01')
    for (const words of [
      ['add', 'you', '--expires', '2027-01-01', '--issued', '2026-12-02'],
      ['edit', 'me', '--issued', '2028-01-01'],
      ['done', 'me', '--expires', '2028-03-31', '--issued', '2026-12-24', '--yes'],
    ])
      expect(await renew(at, words)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('in the future'),
      })
    const { code, stderr } = await renew(at, ['edit', 'me', '--expires', '2026-03-31'])
    expect(code).toBe(2)
    expect(stderr).toContain('after the expiry date Tue 31 Mar 2026')
    expect(await stored(at)).toMatchObject({ issued: '2026-04-01' })
  })

  test('several of them are reported together', async () => {
    const words = ['--lead', '2m', '--zone', 'Nowhere', '--expires', 'soon']
    const { code, stderr } = await renew(newHome(), ['add', 'me', ...words])
    expect(code).toBe(2)
    expect(stderr).toMatch(/3 options are wrong: .*--expires.*--zone.*--lead/)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})

test('milestones without the last day are kept, and it is said that it comes too', async () => {
  const at = newHome()
  const said = 'A reminder on the day it expires is always sent too.'
  expect((await renew(at, ['add', 'me', '--expires', '2027-03-31', '--milestones', '10d'])).stderr).toContain(
    said,
  )
  expect((await stored(at)).milestones).toEqual(['10d'])
  // Sent ten days before, so the message of the last day is not a late one.
  await renew(at, ['remind'], { now: '2027-03-21T12:00:00+05:00' })
  const onLastDay = { now: '2027-03-31T12:00:00+05:00' }
  expect((await renew(at, ['remind'], onLastDay)).stdout).toContain('me: expires today')
  expect((await renew(at, ['edit', 'me', '--milestones', '10d,0d'])).stderr).not.toContain(said)
  expect((await renew(at, ['edit', 'me', '--milestones', '2w'])).stderr).toContain(said)
  expect((await renew(at, ['config', 'set', 'milestones', '10d'])).stderr).toContain(said)
})

test('an expired date is said to have expired, never to be valid', async () => {
  const at = newHome()
  const { stdout, stderr } = await renew(at, ['add', 'me', '--expires', '2026-01-05'])
  expect(stdout).toContain('me expired 330 days ago, on Mon 5 Jan 2026')
  expect(stdout + stderr).not.toContain('valid until')
  const edited = await renew(at, ['edit', 'me', '--expires', '2026-01-06'])
  expect(edited.stderr).toContain('It expired 329 days ago')
})

test('edit of a closed document says that it stays silent', async () => {
  const at = await home()
  await renew(at, ['close', 'me'])
  const { stderr } = await renew(at, ['edit', 'me', '--note', 'x'])
  expect(stderr).toContain('To get reminders again: renew reopen me')
})

describe('amounts', () => {
  test.each([
    ['15000₸', '15000', 'KZT'],
    ['15000 тг', '15000', 'KZT'],
    ['15 000 тенге', '15000', 'KZT'],
    ['15000坚戈', '15000', 'KZT'],
    ['15,000 KZT', '15000', 'KZT'],
    ['1,015,000.50 KZT', '1015000.50', 'KZT'],
    ['400元', '400', 'CNY'],
    ['¥400', '400', 'CNY'],
    ['1500 руб.', '1500', 'RUB'],
    ['$20', '20', 'USD'],
    ['99,50 EUR', '99.50', 'EUR'],
    ['15000kzt', '15000', 'KZT'],
  ])('%s', async (typed, amount, currency) => {
    const at = await home()
    expect((await renew(at, ['submit', 'me', '--paid', typed])).code).toBe(0)
    expect((await stored(at)).renewal.paid).toEqual([{ amount, currency }])
  })

  test.each(['15000', '15.000 KZT', '1,5,000 KZT', '15000 KZTT', 'KZT', '-5 KZT', '15000 坚'])(
    '%s is refused',
    async typed => {
      expect((await renew(await home(), ['submit', 'me', '--paid', typed])).code).toBe(2)
    },
  )
})

test('list --json masks document numbers, unless --numbers is given', async () => {
  const at = await home('--number', 'N12345678')
  expect((await stored(at)).number).toBe('••••5678')
  expect((await stored(at, '--numbers')).number).toBe('N12345678')
})
