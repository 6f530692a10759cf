import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hasInvisible,
  parseDateInput,
  plainText,
  shownText,
  trimBlanks,
  withoutUntil,
} from '../../src/dates/date-input.ts'
import { isPermanentWord } from '../../src/dates/no-date-words.ts'
import { anyDay } from '../schedule/arbitrary.ts'
import { anyCharacter } from '../text/nasty.ts'

function fault(text: string): { code: string; values: object } {
  const reading = parseDateInput(text)
  if (reading.ok) throw new Error(`${text} was taken for ${reading.date}`)
  return { code: reading.code, values: reading.values }
}

describe('a date is accepted', () => {
  test.each([
    ['2026-12-31', 'iso'],
    ['1900-01-01', 'iso'],
    ['9999-12-31', 'iso'],
    [' 2026-12-31 ', 'iso'],
    ['\t\u00a0\u30002026-12-31\u3000\u00a0\t', 'iso'],
  ])('as ISO: %j', (text, asTyped) => {
    expect(parseDateInput(text)).toEqual({ ok: true, date: text.trim(), asTyped })
  })

  test.each([
    ['31.12.2026', '2026-12-31'],
    ['01.01.1900', '1900-01-01'],
    ['31.12.9999', '9999-12-31'],
    ['1.2.2027', '2027-02-01'],
    ['01.02.2027', '2027-02-01'],
    ['12.11.2026', '2026-11-12'],
    ['31/12/2026', '2026-12-31'],
    ['13/1/2027', '2027-01-13'],
    ['12/31/2026', '2026-12-31'],
    ['1/13/2027', '2027-01-13'],
    ['03/03/2027', '2027-03-03'],
    ['2026年12月31日', '2026-12-31'],
    ['2027年1月5日', '2027-01-05'],
    ['2026 年 12 月 31 日', '2026-12-31'],
    ['2026年12月31号', '2026-12-31'],
    ['2026年12月31號', '2026-12-31'],
    ['２０２６－１２－３１', '2026-12-31'],
    ['２０２６年１２月３１日', '2026-12-31'],
    ['３１．１２．２０２６', '2026-12-31'],
    ['2026-12-3１', '2026-12-31'],
    ['٢٠٢٦-١٢-٣١', '2026-12-31'],
    ['۲۰۲۶-۱۲-۳۱', '2026-12-31'],
    ['२०२६-१२-३१', '2026-12-31'],
    ['𝟐𝟎𝟐𝟔-𝟏𝟐-𝟑𝟏', '2026-12-31'],
    ['2026-1-5', '2026-01-05'],
    ['2026/12/31', '2026-12-31'],
    ['2026.1.5', '2026-01-05'],
    ['2026 12 31', '2026-12-31'],
    ['20261231', '2026-12-31'],
    ['2026–12–31', '2026-12-31'],
    ['2026−12−31', '2026-12-31'],
    ['2026‐12‐31', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['1-31-2027', '2027-01-31'],
    ['31.12.2026 г.', '2026-12-31'],
    ['31. 12. 2026', '2026-12-31'],
    ['31 / 12 / 2026 г.', '2026-12-31'],
    ['2026 - 12 - 31', '2026-12-31'],
    ['31.12.2026г', '2026-12-31'],
    ['31.12.2026 ж.', '2026-12-31'],
    ['31.12.2026.', '2026-12-31'],
    ['31 желтоқсан 2026', '2026-12-31'],
    ['31 Желтоқсан 2026 ж.', '2026-12-31'],
    ['2026 жылғы 31 желтоқсан', '2026-12-31'],
    ['2026 ж. 31 желтоқсан', '2026-12-31'],
    ['2026 жылдың 31 желтоқсаны', '2026-12-31'],
    ['«5» қаңтар 2027 ж.', '2027-01-05'],
    ['2026年12月31日星期四', '2026-12-31'],
    ['2026年12月31日 周四', '2026-12-31'],
    ['2026年12月31日（周四）', '2026-12-31'],
    ['星期四，2026年12月31日', '2026-12-31'],
    ['2027年1月3日星期天', '2027-01-03'],
    ['2026-12-31 周四', '2026-12-31'],
    ['2026-12-31 (Thu)', '2026-12-31'],
    ['Thursday, 31.12.2026', '2026-12-31'],
    ['чт, 31.12.2026 г.', '2026-12-31'],
    ['31.12.2026 (чт)', '2026-12-31'],
    ['бейсенбі, 31 желтоқсан 2026 ж.', '2026-12-31'],
    ['Thu  31.12.2026', '2026-12-31'],
    ['31.12.2026 г., чт', '2026-12-31'],
    ['2026 жылғы «31» желтоқсан', '2026-12-31'],
    ['чт, «31» желтоқсан 2026 ж.', '2026-12-31'],
    ['2026.12.31.', '2026-12-31'],
    ['31 /12 /2026', '2026-12-31'],
    ['31.12.2026 г.(чт)', '2026-12-31'],
    ['31.12.2026 года', '2026-12-31'],
    ['31.12.2026 год', '2026-12-31'],
    ['31.12.2026 г', '2026-12-31'],
    ['31.12.2026 ж', '2026-12-31'],
    ['31.12.2026 жыл', '2026-12-31'],
    ['31.12.2026 жылы', '2026-12-31'],
    ['31.12.2026 Г.', '2026-12-31'],
    ['« 31 » желтоқсан 2026 ж.', '2026-12-31'],
    ['“31” желтоқсан 2026 ж.', '2026-12-31'],
    ['„31“ желтоқсан 2026 ж.', '2026-12-31'],
    ['"31" желтоқсан 2026 ж.', '2026-12-31'],
  ])('in another form: %s', (text, date) => {
    expect(parseDateInput(text)).toEqual({ ok: true, date, asTyped: 'other' })
  })

  test.each([
    ['一', '周一', 'Mon', 'Monday', 'пн', 'понедельник', 'дс', 'дүйсенбі'],
    ['二', '周二', 'Tue', 'Tuesday', 'вт', 'вторник', 'сс', 'сейсенбі'],
    ['三', '周三', 'Wed', 'Wednesday', 'ср', 'среда', 'ср', 'сәрсенбі'],
    ['四', '周四', 'Thu', 'Thursday', 'чт', 'четверг', 'бс', 'бейсенбі'],
    ['五', '周五', 'Fri', 'Friday', 'пт', 'пятница', 'жм', 'жұма'],
    ['六', '周六', 'Sat', 'Saturday', 'сб', 'суббота', 'сб', 'сенбі'],
    ['日', '周日', 'Sun', 'Sunday', 'вс', 'воскресенье', 'жс', 'жексенбі'],
  ])('with the weekday before or after it, only on that weekday: 星期%s', (han, ...names) => {
    const weekday = '一二三四五六日'.indexOf(han) + 1
    for (let day = 4; day <= 10; day++) {
      const isIt = new Date(Date.UTC(2027, 0, day)).getUTCDay() === weekday % 7
      const texts = names.flatMap(name =>
        name.startsWith('周') ? [] : [`${name}, ${day}.1.2027`, `${day}.1.2027 (${name})`],
      )
      for (const text of [...texts, `2027年1月${day}日${names[0]}`, `星期${han} 2027年1月${day}日`])
        expect([text, parseDateInput(text).ok]).toEqual([text, isIt])
    }
  })

  test.each([
    [1, 'қаңтар', 'қаң'],
    [2, 'ақпан', 'ақп'],
    [3, 'наурыз', 'нау'],
    [4, 'сәуір', 'сәу'],
    [5, 'мамыр', 'мам'],
    [6, 'маусым', 'мау'],
    [7, 'шілде', 'шіл'],
    [8, 'тамыз', 'там'],
    [9, 'қыркүйек', 'қыр'],
    [10, 'қазан', 'қаз'],
    [11, 'қараша', 'қар'],
    [12, 'желтоқсан', 'жел'],
  ])('with month %i in Kazakh', (month, name, short) => {
    const date = `2026-${String(month).padStart(2, '0')}-05`
    for (const text of [`5 ${name} 2026`, `05-${short}-2026`, `5 ${short}. 2026`, `2026 жылғы 5 ${name}`])
      expect([text, parseDateInput(text)]).toEqual([text, { ok: true, date, asTyped: 'other' }])
  })

  test('in every form, for any day', () => {
    fc.assert(
      fc.property(anyDay, date => {
        const [year, month, day] = date.split('-') as [string, string, string]
        const taken = { ok: true, date, asTyped: 'other' }
        expect(parseDateInput(date)).toEqual({ ...taken, asTyped: 'iso' })
        expect(parseDateInput(`${day}.${month}.${year}`)).toEqual(taken)
        expect(parseDateInput(`${year}年${Number(month)}月${Number(day)}日`)).toEqual(taken)
        for (const sign of ['/', '.']) expect(parseDateInput([year, month, day].join(sign))).toEqual(taken)
        for (const sign of '-/.')
          expect(parseDateInput([year, Number(month), Number(day)].join(sign)).ok).toBe(true)
        expect(parseDateInput(`${year}${month}${day}`)).toEqual(taken)
        const fullWidth = date.replace(/./g, sign => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0))
        expect(parseDateInput(fullWidth)).toEqual(taken)
        const slashed = parseDateInput(`${day}/${month}/${year}`)
        if (Number(day) > 12 || day === month) expect(slashed).toEqual(taken)
        else expect(slashed.ok).toBe(false)
      }),
    )
  })
})

describe('a day that does not exist is refused, with the length of its month', () => {
  test.each([
    ['2026-02-30', 2026, 2, 28],
    ['2026-02-29', 2026, 2, 28],
    ['2100-02-29', 2100, 2, 28],
    ['2028-02-30', 2028, 2, 29],
    ['2026-04-31', 2026, 4, 30],
    ['2026-01-32', 2026, 1, 31],
    ['31.04.2026', 2026, 4, 30],
    ['2026年2月30日', 2026, 2, 28],
    ['31/04/2026', 2026, 4, 30],
    ['04/31/2026', 2026, 4, 30],
    ['30/02/2027', 2027, 2, 28],
    ['02/30/2027', 2027, 2, 28],
    ['12/32/2026', 2026, 12, 31],
  ])('%s', (value, year, month, days) => {
    expect(fault(value)).toEqual({ code: 'date-nonexistent', values: { value, year, month, days } })
  })

  test.each([
    ['2026-13-01', 13],
    ['2026-00-10', 0],
    ['2026-00-00', 0],
    ['31.13.2026', 13],
    ['12.31.2026', 31],
    ['13/13/2026', 13],
    ['14/13/2026', 13],
    ['31/00/2026', 0],
    ['2026年13月1日', 13],
  ])('%s names the month', (value, month) => {
    expect(fault(value)).toEqual({ code: 'date-no-such-month', values: { value, month } })
  })

  test.each(['2026-01-00', '0.1.2026', '2026年1月0日', '00/12/2026'])('%s names the day', value => {
    expect(fault(value)).toEqual({ code: 'date-no-such-day', values: { value, day: 0 } })
  })
})

describe('what can be read in several ways is refused with its readings', () => {
  test.each([
    ['03/04/2027', ['2027-04-03', '2027-03-04']],
    ['01/02/2026', ['2026-02-01', '2026-01-02']],
    ['3/4/2027', ['2027-04-03', '2027-03-04']],
    ['12/11/2026', ['2026-11-12', '2026-12-11']],
  ])('%s', (value, readings) => {
    expect(fault(value)).toEqual({ code: 'date-ambiguous', values: { value, readings } })
  })

  test.each([
    ['12.11.10', ['2010-11-12', '2012-11-10']],
    ['26-12-31', ['2026-12-31', '2031-12-26']],
    ['31.12.26', ['2026-12-31', '2031-12-26']],
    ['1/2/27', ['2027-02-01', '2027-01-02', '2001-02-27']],
    ['1/2/3', ['2003-02-01', '2003-01-02', '2001-02-03']],
    ['12/31/26', ['2026-12-31']],
    ['31/31/31', []],
    ['26年12月31日', ['2026-12-31']],
    ['26年12月1日', ['2026-12-01']],
    ['8年2月30日', []],
  ])('a short year: %s', (value, readings) => {
    expect(fault(value)).toEqual({ code: 'date-short-year', values: { value, readings } })
  })
})

describe('years before 1900 and after 9999 are refused', () => {
  test.each([
    ...[
      '0000-00-00',
      '0000-01-01',
      '0001-01-01',
      '1899-12-31',
      '10000-01-01',
      '+010000-01-01',
      '-2026-12-31',
    ],
    ...['31.12.1899', '31/12/1899', '115年12月31日', '10000年1月1日', '99999-99-99'],
  ])('%s', value => {
    expect(fault(value)).toEqual({
      code: 'date-year-out-of-range',
      values: { value, first: 1900, last: 9999 },
    })
  })
})

describe('a card without end (R7)', () => {
  test.each([
    ...[
      'permanent',
      'never',
      'бессрочно',
      'мерзімсіз',
      '长期',
      'PERMANENT',
      'Never',
      'Бессрочно',
      'МЕРЗІМСІЗ',
    ],
    ...[' never ', 'ｎｅｖｅｒ', 'lifetime', 'Unlimited', 'без срока', 'Пожизненно', 'б/с', 'шексіз'],
    ...['无期限', '无限期', '终身', '不过期', '长期有效', '永久'],
  ])('%j', text => {
    expect(isPermanentWord(text)).toBe(true)
  })

  test.each(['', 'nevermore', 'not never', '9999-12-31', 'ever', 'permanent\n'])('not %j', text => {
    expect(isPermanentWord(text)).toBe(false)
  })
})

describe('the words for "until" around a date', () => {
  test.each([
    ['valid until: 31.12.2026', '31.12.2026'],
    ['2026-12-31  到期', '2026-12-31'],
    ['有效期至２０２６年１２月３１日', '2026年12月31日'],
    ['31.12.2026', '31.12.2026'],
    ['until further notice', 'until further notice'],
  ])('are removed from %s', (typed, date) => {
    expect(withoutUntil(typed)).toBe(date)
  })

  test('stay in a text of more than 60 characters, which is not a date', () => {
    const typed = `until ${'3'.repeat(54)}`
    expect(withoutUntil(typed)).toBe('3'.repeat(54))
    expect(withoutUntil(`${typed}3`)).toBe(`${typed}3`)
  })
})

test('only blanks at both ends are removed', () => {
  expect(trimBlanks(' \t\u00a0\u3000a b\u3000\u00a0\t ')).toBe('a b')
  expect(trimBlanks('a')).toBe('a')
  expect(trimBlanks('  ')).toBe('')
  expect(trimBlanks('')).toBe('')
  expect(trimBlanks('\na\u200b')).toBe('\na\u200b')
  expect(trimBlanks(`${' '.repeat(200_000)}a${' '.repeat(200_000)}b`)).toHaveLength(200_002)
})

describe('digits of every script become 0 to 9', () => {
  test.each([
    ['０１２３４５６７８９'],
    ['٠١٢٣٤٥٦٧٨٩'],
    ['۰۱۲۳۴۵۶۷۸۹'],
    ['०१२३४५६७८९'],
    ['๐๑๒๓๔๕๖๗๘๙'],
    ['𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
    ['𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡'],
    ['𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿'],
    ['𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙'],
    ['᧐᧑᧒᧓᧔᧕᧖᧗᧘᧙'],
    ['᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉'],
    ['᪐᪑᪒᪓᪔᪕᪖᪗᪘᪙'],
    ['0123456789'],
  ])('%s', digits => {
    expect(plainText(digits)).toBe('0123456789')
  })

  test('and other text keeps all but its compatible forms', () => {
    expect(plainText('ａ－１年٣')).toBe('a-1年3')
  })
})

describe('a text is quoted', () => {
  test('unchanged if it is visible', () => {
    expect(shownText('31 декабря 2026 年 é')).toBe('31 декабря 2026 年 é')
    expect(hasInvisible('31 декабря 2026 年 é')).toBe(false)
    expect(shownText('x'.repeat(60))).toBe('x'.repeat(60))
  })

  test('with escapes for invisible and misleading characters', () => {
    expect(shownText('a\u0007\u200b\u{e0001}e\u0301–−')).toBe('a\\u0007\\u200b\\u{e0001}e\\u0301–−')
    for (const text of ['\u0007', '\u200b', '\u{e0001}', '\u2028', '\u2029', '\u034f']) {
      expect(hasInvisible(`a${text}`)).toBe(true)
    }
    expect(hasInvisible('–')).toBe(false)
  })

  test('in at most 60 characters, however long it is', () => {
    expect(shownText('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`)
    expect(shownText('𝟎'.repeat(60))).toBe('𝟎'.repeat(60))
    expect(shownText('𝟎'.repeat(61))).toBe(`${'𝟎'.repeat(59)}…`)
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), text => {
        const shown = shownText(text)
        expect([...shown].length).toBeLessThanOrEqual(60)
        expect(hasInvisible(shown)).toBe(false)
      }),
      { numRuns: 40 },
    )
  })
})
