import { expect, test } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { COLUMNS } from '../../src/register/card-row.ts'
import { cardsAsCsv } from '../../src/register/write-table.ts'

const AT = '2026-12-01T12:00:00+05:00'

test.each([0, 1, 999, 1000, 1001, 2500])(
  '%i cards are one table, with its heads and its mark once',
  count => {
    const cards = Array.from({ length: count }, (_, n) =>
      newCard({ id: `card${n}`, name: `card ${n}`, guide: 'generic', expires: '2026-12-31' }, AT),
    )
    const [heads, ...rows] = [...cardsAsCsv(cards)].join('').split('\r\n')
    expect(heads).toBe(`\ufeff${COLUMNS.join(',')},renew`)
    expect(rows.pop()).toBe('')
    expect(rows.map(row => row.slice(0, row.indexOf(',')))).toEqual(cards.map(({ name }) => name))
  },
)
