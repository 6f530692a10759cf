import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/dates/period.ts'
import { readPeriodText } from '../../src/dates/period-words.ts'
import { LANGUAGES, type Language, loadWords } from '../../src/messages/index.ts'

describe('a period in words', () => {
  test.each([
    ['60 days', '60d'],
    ['1 day', '1d'],
    ['2 months', '2mo'],
    ['a month', '1mo'],
    ['two weeks', '2w'],
    ['3 Weeks', '3w'],
    ['1 year', '1y'],
    ['10 working days', '10wd'],
    ['5 business days', '5wd'],
    ['1 year, 6 months', 'P1Y6M'],
    ['1 year and 6 months', 'P1Y6M'],
    ['60天', '60d'],
    ['60 天', '60d'],
    ['三天', '3d'],
    ['两周', '2w'],
    ['十五天', '15d'],
    ['二十天', '20d'],
    ['十天', '10d'],
    [' 60 days ', '60d'],
    [' P1M ', 'P1M'],
    ['60  days', '60d'],
    ['九十九天', '99d'],
    ['兩周', '2w'],
    ['二十零天', '20d'],
    ['零天', '0d'],
    ['〇天', '0d'],
    ['2个月', '2mo'],
    ['两个月', '2mo'],
    ['3个星期', '3w'],
    ['1年6个月', 'P1Y6M'],
    ['半年', '6mo'],
    ['10个工作日', '10wd'],
    ['６０天', '60d'],
    ['3 недели', '3w'],
    ['1 неделя', '1w'],
    ['5 недель', '5w'],
    ['2 месяца', '2mo'],
    ['6 мес.', '6mo'],
    ['10 дней', '10d'],
    ['1 день', '1d'],
    ['30 дн', '30d'],
    ['2 года', '2y'],
    ['1 г', '1y'],
    ['2 г.', '2y'],
    ['1 ж.', '1y'],
    ['5 лет', '5y'],
    ['полгода', '6mo'],
    ['две недели', '2w'],
    ['10 рабочих дней', '10wd'],
    ['2 ай', '2mo'],
    ['3 апта', '3w'],
    ['10 күн', '10d'],
    ['1 жыл', '1y'],
    ['5 жұмыс күні', '5wd'],
    ['2 mo', '2mo'],
    ['P1M', 'P1M'],
    ['30d', '30d'],
  ])('%s is %s', (text, stored) => expect(readPeriodText(text)).toBe(stored))

  test.each([
    ...[
      '',
      '2m',
      '2 m',
      '3 м',
      '2',
      'days',
      'soon',
      '1.5 months',
      '-2 days',
      '2 days 3 days',
      '两三天',
      '几天',
      '3 daysx',
      'several days',
      '1 year several days',
      '2 monthsone day',
      '2 месяцаодин день',
      '.天5周',
    ],
    ...[
      '3 working days and 2 days',
      '1 days ago',
      '999999 days',
      'в 3 дня',
      '2 айлық',
      '天',
      '2个',
      '三',
      '十十天',
    ],
  ])('%j is not a period', text => expect(readPeriodText(text)).toBeNull())

  test('as the program prints it is read back, in every language', async () => {
    const part = fc.integer({ min: 1, max: 99 })
    for (const language of Object.keys(LANGUAGES) as Language[]) {
      const { dates } = await loadWords(language)
      fc.assert(
        fc.property(
          fc.constantFrom('years', 'months', 'weeks', 'days', 'workdays'),
          part,
          part,
          (unit, count, more) => {
            const nothing = { years: 0, months: 0, weeks: 0, days: 0, workdays: 0 }
            for (const period of [
              { ...nothing, [unit]: count },
              { ...nothing, years: count, months: more },
            ])
              expect(parsePeriod(readPeriodText(dates.period(period)) ?? '')).toEqual(period)
          },
        ),
      )
    }
  })
})
