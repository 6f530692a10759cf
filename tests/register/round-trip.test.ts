import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Card, newCard } from '../../src/cards/card.ts'

import { checkCardsContent } from '../../src/cards/check-cards.ts'
import { escapeFormula, unescapeFormula } from '../../src/register/card-row.ts'
import { toBytes } from '../../src/storage/to-bytes.ts'
import { answer, newHome, renew } from '../world.ts'

const letters = fc.constantFrom(
  ...'abАя中ß=+-@\'",;|、，。 éñ\u00a0０Ｚ🙂()[]{}$%\\/'.split(''),
  '\u202e',
  '\u200b',
  '＝',
  'ı',
)
const text = fc
  .oneof(
    fc.array(letters, { minLength: 1, maxLength: 12 }).map(all => all.join('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .map(line => line.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '').trim())
  .filter(line => line !== '')
const day = fc
  .date({ min: new Date('1990-01-01T00:00Z'), max: new Date('2040-12-31T00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const period = fc.constantFrom('P1M', '6w', '2mo', '10d', 'P1Y2M')
const note = fc.oneof(
  text,
  fc.tuple(text, text).map(lines => lines.join('\n')),
  fc.constant('a\tb\n\n"c"'),
)
const renewal = fc.record({
  method: maybe(fc.constant('in-person')),
  appointment: maybe(day),
  submitted: maybe(day),
  receipt: maybe(text),
  paid: fc.array(fc.constant({ amount: '15000', currency: 'KZT' }), { maxLength: 2 }),
  ticks: fc.dictionary(
    fc.constantFrom('photo', 'passport', 'constructor'),
    fc.record({
      done: maybe(day),
      taken: maybe(day),
      until: maybe(day),
      pages: maybe(fc.nat(9)),
      notNeeded: maybe(fc.boolean()),
      own: maybe(fc.record({ text })),
      choice: maybe(text),
    }),
  ),
})
const history = fc.array(
  fc.record({
    from: maybe(day),
    to: maybe(day),
    method: maybe(text),
    paid: fc.constant([]),
    receipt: maybe(text),
    submitted: maybe(day),
    done: day,
    number: text,
  }),
  { maxLength: 2 },
)

/** A card with anything in it that commands could have put there, and a key of a newer program. */
const card = fc.record({
  name: text.map(name => [...name].slice(0, 60).join('').trim()).filter(name => name !== ''),
  guide: fc.constantFrom('generic', 'passport', 'kz/registration-card', 'xx/lost'),
  expires: maybe(day),
  holder: maybe(text),
  number: maybe(text),
  issued: maybe(day),
  readings: maybe(fc.record({ card: day, visa: day })),
  zone: maybe(fc.constantFrom('Asia/Almaty', 'America/New_York', 'UTC')),
  lead: maybe(period),
  milestones: maybe(fc.constantFrom(['lead'], ['6mo', '3wd', '0d'])),
  workdays: maybe(fc.constantFrom('KZ', 'weekends', 'none')),
  processing: maybe(fc.constantFrom('10wd', '2w')),
  durations: maybe(fc.constantFrom({ photo: '2d' }, { photo: '2d', passport: '1mo' })),
  channels: maybe(fc.constantFrom(['mail'], ['mail', 'a channel'])),
  lang: maybe(fc.constantFrom('en', 'zh', 'ru', 'kk')),
  tags: fc.array(text, { maxLength: 3 }),
  note: maybe(note),
  renewal: maybe(renewal),
  history,
  acknowledged: maybe(fc.record({ expires: day, on: day })),
  snoozed: maybe(fc.record({ expires: day, until: day })),
  closed: maybe(day),
  resolved: fc.constant({ lead: 'P1M', milestones: null, zone: null, workdays: 'none', processing: null }),
  // A key that would reach a prototype is dropped (FAULTS 62); anything else comes back.
  future: fc.option(
    fc.jsonValue({ maxDepth: 2 }).filter(value => !JSON.stringify(value).includes('__proto__')),
    { nil: undefined },
  ),
})

/** A home that holds these cards, written as the program writes them. */
function homeOf(given: readonly object[]): string {
  const cards = given.map((one, at) =>
    newCard(
      {
        ...(one as Card),
        id: `id${String(at).padStart(4, '0')}`,
        links:
          at > 0 && at % 3 === 0 ? [`id${String(at - 1).padStart(4, '0')}`] : at % 7 === 6 ? ['gone1'] : [],
      },
      `2026-0${1 + (at % 9)}-01T08:00:00+05:00`,
    ),
  )
  const content = checkCardsContent(JSON.parse(JSON.stringify({ cards })), 'test')
  const home = newHome()
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeFileSync(`${home}/cards.json`, toBytes(content, 'test'))
  return home
}

const exported = async (home: string, file: string) => {
  const { code, stderr } = await renew(home, ['export', file, '--force'])
  expect(code, stderr).toBe(0)
  return readFileSync(file)
}

test.each(['csv', 'xlsx', 'json'])(
  'whatever is in a register, %s brings it into an empty home, and out again byte for byte',
  async form => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(card, {
          selector: one =>
            one.name.normalize('NFC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').replaceAll('ı', 'i'),
          minLength: 1,
          maxLength: 20,
        }),
        async given => {
          const home = homeOf(given)
          const before = await answer<{ cards: Card[] }>(home, ['list'])
          const file = path.join(path.dirname(home), `out.${form}`)
          const bytes = await exported(home, file)
          const other = newHome()
          const { code, stderr } = await renew(other, ['import', file, '--yes'])
          expect(code, stderr).toBe(0)
          expect(await answer(other, ['list'])).toEqual(before)
          expect(await exported(other, file)).toEqual(bytes)
          // And the same file again is nothing new, here and there.
          for (const where of [home, other]) {
            const { stdout } = await renew(where, ['import', file, '--yes'])
            expect(stdout).toMatch(new RegExp(`^0 new, ${given.length} unchanged, 0 changed\\.`))
          }
          for (const where of [home, other]) rmSync(where, { recursive: true })
        },
      ),
      // Twenty cards a register, because a register costs ten times what a card does.
      { numRuns: 8 },
    )
  },
  60_000,
)

test('escaped text is never a formula to a spreadsheet, and can be unescaped', () => {
  const cell = fc.array(fc.constantFrom(..."'=+-@\t\r＝＋－＠a1 "), { maxLength: 8 }).map(all => all.join(''))
  fc.assert(
    fc.property(fc.oneof(cell, fc.string()), one => {
      expect(escapeFormula(one)).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      expect(unescapeFormula(escapeFormula(one))).toBe(one)
    }),
  )
})
