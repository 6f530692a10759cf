import { expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

interface Next {
  next: { name: string; by: string | null }
}

/** A home with these cards, added in this order. */
async function homeWith(...cards: [name: string, expires: string][]): Promise<string> {
  const home = newHome()
  for (const [name, expires] of cards) {
    expect((await renew(home, ['add', name, '--expires', expires, '--guide', 'generic'])).code).toBe(0)
  }
  return home
}

const LATE: [string, string] = ['late', '2026-12-28']
const EARLY: [string, string] = ['early', '2026-12-22']

test.each([
  ['first', [EARLY, LATE]],
  ['last', [LATE, EARLY]],
] as const)(
  'of two cards in the same stage, the one due earlier comes first (added %s)',
  async (_, cards) => {
    const { next } = await answer<Next>(await homeWith(...cards), ['next'])
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
    const home = await homeWith(...names.map((name): [string, string] => [name, days[name]!]))
    const { stdout } = await renew(home, ['next'])
    expect(stdout).toContain('soon')
    expect(stdout).not.toContain('later')
  },
)
