import { describe, expect, test } from 'vitest'
import { answer, homeWith, renew } from '../world.ts'

interface Next {
  next: { name: string; by: string | null }
}

/** A home with these cards, added in this order. */
const homeOf = (...cards: [name: string, expires: string][]) =>
  homeWith(...cards.map(card => [...card, '--guide', 'generic']))

const LATE: [string, string] = ['late', '2026-12-28']
const EARLY: [string, string] = ['early', '2026-12-22']

test.each([
  ['first', [EARLY, LATE]],
  ['last', [LATE, EARLY]],
] as const)(
  'of two cards in the same stage, the one due earlier comes first (added %s)',
  async (_, cards) => {
    const { next } = await answer<Next>(await homeOf(...cards), ['next'])
    expect(next.name).toBe('early')
  },
)

test.each([
  ['first', 'soon', 'later'],
  ['last', 'later', 'soon'],
])(
  'while there is nothing to do, the card whose window opens first is named (added %s)',
  async (_, ...names) => {
    const days: Record<string, string> = { soon: '2028-03-31', later: '2029-03-31' }
    const home = await homeOf(...names.map((name): [string, string] => [name, days[name]!]))
    const { stdout } = await renew(home, ['next'])
    expect(stdout).toContain('soon')
    expect(stdout).not.toContain('later')
  },
)

describe('an appointment', () => {
  const homeWithAppointment = async (day: string): Promise<string> => {
    const home = await homeWith(
      [
        'me',
        '2027-01-01',
        '--holder',
        'Li Na',
        '--method',
        'in-person',
        '--appointment',
        day,
        '--place',
        'Abay 5',
      ],
      ['passport', '2027-03-27', '--holder', 'Li Na', '--guide', 'passport'],
    )
    return home
  }
  const on = (day: string) => ({ now: `${day}T10:00:00+05:00` })

  test.each(['2026-12-14', '2026-12-15'])(
    'is said with what to do on %s, before the passport that cannot be renewed by then',
    async day => {
      const home = await homeWithAppointment('2026-12-15 10:30')
      const { stdout } = await renew(home, ['next'], on(day))
      expect(stdout).toMatch(/^me: .*; appointment: Tue 15 Dec 2026, 10:30, Abay 5\n$/)
    },
  )

  test('on a closed day does not put the passport first once that day is near', async () => {
    const home = await homeWithAppointment('2026-12-20')
    const { next } = await answer<Next>(home, ['next'], on('2026-12-19'))
    expect(next).toMatchObject({
      name: 'me',
      appointment: { date: '2026-12-20', time: null, place: 'Abay 5' },
    })
  })

  test('that has passed is not said', async () => {
    const home = await homeWithAppointment('2026-12-15')
    const { next } = await answer<Next>(home, ['next'], on('2026-12-16'))
    expect(next).toMatchObject({ name: 'me', code: 'record-appointment', appointment: null })
  })
})

test('on a terminal the command for it stands beside it', async () => {
  const home = await homeWith(['my card', '2026-12-28', '--guide', 'kz/registration-card'])
  const tty = { terminal: { width: 80 } }
  expect((await renew(home, ['next'], tty)).stdout).toBe(
    "my card: Choose a method: renew edit 'my card' --method in-person\n",
  )
  await renew(home, ['edit', 'my card', '--method', 'online'])
  expect((await renew(home, ['next'], tty)).stdout).toMatch(/; then: renew tick 'my card' \S+\n$/)
  expect((await renew(home, ['next'])).stdout).not.toContain('renew tick')
})
