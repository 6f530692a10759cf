import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderHints } from '../../../src/commands/status/hints.ts'
import { type StatusRow, shownStage } from '../../../src/commands/status/rows.ts'
import { renderStatus } from '../../../src/commands/status/show-status.ts'
import { EMPTY_LEDGER } from '../../../src/reminders/ledger-file.ts'
import { widthOf } from '../../../src/text/width.ts'
import { nastyText } from '../../text/nasty.ts'
import { en, zh } from '../../words.ts'
import { ANY_CHANNEL, dataOf, hintsOf, NO_TIMER, rowOf } from './sample.ts'

const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null })
const someDay = fc.constantFrom(
  '2025-01-31',
  '2026-11-15',
  '2026-11-22',
  '2026-12-20',
  '2027-06-30',
  '9999-12-31',
)

/** Any card with any words from anywhere in it. */
const anyRow: fc.Arbitrary<StatusRow> = fc
  .record({
    name: nastyText,
    expires: optional(someDay),
    more: fc.record({
      holder: optional(nastyText),
      guideTitle: optional(nastyText),
      next: optional(
        fc.record({
          text: nastyText,
          by: optional(someDay),
          sentence: nastyText,
          command: optional(fc.record({ line: nastyText, isAfter: fc.boolean() })),
        }),
      ),
      appointment: optional(
        fc.record({ date: someDay, time: optional(fc.constant('10:30')), place: optional(nastyText) }),
      ),
      submitted: optional(fc.record({ date: someDay, receipt: optional(nastyText) })),
      materials: optional(
        fc.record({ ready: fc.nat(20), needed: fc.nat(20), missing: fc.array(nastyText, { maxLength: 3 }) }),
      ),
      warnings: fc.array(nastyText, { maxLength: 2 }),
      notes: fc.array(nastyText, { maxLength: 2 }),
      course: fc.constantFrom('not-started', 'preparing', 'submitted'),
      unseen: fc.boolean(),
      snoozedUntil: optional(someDay),
      closed: optional(someDay),
    }),
  })
  .map(({ name, expires, more }) => rowOf(name, expires, more))

const anyData = fc
  .record({
    rows: fc.array(anyRow, { maxLength: 8 }),
    error: nastyText,
    all: fc.boolean(),
  })
  .map(({ rows, error, all }) =>
    dataOf(rows, {
      all,
      hints: hintsOf(
        {
          faults: [{ message: error, hint: error }],
          timer: NO_TIMER,
          channels: { [error]: ANY_CHANNEL },
          ledger: {
            ...EMPTY_LEDGER,
            channels: {
              [error]: { failingSince: '2026-11-01T09:07:12+05:00', error, gone: false, told: null },
            },
          },
        },
        en,
        { clock: error },
      ),
    }),
  )

const TEXTS = { en, zh }
const anyLanguage = fc.constantFrom<keyof typeof TEXTS>('en', 'zh')

/** Colours, and the isolates we set ourselves, taken out. */
const bare = (shown: string): string => shown.replace(/\u001b\[[\d;]*m|[\u2068\u2069]/g, '')

describe('whatever the cards are called', () => {
  test('no line is wider than the screen', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyData,
        anyLanguage,
        fc.integer({ min: 20, max: 250 }),
        fc.constantFrom(null, 5, 24, 60),
        async (data, lang, width, height) => {
          const shown = await renderStatus(data, TEXTS[lang], { isTTY: true, width, height, color: 1 })
          for (const line of bare(shown).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('nothing reaches the terminal but text, its colours and closed isolates', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, anyLanguage, fc.constantFrom(0, 1, 3), async (data, lang, color) => {
        const shown = await renderStatus(data, TEXTS[lang], {
          isTTY: true,
          width: 90,
          height: null,
          color: color as 0 | 1 | 3,
        })
        expect(bare(shown)).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066\u2067\u200b\ufeff]/u)
        if (color === 0) expect(shown).not.toContain('\u001b')
        for (const line of shown.split('\n')) {
          expect(line.match(/\u2068/g)?.length ?? 0).toBe(line.match(/\u2069/g)?.length ?? 0)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('every card that is shown has the word of its stage', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 6 }), anyLanguage, async (rows, lang) => {
        const to = { isTTY: true, width: 120, height: null, color: 0 } as const
        const lines = (await renderStatus(dataOf(rows), TEXTS[lang], to)).split('\n')
        for (const stage of ['valid', 'prepare', 'last-day', 'overdue', 'permanent', 'closed'] as const) {
          const cards = rows.filter(row => shownStage(row) === stage).length
          const shown = lines.filter(line => line.startsWith(`  ${TEXTS[lang](`stage.${stage}`)} `)).length
          expect(shown).toBe(cards)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('in a pipe a card is one line of as many fields as every other, without escapes', async () => {
    await fc.assert(
      fc.asyncProperty(anyData, anyLanguage, async (data, lang) => {
        const to = { isTTY: false, width: 80, height: null, color: 0 } as const
        const lines = (await renderStatus(data, TEXTS[lang], to)).split('\n')
        expect(lines.pop()).toBe('')
        expect(lines).toHaveLength(data.rows.length)
        for (const line of lines) {
          expect(line.split('\t')).toHaveLength(11)
          expect(line).not.toMatch(/[^\P{Cc}\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
        }
        const beside = renderHints(data.hints, TEXTS[lang])
        expect(beside).not.toMatch(/[^\P{Cc}\n]/u)
      }),
      { numRuns: 100 },
    )
  })
})
