import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { RenewError } from '../../src/errors.ts'
import { columnKey, HeaderReader, headerWords } from '../../src/register/column-header.ts'
import { findHeader } from '../../src/register/find-header.ts'
import { openTable, type TableOptions } from '../../src/register/table.ts'

const open = (text: string, options: TableOptions = {}) => openTable(Buffer.from(text), options)

async function thrown(promise: Promise<unknown>): Promise<{ code: string; values: unknown }> {
  const error = await promise.then(
    () => expect.fail('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(RenewError)
  return error as RenewError
}

async function bodyOf(text: string, options: TableOptions = {}): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { cells } of (await open(text, options)).rows) rows.push(cells)
  return rows
}

const UNDER_PASSPORT_AND_VISA = `№ п/п;ФИО;Паспорт;;Виза;
;;номер;срок действия;номер;срок действия
1;Ли На;E1;31.12.2027;KZ1;05.09.2026
`

describe('header rows', () => {
  test.each<[string, string, string[], { line: number; rows: number; above: number }]>([
    ['one', 'Name,Expiry\nAnn,2027-01-01\n', ['Name', 'Expiry'], { line: 1, rows: 1, above: 0 }],
    [
      'one below titles',
      'List of visas,,\nas of 2026-01-01,,\nName,Visa,Expiry\nAnn,V1,2027-01-01\n',
      ['Name', 'Visa', 'Expiry'],
      { line: 3, rows: 1, above: 2 },
    ],
    [
      'one below a title with a date beside it',
      'Acme Ltd,,,,2026-01-01\nName,Visa,Passport,Note,Expiry\nAnn,V1,P1,,2027-01-01\n',
      ['Name', 'Visa', 'Passport', 'Note', 'Expiry'],
      { line: 2, rows: 1, above: 1 },
    ],
    [
      'two, with cells merged across and down',
      UNDER_PASSPORT_AND_VISA,
      ['№ п/п', 'ФИО', 'Паспорт / номер', 'Паспорт / срок действия', 'Виза / номер', 'Виза / срок действия'],
      { line: 1, rows: 2, above: 0 },
    ],
    [
      'three, where the first rows have fewer cells, as in a workbook',
      '№;ФИО;Документы\n;;Паспорт;;Виза\n;;номер;срок действия;номер;срок действия\n1;Ли На;E1;31.12.2027;V1;05.09.2026\n',
      [
        ...['№', 'ФИО', 'Документы / Паспорт / номер', 'Документы / Паспорт / срок действия'],
        ...['Документы / Виза / номер', 'Документы / Виза / срок действия'],
      ],
      { line: 1, rows: 3, above: 0 },
    ],
    [
      'two, with a group that only says what it is of',
      'Name,Nationality,Visa,\nName,Nationality,Number,Valid until\nAnn,KZ,V1,2027-01-01\n',
      ['Name', 'Nationality', 'Visa / Number', 'Visa / Valid until'],
      { line: 1, rows: 2, above: 0 },
    ],
    [
      'two in words that nobody knows, with dates below them',
      'Werknemer,Paspoort,,Visum,\n,nr,tot,nr,tot\nAnn,P1,2027-01-01,V1,2028-01-01\n',
      ['Werknemer', 'Paspoort / nr', 'Paspoort / tot', 'Visum / nr', 'Visum / tot'],
      { line: 1, rows: 2, above: 0 },
    ],
  ])('%s', async (_, text, names, place) => {
    const { header } = await open(text)
    expect(header).toEqual({ names, ...place })
    expect((await bodyOf(text))[0]!.join()).toContain('202')
  })

  test('three, in a ledger with 43 columns', async () => {
    const { header } = await openTable(
      readFileSync(new URL('../fixtures/lists/ledger-cn-3heads-gbk.csv', import.meta.url)),
      {},
    )
    expect(header).toMatchObject({ line: 2, rows: 3, above: 1 })
    expect(header.names[0]).toBe('序号')
    expect(header.names[14]).toBe('物业实际出租情况 / 到期日')
    expect(header.names[16]).toBe('物业实际出租情况 / 租金 / 主合同租金')
    expect(header.names.at(-1)).toBe('备 注')
  })

  test('a row of values below a header without a name is not a header row', async () => {
    expect(await bodyOf('Name,Expiry,\nAnn,,a note\nBo,2027-01-01,\n')).toHaveLength(2)
    expect(await bodyOf('Name,,Expiry\nAnn,Lee,\nBo,Li,2027-01-01\n')).toHaveLength(2)
  })

  test('a title that names a kind of document is not a group', async () => {
    const { header } = await open('Список виз;;\nФИО;Номер;Срок действия\nЛи На;V1;31.12.2027\n')
    expect(header).toMatchObject({ line: 2, rows: 1, names: ['ФИО', 'Номер', 'Срок действия'] })
  })

  test('equal names of columns keep their names', async () => {
    const { header } = await open('Name,Date,Date\nAnn,2026-01-01,2027-01-01\n')
    expect(header.names).toEqual(['Name', 'Date', 'Date'])
  })
})

describe('--head', () => {
  const TEXT = 'Name,Date\nthe real ones:,\nPerson,Until\nAnn,2027-01-01\n'

  test('gives the line of the first header row', async () => {
    const { header } = await open(TEXT, { head: 3 })
    expect(header).toEqual({ names: ['Person', 'Until'], line: 3, rows: 1, above: 2 })
    expect(await bodyOf(TEXT, { head: 3 })).toEqual([['Ann', '2027-01-01']])
  })

  test('may be far below', async () => {
    const text = `${'remark,\n'.repeat(200)}Name,Until\nAnn,2027-01-01\n`
    expect((await open(text, { head: 201 })).header).toMatchObject({ names: ['Name', 'Until'], above: 200 })
  })

  test('still finds the rows below that belong to it', async () => {
    expect((await open(UNDER_PASSPORT_AND_VISA, { head: 1 })).header.rows).toBe(2)
  })

  test('is refused where no names are', async () => {
    const blank = [{ line: 1, cells: ['', ''] }]
    expect(() => findHeader(blank, { head: 1 })).toThrow(RenewError)
    expect(await thrown(open('Name,Until\nAnn,2027-01-01\n', { head: 9 }))).toMatchObject({
      code: 'import-head-line',
      values: { why: 'beyond', line: 9, end: 2 },
    })
    expect(await thrown(open('\n\nName,Until\n', { head: 2 }))).toMatchObject({ code: 'import-head-line' })
  })
})

describe('a table without a header', () => {
  test.each([
    ['an address and a date', 'http://a,9/25/2024\nhttp://b,9/25/2026\n', 'http://a'],
    ['a date', 'Ann,passport,2027-01-01\nBo,visa,2028-01-01\n', '2027-01-01'],
    ['a date in letters', 'Ann;31 декабря 2027 г.\nBo;5 мая 2028\n', '31 декабря 2027 г.'],
    ['a number', 'Ann,46752\nBo,46270\n', '46752'],
    ['one row', 'Ann,2027-01-01\n', '2027-01-01'],
    ['known words further down', 'Ann,2027-01-01,x\nBo,2028-01-01,y\nName,Expiry,Note\n', '2027-01-01'],
  ])('is refused with the value: %s', async (_, text, cell) => {
    expect(await thrown(open(text))).toMatchObject({ code: 'import-no-heads', values: { line: 1, cell } })
  })

  test('has numbered columns with --no-head', async () => {
    const { header } = await open('Ann,2027-01-01\nBo,2028-01-01,x\n', { head: false })
    expect(header).toEqual({ names: ['#1', '#2', '#3'], line: null, rows: 0, above: 0 })
    expect(await bodyOf('Ann,2027-01-01\n', { head: false })).toEqual([['Ann', '2027-01-01']])
  })

  test('a date among the names is a name where no dates are below it', async () => {
    const { header } = await open('Name,Valid until,2026-01-01\nAnn,2027-01-01,present\nBo,2027-02-01,\n')
    expect(header.names[2]).toBe('2026-01-01')
  })
})

test.each(['A', 'я', '. ', '(', '- '])('a name of 200 000 characters holds up nothing: %j', piece => {
  const name = `${piece.repeat(200_000 / piece.length)}x`
  expect(headerWords(name).length).toBeLessThan(1000)
  expect(columnKey(name).length).toBeLessThan(1000)
  expect(new HeaderReader().read(name).meaning).toBeNull()
})

test.each([
  ['最后有效日', 'expires'],
  ['Last valid date', 'expires'],
  ['последний день действия', 'expires'],
  ['жарамдылықтың соңғы күні', 'expires'],
  ['外籍员工', 'holder'],
  ['中文名', 'holder'],
  ['英文名', 'holder'],
  ['雇员', 'holder'],
  ['Foreign employee', 'holder'],
  ['Иностранный сотрудник', 'holder'],
  ['名', 'other-name'],
])('%s names %s', (name, meaning) => {
  expect(new HeaderReader().read(name).meaning).toBe(meaning)
})
