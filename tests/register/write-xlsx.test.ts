import { read } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { cardsAsXlsx } from '../../src/register/write-table.ts'

test('dates are true dates, and nothing is a formula', async () => {
  const at = '2026-01-01T00:00:00Z'
  const card = {
    ...newCard({ id: 'a1', name: '=1+1', guide: 'visa', expires: '2027-03-01' }, at),
    note: '@SUM(A1)',
  }
  const old = newCard({ id: 'b2', name: 'old', guide: 'visa', expires: '1900-01-31' }, at)
  const book = read(await cardsAsXlsx([card, old]), { type: 'buffer', cellNF: true })
  const sheet = book.Sheets.renew!
  const heads = Object.entries(sheet).filter(([cell]) => /^[A-Z]+1$/.test(cell))
  const column = (name: string) => heads.find(([, { v }]) => v === name)![0].slice(0, -1)
  expect(sheet[`${column('expires')}2`]).toMatchObject({ t: 'n', v: 46447, z: 'yyyy-mm-dd' })
  expect(sheet[`${column('expires')}3`]).toMatchObject({ t: 's', v: '1900-01-31' })
  expect(sheet[`${column('name')}2`]).toMatchObject({ t: 's', v: '=1+1' })
  expect(sheet[`${column('note')}2`]).toMatchObject({ t: 's', v: '@SUM(A1)' })
  expect(Object.values(sheet).filter(cell => cell?.f !== undefined)).toEqual([])
})
