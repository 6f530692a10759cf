import { describe, expect, test } from 'vitest'
import { renderHints } from '../../../src/commands/status/hints.ts'
import { renderStatus } from '../../../src/commands/status/show-status.ts'
import { en, zh } from '../../words.ts'
import { dataOf, FAMILY, hintsOf, NO_TIMER, rowOf } from './sample.ts'

const PIPE = { isTTY: false, width: 80, height: null, color: 0 } as const

describe('in a pipe', () => {
  test('a card is a line of fields, dates as other programs take them', async () => {
    expect(
      `\n${(await renderStatus(dataOf(FAMILY), en, PIPE)).replaceAll('\t', '|')}`,
    ).toMatchInlineSnapshot(`
      "
      expired|visa|2026-11-20|-2|2026-11-20|Go to the office|2026-11-23||Aigerim|Visa, Kazakhstan|After the last valid day, fines or even deportation are possible
      last day|lease|2026-11-22|0|2026-11-20|Renew it|2026-11-22||||
      prepare|me|2026-12-20|28|2026-12-18|Book an appointment|2026-12-10|3/6||Registration card, Kazakhstan|appointment: 2026-12-15, 10:30, Abay 12, window 3
      prepare|son|2026-12-14|22|2026-12-14|Ask about the progress of your application||||Registration card, Kazakhstan|submitted: 2026-11-19, receipt A-1234
      valid|insurance|2027-06-30|220|2027-06-30||||||
      permanent|driving licence|||||||||
      "
    `)
  })

  test('the words are those of the language, the dates are the same', async () => {
    const [line] = (await renderStatus(dataOf(FAMILY), zh, PIPE)).split('\n')
    expect(line).toMatch(/^已过期\tvisa\t2026-11-20\t-2\t/)
  })

  test('how wide or high a terminal would be changes nothing', async () => {
    const narrow = await renderStatus(dataOf(FAMILY), en, { ...PIPE, width: 20, height: 3 })
    expect(narrow).toBe(await renderStatus(dataOf(FAMILY), en, PIPE))
  })

  test('remarks come apart from the cards, so that a program that reads those never meets them', async () => {
    const hints = hintsOf({ timer: NO_TIMER }, en)
    expect(await renderStatus(dataOf(FAMILY, { hints }), en, PIPE)).not.toContain('timer')
    expect(renderHints(hints, en)).toBe(
      'No timer is installed, so no reminders are sent: renew timer install\n',
    )
    expect(renderHints(hintsOf({}, en), en)).toBe('')
  })

  test('an empty store is an empty answer, and what to type is said beside it', async () => {
    expect(await renderStatus(dataOf([]), en, PIPE)).toBe('')
    const none = { cards: [], shown: [] }
    expect(renderHints(hintsOf(none, en), en)).toContain('renew add me --expires 2027-12-31')
    expect(renderHints(hintsOf(none, zh), zh)).toContain('renew add 注册卡 --expires 2027-12-31')
  })

  test('colour comes only where it was asked for, and only on the stage', async () => {
    const colour = await renderStatus(dataOf(FAMILY), en, { ...PIPE, color: 1 })
    expect(colour).toContain('\u001b[31m')
    const plain = colour.replace(/\u001b\[\d+m/g, '')
    expect(plain).toBe(await renderStatus(dataOf(FAMILY), en, PIPE))
    for (const line of colour.trimEnd().split('\n'))
      expect(line.split('\t').slice(1).join()).not.toContain('\u001b')
  })

  test('a hundred thousand cards take a moment', async () => {
    const [card] = [rowOf('张伟的登记卡', '2026-12-20', { holder: 'Aigerim' })]
    const rows = Array.from({ length: 100_000 }, (_, at) => ({ ...card!, name: `card ${at}` }))
    const begun = performance.now()
    const shown = await renderStatus(dataOf(rows), en, PIPE)
    expect(shown.split('\n')).toHaveLength(100_001)
    expect(performance.now() - begun).toBeLessThan(15_000)
  })
})

test('a hundred thousand cards on a terminal show what needs something, and a count', async () => {
  const valid = rowOf('x', '2027-06-30')
  const rows = [FAMILY[0]!, ...Array.from({ length: 100_000 }, (_, at) => ({ ...valid, name: `card ${at}` }))]
  const shown = await renderStatus(dataOf(rows), en, { isTTY: true, width: 80, height: 24, color: 0 })
  expect(shown.split('\n').length).toBeLessThan(24)
  expect(shown).toContain('and 100000 more documents with nothing to do now')
})
