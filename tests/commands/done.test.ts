import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { answer, newHome, renew } from '../world.ts'

async function homeWith(expires: string, ...more: string[]): Promise<string> {
  const home = newHome()
  const { code, stderr } = await renew(home, ['add', 'me', '--expires', expires, '--yes', ...more])
  expect(code, stderr).toBe(0)
  return home
}

const cardIn = async (home: string) =>
  (await answer<{ cards: Card[] }>(home, ['list', '--numbers'])).cards[0]!

test('a renewal goes into the history with what it took, under exactly the promised keys', async () => {
  const home = await homeWith('2026-12-31')
  const { id } = await cardIn(home)
  const words = ['done', 'me', '--expires', '2027-12-31', '--paid', '15 000 kzt', '--receipt', ' R-7 ']
  expect((await renew(home, words)).code).toBe(0)
  expect(await answer(home, ['history'])).toEqual({
    schema: 1,
    renewals: [
      {
        card: id,
        name: 'me',
        from: '2026-12-31',
        to: '2027-12-31',
        method: null,
        paid: [{ amount: '15000', currency: 'KZT' }],
        receipt: 'R-7',
        submitted: null,
        done: '2026-12-01',
      },
    ],
  })
  expect((await renew(home, ['history', 'me'])).stdout).toBe(
    'me\t2026-12-31\t2027-12-31\t2026-12-01\t\t\t15000 KZT\tR-7\n',
  )
})

test('the new card begins anew: its own number and day of issue, no "seen" and no silence of the old one', async () => {
  const home = await homeWith('2026-12-31', '--number', 'OLD-1', '--issued', '2025-12-31', '--holder', 'Anna')
  await renew(home, ['ack', 'me'])
  await renew(home, ['snooze', 'me', '--for', '3d'])
  const words = ['done', 'me', '--expires', '2027-12-31', '--number', 'NEW-2', '--issued', '2026-11-28']
  expect((await renew(home, words)).code).toBe(0)
  expect(await cardIn(home)).toMatchObject({
    name: 'me',
    holder: 'Anna',
    expires: '2027-12-31',
    number: 'NEW-2',
    issued: '2026-11-28',
    acknowledged: null,
    snoozed: null,
    renewal: null,
    history: [{ number: 'OLD-1', issued: '2025-12-31' }],
  })
})

describe('a date that is not after both the old one and today', () => {
  test.each([
    ['before the old one', '2027-12-31', '2027-06-30'],
    ['the old one again', '2027-12-31', '2027-12-31'],
    ['after the old one, but today', '2026-11-15', '2026-12-01'],
    ['after the old one, but past', '2026-11-15', '2026-11-20'],
  ])('%s is refused without --yes and taken with it', async (_, old, fresh) => {
    const home = await homeWith(old)
    const words = ['done', 'me', '--expires', fresh]
    const refused = await renew(home, [...words, '--json'])
    expect(refused.code).toBe(2)
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'needs-yes' } })
    expect(await cardIn(home)).toMatchObject({ expires: old, history: [] })
    expect((await renew(home, [...words, '--yes'])).code).toBe(0)
    expect(await cardIn(home)).toMatchObject({ expires: fresh, history: [{ from: old, to: fresh }] })
  })

  test('after both, nothing is asked', async () => {
    const home = await homeWith('2026-11-15')
    expect((await renew(home, ['done', 'me', '--expires', '2026-12-02'])).code).toBe(0)
  })
})

test('a card without end can become one, and a card with one permanent', async () => {
  const home = await homeWith('permanent')
  expect((await renew(home, ['done', 'me', '--expires', '2030-01-01'])).code).toBe(0)
  expect((await renew(home, ['done', 'me', '--expires', '长期'])).code).toBe(0)
  const { renewals } = await answer<{ renewals: object[] }>(home, ['history'])
  expect(renewals).toMatchObject([
    { from: null, to: '2030-01-01' },
    { from: '2030-01-01', to: null },
  ])
})

test.each([
  [['--expires', '2027-02-30']],
  [['--expires', '2027-12-31', '--paid', '15000']],
  [['--expires', '2027-12-31', '--paid', '15.000 KZT']],
  [['--expires', '2027-12-31', '--receipt', 'a\nb']],
  [['--expires', '2027-12-31', '--issued', 'soon']],
  [['--expires', '2050-12-31']],
  [[]],
])('what cannot be understood is refused with exit 2, and nothing is done: %j', async more => {
  const home = await homeWith('2026-12-31')
  const before = await cardIn(home)
  const { code, stderr } = await renew(home, ['done', 'me', ...more])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^renew: [^\n]+\n$/)
  expect(await cardIn(home)).toEqual(before)
})

test('all reminders are armed again, also those of an expiry that had been acknowledged', async () => {
  const home = await homeWith('2026-12-31')
  await renew(home, ['remind'])
  await renew(home, ['ack', 'me'])
  await renew(home, ['done', 'me', '--expires', '2027-12-31'])
  const quiet = await renew(home, ['remind'], { now: '2027-11-29T12:00:00+05:00' })
  expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' })
  const { delivered } = await answer<{ delivered: object[] }>(home, ['remind'], {
    now: '2027-11-30T12:00:00+05:00',
  })
  expect(delivered).toMatchObject([{ name: 'me', expires: '2027-12-31', milestone: 'lead' }])
})

test('the same payment given to submit and to done counts once, and another one is added', async () => {
  for (const [paid, expected] of [
    ['15000KZT', '15000 KZT'],
    ['20USD', '15000 KZT, 20 USD'],
  ] as const) {
    const home = newHome()
    for (const words of [
      ['add', 'me', '--expires', '2026-12-20'],
      ['submit', 'me', '--paid', '15000KZT'],
      ['done', 'me', '--expires', '2027-12-13', '--paid', paid],
    ])
      expect((await renew(home, words)).code).toBe(0)
    expect((await renew(home, ['history'])).stdout).toContain(`\t${expected}\t`)
  }
})

test('edit --expires also corrects the end of the renewal that led to it, and no other', async () => {
  const home = newHome()
  for (const words of [
    ['add', 'me', '--expires', '2026-12-20'],
    ['done', 'me', '--expires', '2027-12-13'],
    ['edit', 'me', '--expires', '2027-12-31'],
  ])
    expect((await renew(home, words)).code).toBe(0)
  const ends = async () =>
    (await answer<{ renewals: { to: string }[] }>(home, ['history'])).renewals.map(({ to }) => to)
  expect(await ends()).toEqual(['2027-12-31'])
  await renew(home, ['done', 'me', '--expires', '2028-12-30', '--yes'])
  await renew(home, ['edit', 'me', '--expires', '2028-12-31'])
  expect((await ends()).sort()).toEqual(['2027-12-31', '2028-12-31'])
})

test.each([
  ['en', '15\u00a0000 KZT, 20.50 USD'],
  ['zh', '15,000 坚戈、20.50 美元'],
  ['ru', '15\u00a0000 ₸, 20.50 $'],
  ['kk', '15\u00a0000 ₸, 20.50 $'],
])('what was paid is written as the language writes it: %s', async (lang, paid) => {
  const home = await homeWith('2026-12-20')
  await renew(home, ['submit', 'me', '--paid', '15000KZT'])
  await renew(home, ['done', 'me', '--expires', '2027-12-20', '--paid', '20.50 USD'])
  const tty = { terminal: { width: 200 } }
  for (const argv of [['history'], ['history', '--changes']])
    expect((await renew(home, [...argv, '--lang', lang], tty)).stdout.replace(/\n +/g, ' ')).toContain(paid)
})
