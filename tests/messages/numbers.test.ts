import { describe, expect, test } from 'vitest'
import { fill } from '../../src/messages/format.ts'
import { LANGUAGES, type Language } from '../../src/messages/index.ts'
import { textsOf } from '../words.ts'

/** A slot that chooses a plural form. */
const PLURAL = /\{\w+\|[^{}]*\}/

const COUNTS = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 121]

describe.each(Object.keys(LANGUAGES) as Language[])('numbers in %s', async language => {
  const { dates } = await LANGUAGES[language].status()

  test('have the plural form of CLDR, from 0 to 121', () => {
    const rules = new Intl.PluralRules(language)
    // Kazakh and Chinese nouns keep their form, although CLDR tells 1 from the others in Kazakh.
    const forms = { en: ['one', 'other'], zh: ['other'], ru: ['one', 'few', 'many'], kk: null }[language]
    for (let count = 0; count <= 121; count++)
      expect(dates.plural(count), `${count}`).toBe(forms ? forms.indexOf(rules.select(count)) : 0)
  })

  test('stand in every kind of sentence as reviewed', async () => {
    const [texts, english] = await Promise.all([textsOf(language), textsOf('en')])
    const counted = Object.keys(english).filter(key => PLURAL.test(english[key]!))
    // A language with one form has nothing to choose, so its sentences themselves are shown.
    const table = Object.values(texts).some(text => PLURAL.test(text))
      ? [...new Set(Object.values(texts).flatMap(text => text.match(new RegExp(PLURAL, 'g')) ?? []))]
          .map(slot => slot.replace(/^\{\w+/, '{count'))
          .map(slot => COUNTS.map(count => fill(slot, { count }, dates.plural)).join(' · '))
      : counted.map(key => texts[key]!.replace(/\{(\w+)\}/g, '21'))
    const lengths = [0, 1, 2, 3, 5, 11, 21, 22, 101].map(days => [
      dates.distance(days),
      dates.distance(-days),
      dates.period({ years: days, months: 0, weeks: 0, days: 0, workdays: 0 }),
      dates.period({ years: 0, months: days, weeks: 0, days: 0, workdays: 0 }),
      dates.period({ years: 0, months: 0, weeks: days, days: 0, workdays: 0 }),
      dates.period({ years: 0, months: 0, weeks: 0, days, workdays: 0 }),
      dates.period({ years: 0, months: 0, weeks: 0, days: 0, workdays: days }),
    ])
    const text = [...lengths.map(row => row.join(' | ')), '', ...new Set(table.sort())].join('\n')
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/numbers.${language}.txt`)
  })
})
