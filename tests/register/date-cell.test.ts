import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RenewError } from '../../src/errors.ts'
import { readDateCell, resolveCell } from '../../src/register/date-cell.ts'
import { DateColumn, type DateDecision } from '../../src/register/date-column.ts'
import { dateRulesWord, NO_RULES, OWN_RULES, parseDateRules } from '../../src/register/date-rules.ts'
import { readDates } from '../../src/register/declarations.ts'
import { anyDay } from '../schedule/arbitrary.ts'

/** The date of a cell; "no end", "none" or "blank"; else the code of the fault. */
async function read(text: string, word = ''): Promise<string> {
  try {
    const found = resolveCell(await readDateCell(text), text, parseDateRules(word)!)
    return found.is === 'date' ? (found.date ?? 'no end') : found.is
  } catch (error) {
    if (error instanceof RenewError) return error.code
    throw error
  }
}

describe('without a declaration', () => {
  test.each([
    ['2026-12-31', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['12/31/2026', '2026-12-31'],
    ['20280506', '2028-05-06'],
    ['31-Dec-2026', '2026-12-31'],
    ['31-дек-2026', '2026-12-31'],
    ['31-жел-2026', '2026-12-31'],
    ['31 декабря 2026 г.', '2026-12-31'],
    ['December 31, 2027', '2027-12-31'],
    ['до 31.12.2026 г.', '2026-12-31'],
    ['до 02.01.2026', '2026-01-02'],
    ['valid until 31-Dec-2026', '2026-12-31'],
    ['至2026-12-31', '2026-12-31'],
    ['31.12.2026 дейін', '2026-12-31'],
    ['46387', '2026-12-31'],
    ['46387.0', '2026-12-31'],
    // Midnight is how programs write a date.
    ['2026-12-31T00:00:00', '2026-12-31'],
    ['2026-12-31T00:00:00.000Z', '2026-12-31'],
    ['2024-02-02 00:00:00+00:00', '2024-02-02'],
    ['2026-12-31T00:00:00+05:00', '2026-12-31'],
    ['12/31/2026 12:00:00 AM', '2026-12-31'],
    ['2026/12/31 0:00', '2026-12-31'],
    ['31.12.2026 00:00:00', '2026-12-31'],
    ['Thu Dec 31 00:00:00 UTC 2026', '2026-12-31'],
    ['', 'blank'],
    ['  ', 'blank'],
  ])('%j is %s', async (text, date) => {
    expect(await read(text)).toBe(date)
  })

  test.each([
    ['03/04/2027', 'date-ambiguous'],
    ['31/12/26', 'date-short-year'],
    ['10/27/28', 'date-short-year'],
    ['14-Mar-29', 'date-short-year'],
    ['31-дек-26', 'date-short-year'],
    ['05.09.26', 'date-short-year'],
    ['26年12月31日', 'date-short-year'],
    ['2026-07-14T18:30:00.000Z', 'date-with-time'],
    ['2026-12-31T23:59:59Z', 'date-with-time'],
    ['31.12.2026 14:30', 'date-with-time'],
    ['December 31, 2027 9:00 AM', 'date-with-time'],
    ['Apr 15 08:00:00 2027 GMT', 'date-with-time'],
    ['46900.5', 'date-with-time'],
    ['1830211200000', 'date-epoch'],
    ['1704157217', 'date-epoch'],
    ['2025.01.01-2026.12.31', 'date-range'],
    ['01.01.2026 - 31.12.2026', 'date-range'],
    ['2025年1月1日至2026年12月31日', 'date-range'],
    ['2015.03.01-长期', 'date-range'],
    ['9999-12-31', 'date-endless'],
    ['31.12.9999', 'date-endless'],
    ['99991231', 'date-endless'],
    ['2958465', 'date-endless'],
    ['9999-12-31T00:00:00', 'date-endless'],
    ['31/12/2569', 'date-thai'],
    ['2569年12月31日', 'date-thai'],
    ['2026-02-30', 'date-nonexistent'],
    ['12/32/2027', 'date-no-such-day'],
    ['13/2027', 'date-not-understood'],
    ['05/2027', 'date-month'],
    ['2026-12', 'date-month'],
    ['May 2027', 'date-month'],
    ['май 2027 г.', 'date-month'],
    ['2027年5月', 'date-month'],
    ['Dec-26', 'date-short-year'],
    ['Expired', 'date-not-understood'],
    ['5 Years', 'date-not-understood'],
    ['+1y', 'date-relative'],
    ['tomorrow', 'date-relative'],
    ['12345', 'date-not-understood'],
    ['0501234567', 'date-epoch'],
    ['民國115年12月31日', 'date-era'],
  ])('%j is refused: %s', async (text, code) => {
    const said = await read(text)
    if (code === 'date-no-such-day') expect(said).toMatch(/^date-(nonexistent|no-such-day)$/)
    else expect(said).toBe(code)
  })
})

describe('what is declared is read', () => {
  test.each([
    ['dmy', '03/04/2027', '2027-04-03'],
    ['mdy', '03/04/2027', '2027-03-04'],
    ['+month', '05/2027', '2027-05-31'],
    ['+month', '2.2028', '2028-02-29'],
    ['+month', '2026-12', '2026-12-31'],
    ['+month', 'May 2027', '2027-05-31'],
    ['+month', 'Sept. 2027', '2027-09-30'],
    ['+month', 'до мая 2027 г.', '2027-05-31'],
    ['+month', 'май 2027', '2027-05-31'],
    ['+month', 'мамыр 2027', '2027-05-31'],
    ['+month', '2027年5月', '2027-05-31'],
    ['dmy2+month', 'Aug-27', '2027-08-31'],
    ['dmy2', '31/12/26', '2026-12-31'],
    ['dmy2', '05.09.26', '2026-09-05'],
    ['dmy2', '5.9.26 г.', '2026-09-05'],
    ['mdy2', '10/27/28', '2028-10-27'],
    ['ymd2', '26-12-31', '2026-12-31'],
    ['ymd2', '26/12/31', '2026-12-31'],
    ['dmy2', '14-Mar-29', '2029-03-14'],
    ['mdy2', '14-Mar-29', '2029-03-14'],
    ['dmy2', "14 Mar '29", '2029-03-14'],
    ['mdy2', 'Mar 14, 29', '2029-03-14'],
    ['dmy2', '31-дек-26', '2026-12-31'],
    ['dmy2', '31-жел-26', '2026-12-31'],
    ['ymd2', '26年12月31日', '2026-12-31'],
    ['+time', '2026-07-14T18:30:00.000Z', '2026-07-14'],
    ['+time', '2026-12-31T23:59:59Z', '2026-12-31'],
    ['+time', '31.12.2026 14:30', '2026-12-31'],
    ['+time', 'December 31, 2027 9:00 AM', '2027-12-31'],
    ['+time', 'Apr 15 08:00:00 2027 GMT', '2027-04-15'],
    ['+time', 'Mar  3 08:00:00 2026 GMT', '2026-03-03'],
    ['+time', 'Thu Dec 31 2026 09:00:00 GMT+0500 (Almaty Standard Time)', '2026-12-31'],
    ['+time', 'Thu, 31 Dec 2026 09:00:00 +0000', '2026-12-31'],
    ['+time', '46900.5', '2028-05-27'],
    ['+time', '1830211200000', '2027-12-31'],
    ['+time', '1704157217', '2024-01-02'],
    ['+time', '2023-11-02 18:40:13, 2023-11-02 07:00:00', '2023-11-02'],
    ['dmy2+time', '31/12/26 14:30', '2026-12-31'],
    ['+range', '2025.01.01-2026.12.31', '2026-12-31'],
    ['+range', '2025-01-01-2026-12-31', '2026-12-31'],
    ['+range', '20250101-20261231', '2026-12-31'],
    ['+range', '01.01.2026 - 31.12.2026', '2026-12-31'],
    ['+range', '01.01.2026–31.12.2026', '2026-12-31'],
    ['+range', 'с 01.01.2026 по 31.12.2026', '2026-12-31'],
    ['+range', '2025年1月1日至2026年12月31日', '2026-12-31'],
    ['+range', '自2025年1月1日起至2026年12月31日止', '2026-12-31'],
    ['+range', 'May 1, 2026 → April 30, 2027', '2027-04-30'],
    ['+range', '2026-01-01/2026-12-31', '2026-12-31'],
    ['+range', '2026-01-01 to 2026-12-31', '2026-12-31'],
    ['+range', '2015.03.01-长期', 'no end'],
    ['dmy+range', '01/02/2026 - 03/04/2026', '2026-04-03'],
    ['mdy+range', '01/02/2026 - 03/04/2026', '2026-03-04'],
    ['dmy2+range+time', '01/01/26 10:00 - 31/12/26 10:00', '2026-12-31'],
    ['+9999', '9999-12-31', 'no end'],
    ['+9999', '31.12.9999', 'no end'],
    ['+9999', '99991231', 'no end'],
    ['+9999', '2958465', 'no end'],
  ])('%s: %j is %s', async (word, text, date) => {
    expect(await read(text, word)).toBe(date)
  })

  test.each([
    ['dmy', '12/31/2027', 'date-order'],
    ['mdy', '31/12/2027', 'date-order'],
    ['mdy', '01.02.2027', 'date-order'],
    ['ymd', '31/12/2027', 'date-order'],
    ['mdy2', '31/12/26', 'date-order'],
    ['dmy', '31/12/26', 'date-short-year'],
    ['dmy2', '31.02.26', 'date-order'],
    ['+range', '2026.12.31-2025.01.01', 'date-not-understood'],
    ['+time+range', '2026-02-30T10:00:00', 'date-with-time'],
  ])('%s: %j is refused: %s', async (word, text, code) => {
    expect(await read(text, word)).toBe(code)
  })

  test('in a file of renew the year 9999 is a date', async () => {
    const found = resolveCell(await readDateCell('9999-12-31'), '9999-12-31', OWN_RULES)
    expect(found).toEqual({ is: 'date', date: '9999-12-31', as: 'iso' })
  })
})

const NO_END = [
  ...['permanent', 'Never', 'Lifetime', 'unlimited', 'indefinite', 'No expiry', 'NO EXPIRATION', 'perpetual'],
  ...['б/с', 'Без срока', 'постоянно', 'не ограничен', 'бессрочно', 'Бессрочно.', 'мерзімсіз', 'шексіз'],
  ...['长期', '长期有效', '终身', '无固定期限', '永久', 'unbefristet', 'indefinido', 'süresiz', 'Süresiz'],
]
const NO_DOCUMENT = [
  ...['-', '–', '—', 'N/A', 'NA', 'n.a.', '#N/A', 'нет', 'Нет', '无', 'жоқ', 'TBD', '/', 'False', 'FALSE'],
  ...['none', 'null', 'NULL', 'NaN', 'NaT', 'не требуется', '不适用', '－', '0000-00-00', '0001-01-01'],
  ...['0001-01-01T00:00:00Z', '0000-00-00 00:00:00', '00.01.1900', '1/0/1900'.replace('1/0', '00/01')],
]

test.each(NO_END)('%j means no end', async text => {
  expect(await read(text)).toBe('no end')
})
test.each(NO_DOCUMENT)('%j means no such document', async text => {
  expect(await read(text)).toBe('none')
})

test('every date is read in every way programs write it', async () => {
  const forms: ((y: string, m: string, d: string) => [string, string])[] = [
    (y, m, d) => [`${y}-${m}-${d}T00:00:00.000Z`, ''],
    (y, m, d) => [`${y}-${m}-${d} 18:30:00+00:00`, '+time'],
    (y, m, d) => [`${d}.${m}.${y}`, 'dmy'],
    (y, m, d) => [`${d}/${m}/${y}`, 'dmy'],
    (y, m, d) => [`${m}/${d}/${y}`, 'mdy'],
    (y, m, d) => [`${m}/${d}/${y} 5:07 PM`, 'mdy+time'],
    (y, m, d) => [`2000-01-01 - ${y}-${m}-${d}`, '+range'],
    (y, m, d) => [`01.01.2000-${d}.${m}.${y}`, '+range'],
    (y, m, d) => [`2000年1月1日至${y}年${m}月${d}日`, '+range'],
    (y, m, d) => [`${d}/${m}/${y.slice(2)}`, 'dmy2'],
    (y, m, d) => [`${m}-${d}-${y.slice(2)}`, 'mdy2'],
    (y, m, d) => [`${y.slice(2)}-${m}-${d}`, 'ymd2'],
  ]
  const days = anyDay.filter(day => day > '2000-01-01' && day < '2100-01-01')
  await fc.assert(
    fc.asyncProperty(days, fc.constantFrom(...forms), async (day, form) => {
      const [text, word] = form(...(day.split('-') as [string, string, string]))
      expect(await read(text, word), `${text} as ${word}`).toBe(day)
    }),
  )
})

describe('the word of a declaration', () => {
  test('is read back from what is printed', () => {
    for (const order of ['', 'dmy', 'mdy2', 'ymd'])
      for (const extra of [
        '',
        '+range',
        '+time+9999',
        '+range+time+9999',
        '+keep9999',
        '+swap',
        '+9999+noswap',
      ]) {
        if (order + extra === '') continue
        expect(dateRulesWord(parseDateRules(order + extra)!)).toBe(order + extra)
      }
  })

  test.each(['dym', 'dmy3', '2', 'dmy+', 'dmy+when', 'time'])('%j is refused', word => {
    expect(parseDateRules(word)).toBeNull()
    expect(() => readDates([word], [])).toThrow(RenewError)
    expect(() => readDates(['Valid to='], ['Valid to'])).toThrow(RenewError)
  })

  test('may be for one column', () => {
    const datesOf = readDates(['+time', 'Valid=to=dmy2'], ['Name', 'Valid=to'])
    expect(datesOf(0)).toEqual({ ...NO_RULES, time: true })
    expect(datesOf(1)).toEqual({ ...NO_RULES, time: true, order: 'dmy', short: true })
  })
})

describe('a column', () => {
  async function decide(cells: readonly string[], word = ''): Promise<DateDecision> {
    const column = new DateColumn()
    for (const [at, text] of cells.entries()) await column.add(text, at + 2)
    return column.decide(parseDateRules(word)!)
  }
  const word = (found: DateDecision) => ('rules' in found ? dateRulesWord(found.rules) : found.is)

  test.each<[string[], string, string]>([
    [['2027-01-01', '31.12.2026'], 'known', 'dmy'],
    [['2027-01-01', '31 Dec 2026', ''], 'known', ''],
    [['12/31/2027', '9/5/2026', '2/11/2026'], 'known', 'mdy'],
    [['9/5/2026', '31/12/2027'], 'known', 'dmy'],
    // Each is certain by itself.
    [['12/31/2027', '31/12/2027'], 'known', ''],
    [['05/05/2027', '2027-01-01'], 'known', ''],
    [['10/27/28', '1/2/28'], 'declare', 'mdy2'],
    [['14-Mar-29', '01-Feb-30'], 'declare', 'dmy2'],
    [['31.12.2027', '05.09.26', 'unbefristet'], 'declare', 'dmy2'],
    [['2027-12-31T08:00:00Z', '2027-12-31'], 'declare', '+time'],
    [['2025.01.01-2026.12.31', '2025.01.01-长期'], 'declare', '+range'],
    [['20280506', '99991231'], 'declare', '+9999'],
    [['1/2/2026 - 31/12/2026 10:00'], 'declare', 'dmy+range+time'],
  ])('%j: %s %s', async (cells, is, rules) => {
    const found = await decide(cells)
    expect([found.is, word(found)]).toEqual([is, rules])
  })

  test('shows the cell that proves the order', async () => {
    const found = await decide(['9/5/2026', '12/31/2027', '12/30/2027'])
    expect(found).toMatchObject({ is: 'known', proof: { line: 3, text: '12/31/2027' } })
  })

  test('without evidence has one answer for each order, with what an example then means', async () => {
    const found = await decide(['05/05/2027', '03/04/2027', '01/02/2027 10:00'])
    expect(found).toMatchObject({
      is: 'choose',
      example: { line: 3, text: '03/04/2027' },
      choices: [{ date: '2027-04-03' }, { date: '2027-03-04' }],
    })
    expect(found.is === 'choose' && found.choices.map(({ rules }) => dateRulesWord(rules))).toEqual([
      'dmy+time',
      'mdy+time',
    ])
  })

  test('of years with two digits has an answer for each order in which all dates exist', async () => {
    const found = await decide(['11/10/12', '31/12/26'])
    expect(found.is === 'choose' && found.choices.map(({ rules }) => dateRulesWord(rules))).toEqual([
      'dmy2',
      'ymd2',
    ])
  })

  test('contradicts the order given', async () => {
    expect(await decide(['01/02/2027', '12/31/2027'], 'dmy')).toMatchObject({
      is: 'contradiction',
      said: 'dmy',
      lines: [{ line: 3, text: '12/31/2027' }, { line: 2 }],
    })
    expect(await decide(['12/31/2027'], 'dmy')).toMatchObject({ lines: [{ line: 2 }, null] })
    expect(await decide(['31.12.2027'], 'mdy')).toMatchObject({ is: 'contradiction' })
  })

  test('with both orders and an uncertain date contradicts itself', async () => {
    expect(await decide(['12/31/2027', '31/12/2027', '01/02/2027'])).toMatchObject({
      is: 'contradiction',
      said: null,
      lines: [{ line: 2 }, { line: 3 }],
    })
  })

  test('takes the order given, and asks for nothing that is declared', async () => {
    expect(word(await decide(['01/02/2027', '2027-01-01 10:00'], 'mdy+time'))).toBe('mdy+time')
    expect(await decide(['01/02/27'], 'dmy')).toMatchObject({ is: 'declare', needs: [{ need: 'short' }] })
  })

  test('is read alike in any order of its cells', async () => {
    const cells = fc.array(
      fc.constantFrom(
        '1/2/2027',
        '12/31/2027',
        '31/12/2027',
        '1/2/27',
        '2027-01-01',
        '',
        'x',
        '10/11/26 8:00',
      ),
      { minLength: 1, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(cells, async cells => {
        const [there, back] = [await decide(cells), await decide([...cells].reverse())]
        expect([there.is, word(there)]).toEqual([back.is, word(back)])
      }),
    )
  })

  test('counts what its cells are', async () => {
    const column = new DateColumn()
    for (const text of ['2027-01-01', '46387', 'never', 'N/A', '', 'soon', '']) await column.add(text, 1)
    expect(column.counts).toEqual({ dates: 2, numbers: 1, permanent: 1, none: 1, blank: 2, other: 1 })
  })
})
