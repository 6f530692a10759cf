import { describe, expect, test } from 'vitest'
import { isNoDateWord, isPermanentWord, withHyphens } from '../../src/dates/no-date-words.ts'

test.each([
  ...[' \tnever expires\t ', 'NEVER  EXPIRES', 'Never expires!', 'без   срока действия.', 'open–ended'],
  ...['长期（无固定期限）', 'non‑expiring', 'never'.padEnd(60)],
])('%j says that a document has no end', text => {
  expect([isPermanentWord(text), isNoDateWord(text)]).toEqual([true, false])
})

test.each([
  ...[
    '-',
    '—',
    '−',
    '/',
    '－',
    'N/A',
    'n.a.',
    'k.a.',
    'НЕТ ДАННЫХ',
    'нет  данных',
    '无',
    '(None)',
    'unknown!',
  ],
  ...[' \t-\t ', '-'.padStart(60)],
])('%j means that a date is missing', text => {
  expect([isPermanentWord(text), isNoDateWord(text)]).toEqual([false, true])
})

test.each(['', ' ', '.', '!', 'never..', 'neverexpires', 'n a', 'никогда', '2026-12-31', '长 期'])(
  '%j says neither',
  text => {
    expect([isPermanentWord(text), isNoDateWord(text)]).toEqual([false, false])
  },
)

test('a text of more than 60 characters says neither, and a huge one is refused quickly', () => {
  expect([isPermanentWord('never'.padEnd(61)), isNoDateWord('-'.padEnd(61))]).toEqual([false, false])
  const started = performance.now()
  expect(isPermanentWord(`${' '.repeat(1_000_000)}never`)).toBe(false)
  expect(performance.now() - started).toBeLessThan(1000)
})

describe('dashes and minus signs become hyphens', () => {
  test.each(['2026–12–31', '2026—12—31', '2026−12−31', '2026‐12‑31', '2026-12-31', '2026－12﹣31'])(
    '%s',
    text => {
      expect(withHyphens(text)).toBe('2026-12-31')
    },
  )
})
