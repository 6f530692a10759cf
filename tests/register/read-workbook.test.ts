import { readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { afterEach, describe, expect, test } from 'vitest'
import { RenewError } from '../../src/errors.ts'
import { cellText } from '../../src/register/read-workbook.ts'
import { openTable, type Table, type TableOptions } from '../../src/register/table.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/workbooks/${name}`, import.meta.url))

async function bodyOf(table: Table): Promise<{ line: number; cells: string[] }[]> {
  const rows = []
  for await (const row of table.rows) rows.push(row)
  return rows
}

async function thrown(bytes: Buffer, options: TableOptions = {}): Promise<RenewError> {
  const error = await openTable(bytes, options).then(
    () => expect.fail('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(RenewError)
  return error as RenewError
}

/** A workbook with these sheets, each a list of rows. */
function workbook(sheets: Record<string, unknown[][]>, options: object = {}, hidden: string[] = []): Buffer {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { cellDates: true, UTC: true } as object), name)
  book.Workbook = {
    ...book.Workbook,
    Sheets: Object.keys(sheets).map(name => ({
      Hidden: hidden.includes(name) ? (1 as const) : (0 as const),
    })),
    ...options,
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', cellDates: false })
}

/** A zip archive of texts. @param sizes what the directory says of them, if it is not true */
function zip(files: Record<string, string>, sizes: Record<string, number> = {}): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text))
    const header = Buffer.alloc(30)
    header.write('PK\x03\x04', 'latin1')
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(sizes[name] ?? Buffer.byteLength(text), 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    parts.push(header, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}

const HEAD = ['Name', 'Expiry']
const ANN = ['Ann', '2027-01-01']

describe.each(['xlsx', 'ods'])('staff.%s, written by LibreOffice', format => {
  const { TZ } = process.env
  afterEach(() => {
    process.env.TZ = TZ
  })

  test.each(['UTC', 'Asia/Almaty', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
    'is read the same in %s',
    async zone => {
      process.env.TZ = zone
      const table = await openTable(fixture(`staff.${format}`), {})
      expect(table).toMatchObject({
        format,
        encoding: null,
        sheet: 'Сотрудники',
        sheets: [
          { name: 'Заметка', isHidden: false, hasTable: false },
          { name: 'Сотрудники', isHidden: false, hasTable: true },
          { name: 'Архив & прочее', isHidden: true, hasTable: true },
        ],
      })
      expect(table.header).toEqual({
        names: [
          ...['№', 'ФИО', 'Паспорт / номер', 'Паспорт / срок действия'],
          ...['Виза / номер', 'Виза / срок действия', 'Примечание', 'Доля', 'Да'],
        ],
        line: 2,
        rows: 2,
        above: 1,
      })
      expect(await bodyOf(table)).toEqual([
        {
          line: 4,
          cells: [
            '1',
            'Ли На',
            'E00000001',
            '2027-12-31',
            'KZ001',
            '2026-09-05T14:30',
            '110101199001',
            '12.5%',
            'TRUE',
          ],
        },
        { line: 5, cells: ['2', 'Ли На', '0012', '2028-02-29', '', '05.09.2026', '0.3', '0.1', 'FALSE'] },
        { line: 6, cells: ['3', 'Скрытый & Ко', '00012', '2029-01-01', '', '', '#N/A', '1234567890123.5'] },
      ])
    },
  )

  test('a hidden sheet is read when it is asked for', async () => {
    const table = await openTable(fixture(`staff.${format}`), { sheet: 'архив & прочее' })
    expect((await bodyOf(table)).map(({ cells }) => cells.join())).toEqual([
      'old,2020-01-01',
      'older,2019-01-01',
    ])
  })
})

test('rows that Excel does not show are read, and counted', async () => {
  expect((await openTable(fixture('staff.xlsx'), {})).hiddenRows).toBe(1)
})

describe('a workbook', () => {
  test('with dates counted from 1904', async () => {
    const bytes = workbook(
      { A: [HEAD, ['Ann', new Date(Date.UTC(2027, 0, 31))]] },
      { WBProps: { date1904: true } },
    )
    expect((await bodyOf(await openTable(bytes, {})))[0]!.cells).toEqual(['Ann', '2027-01-31'])
  })

  test('with several tables is refused with their names; --sheet says which', async () => {
    const bytes = workbook({ Визы: [HEAD, ANN], Справка: [['text']], Паспорта: [HEAD, ['Bo', '2028-01-01']] })
    expect(await thrown(bytes)).toMatchObject({
      code: 'import-sheets',
      values: { sheets: ['Визы', 'Паспорта'] },
    })
    const table = await openTable(bytes, { sheet: 'Паспорта' })
    expect(table.sheet).toBe('Паспорта')
    expect((await bodyOf(table))[0]!.cells).toEqual(['Bo', '2028-01-01'])
    expect(await thrown(bytes, { sheet: 'X' })).toMatchObject({ code: 'import-sheet-unknown' })
  })

  test('whose other tables are hidden is read', async () => {
    const bytes = workbook({ Old: [HEAD, ANN, ANN], Now: [HEAD, ANN] }, {}, ['Old'])
    expect((await openTable(bytes, {})).sheet).toBe('Now')
  })

  test.each<[unknown, string]>([
    [{ t: 'n', v: 110101199001, w: '1.10101E+11' }, '110101199001'],
    // The spreadsheet has kept fifteen of the digits; the number is refused for it.
    [{ t: 'n', v: 1.1010119900101e17, w: '1.10101E+17' }, '1.1010119900101E+17'],
    [{ t: 'n', v: 0.1 + 0.2, w: '0.3' }, '0.3'],
    [{ t: 'n', v: 1e-7, w: '1E-07' }, '0.0000001'],
    [{ t: 'n', v: -5, w: '-5' }, '-5'],
    [{ t: 'n', v: 123, w: '00123' }, '00123'],
    [{ t: 'n', v: 46752, w: '46,752' }, '46752'],
    [{ t: 'e', v: 0x2a, w: '#N/A' }, '#N/A'],
    [{ t: 'd', v: new Date('2027-12-30T23:59:59.999Z'), w: '' }, '2027-12-31'],
    [{ t: 'd', v: new Date('1899-12-30T14:30:00Z'), w: '14:30' }, '14:30'],
    [{ t: 's', v: '31.12.2027', w: '31.12.2027' }, '31.12.2027'],
    [undefined, ''],
  ])('gives the cell %j as %s', (cell, text) => {
    expect(cellText(cell as never)).toBe(text)
  })
})

describe('a workbook that is a trap', () => {
  const CONTENT = (cells: string) =>
    `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="A">${cells}</table:table></office:spreadsheet></office:body></office:document-content>`
  const CELL = (repeat: string) =>
    `<table:table-cell office:value-type="string"${repeat}><text:p>x</text:p></table:table-cell>`
  const ODS = (cells: string) => zip({ 'content.xml': CONTENT(cells), 'META-INF/manifest.xml': '<m/>' })

  test.each([
    [
      'says that it is large',
      zip({ 'xl/workbook.xml': 'x' }, { 'xl/workbook.xml': 900_000_000 }),
      'import-unpacked-size',
    ],
    [
      'is larger than it says',
      zip({ 'xl/workbook.xml': ' '.repeat(1_000_000) }, { 'xl/workbook.xml': 100 }),
      'import-damaged',
    ],
    ['is cut off', fixture('staff.xlsx').subarray(0, 4000), 'import-kind'],
    [
      'has nothing in it',
      zip({ 'xl/workbook.xml': 'nothing', '[Content_Types].xml': '<Types/>' }),
      'import-damaged',
    ],
    [
      'repeats a row a million times',
      ODS(
        `<table:table-row table:number-rows-repeated="1048576">${CELL(' table:number-columns-repeated="16384"')}</table:table-row>`,
      ),
      'import-unpacked-size',
    ],
    [
      'repeats a cell a billion times',
      ODS(`<table:table-row>${CELL(' table:number-columns-repeated="1000000000"')}</table:table-row>`),
      'import-unpacked-size',
    ],
  ])('and %s is refused', async (_, bytes, code) => {
    expect(await thrown(bytes)).toMatchObject({ code })
  })

  test('may repeat blank rows to the end of the sheet', async () => {
    const row = `<table:table-row>${CELL('')}${CELL('')}</table:table-row>`
    const other = row.replaceAll('>x<', '>y<')
    const rest =
      '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    expect(await bodyOf(await openTable(ODS(row + other + rest), {}))).toHaveLength(1)
  })

  test('has dates that are repeated, and dates before the year 1, as LibreOffice writes them', async () => {
    const text = (word: string) =>
      `<table:table-cell office:value-type="string"><text:p>${word}</text:p></table:table-cell>`
    const day = (value: string, shown: string, repeat = '') =>
      `<table:table-cell${repeat} office:value-type="date" office:date-value="${value}"><text:p>${shown}</text:p></table:table-cell>`
    const row = (cells: string) => `<table:table-row>${cells}</table:table-row>`
    const heads = row(['Name', 'Visa Expiry', 'Insurance Expiry'].map(text).join(''))
    const twice = day('2027-02-28', '2027-02-28', ' table:number-columns-repeated="2"')
    const zero = day('-0001-12-30', '0001-01-01')
    const rows = heads + row(text('Ann') + twice) + row(text('Bo') + zero + day('2027-02-28', '28.02.27'))
    expect(await bodyOf(await openTable(ODS(rows), {}))).toEqual([
      { line: 2, cells: ['Ann', '2027-02-28', '2027-02-28'] },
      { line: 3, cells: ['Bo', '0001-01-01', '2027-02-28'] },
    ])
  })
})
