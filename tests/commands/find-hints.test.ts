import { expect, test } from 'vitest'
import type { Assessed } from '../../src/cards/assessed.ts'
import type { Card } from '../../src/cards/card.ts'
import { findHints } from '../../src/commands/status/hints.ts'
import type { Context } from '../../src/context.ts'
import { EMPTY_LEDGER } from '../../src/reminders/ledger-file.ts'
import { en } from '../words.ts'

test('closed cards that are not shown are counted in one look at each card, however many are closed', () => {
  const COUNT = 3000
  let looks = 0
  const cards = Array.from({ length: COUNT }, (_, n) => ({
    get closed() {
      looks++
      return n % 3 === 0 ? null : '2026-01-01'
    },
  })) as unknown as Card[]
  const shown = cards.slice(0, COUNT / 2).map(card => ({
    get card() {
      looks++
      return card
    },
    status: { today: '2026-12-01' },
    resolved: { zone: { value: null } },
  })) as unknown as Assessed[]
  const known = {
    ledger: EMPTY_LEDGER,
    faults: [],
    timer: { installed: 'cron', lastRun: null, stale: false, missing: null, late: false },
    channels: {},
    explain: null,
    unseen: new Set<string>(),
    cards,
    shown,
  }
  const paths = { ledger: '/none', lastDelivery: '/none' }
  const ctx = {
    io: { clockOverride: null },
    on: null,
    paths,
    today: () => '2026-12-01',
    words: en,
  } as unknown as Context
  expect(findHints(known, ctx)).toContainEqual({
    text: '1000 closed documents are not shown',
    command: 'renew status --all',
    serious: false,
  })
  expect(looks).toBeLessThan(4 * COUNT)
})
