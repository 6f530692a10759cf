import { describe, expect, test } from 'vitest'
import { type Card, FIELD_NAMES, FIELDS } from '../../src/cards/card.ts'

import { cardFault, checkCardsContent, checkEdit } from '../../src/cards/check-cards.ts'
import { RenewError } from '../../src/errors.ts'
import { english } from '../failures.ts'
import { cardWith, FULL } from './sample-card.ts'

const FILE = '/home/me/cards.json'

function refusal(run: () => unknown): object {
  try {
    run()
  } catch (error) {
    if (error instanceof RenewError) return { code: error.code, ...(error.values as object) }
    throw error
  }
  return { code: null }
}

describe('one card', () => {
  test('is right whether its fields are all set or all empty', () => {
    expect(cardFault(FULL, 0)).toBeNull()
    expect(cardFault(cardWith({ expires: null }), 0)).toBeNull()
    expect(cardFault({ ...FULL, 'newer field': 5 }, 0)).toBeNull()
  })

  test.each(FIELD_NAMES)('is wrong without %s, and with a number there', field => {
    const { [field]: _, ...rest } = FULL
    expect(cardFault(rest, 0)).toMatchObject({ field })
    expect(cardFault({ ...FULL, [field]: 5 }, 0)).toMatchObject({ field })
  })

  test.each(FIELD_NAMES)('may have null as %s unless every card is given it', field => {
    const isNeverNull = (FIELDS[field].given && field !== 'expires') || FIELDS[field].empty !== undefined
    expect(cardFault({ ...FULL, [field]: null }, 0)?.field).toBe(isNeverNull ? field : undefined)
  })

  test.each<[object, string, string]>([
    [{ expires: '2027-02-30' }, 'expires', 'must be a date such as 2026-12-31'],
    [{ lead: 'soon' }, 'lead', 'must be a length of time such as 2w (weeks) or 1mo (month)'],
    [
      { milestones: ['soon'] },
      'milestones.0',
      'must be a reminder date such as lead (when to prepare) or 14d',
    ],
    [{ processing: '2x' }, 'processing', 'must be a length of time such as 2w (weeks) or 1mo (month)'],
    [{ name: ' ' }, 'name', 'must be 1 to 80 characters'],
    [{ name: 'a\nb' }, 'name', 'must be one line without control characters'],
    [{ id: 'no' }, 'id', 'must be an id'],
    [
      { snoozed: { expires: '2027-06-30', until: 'later' } },
      'snoozed.until',
      'must be a date such as 2026-12-31',
    ],
  ])('with %j is wrong there', (fields, field, problem) => {
    const fault = cardFault({ ...FULL, ...fields }, 0)!
    expect({ field: fault.field, problem: english(fault.problem) }).toEqual({ field, problem })
  })

  test.each<[unknown, string]>([
    [{ ...FULL, lead: 5 }, 'me'],
    [{ ...FULL, name: 5 }, 'abcd1234'],
    [{ ...FULL, name: '', id: '' }, '3'],
    [null, '3'],
  ])('is named by its name, else its id, else its number in the list (%#)', (value, card) => {
    expect(cardFault(value, 2)).toMatchObject({ card })
  })

  test('with a zone that is not known can still be reminded of, but is not accepted', () => {
    const card = { ...FULL, zone: 'Moon/Base' }
    expect(cardFault(card, 0)).toBeNull()
    expect(refusal(() => checkCardsContent({ cards: [card] }, FILE))).toMatchObject({ field: 'zone' })
  })
})

describe('an edit', () => {
  const good = cardWith()
  const bad: Card = { ...good, lead: 'soon' }

  test('may leave valid cards, and an invalid one that it does not touch', () => {
    expect(() => checkEdit([good], [{ ...good, lead: '2w' }], FILE)).not.toThrow()
    expect(() => checkEdit([bad], [bad], FILE)).not.toThrow()
  })

  test('that leaves a card wrong is a mistake of the program', () => {
    expect(() => checkEdit([good], [bad], FILE)).toThrow(TypeError)
    expect(() => checkEdit([], [bad], FILE)).toThrow(/an edit would leave lead of a card unreadable/)
  })

  test('that leaves a card wrong which was wrong before names the file', () => {
    expect(refusal(() => checkEdit([bad], [{ ...bad, note: 'x' }], FILE))).toMatchObject({
      code: 'store-invalid',
      file: FILE,
      card: 'a',
      field: 'lead',
    })
  })
})

describe('the content of a file', () => {
  const other = { ...FULL, id: 'bbbb', name: 'other' }
  const change = { id: '1', at: FULL.created, command: 'add me', cards: [], count: 0, undone: false }

  test('is returned as it is, with an empty log when there is none', () => {
    expect(checkCardsContent({ cards: [FULL, other], revisions: { bbbb: 2 } }, FILE)).toEqual({
      cards: [FULL, other],
      changes: [],
      revisions: { bbbb: 2 },
    })
    expect(checkCardsContent({ cards: [], changes: [change] }, FILE).changes).toEqual([change])
    for (const history of [1, FULL.history]) {
      const changes = [{ ...change, cards: [{ id: 'bbbb', name: 'a', was: { history }, sum: 'x' }] }]
      expect(checkCardsContent({ cards: [], changes }, FILE).changes).toEqual(changes)
    }
  })

  test.each<[string, Record<string, unknown>, string | null, string]>([
    ['no list of cards', {}, null, 'cards'],
    ['a wrong card', { cards: [FULL, { ...other, tags: 'x' }] }, 'other', 'tags'],
    ['a wrong instant', { cards: [{ ...FULL, changed: 'today' }] }, 'me', 'changed'],
    ['a wrong instant of creation', { cards: [{ ...FULL, created: 'today' }] }, 'me', 'created'],
    ['two cards with one id', { cards: [FULL, { ...other, id: FULL.id }] }, 'other', 'id'],
    ['two cards with one name', { cards: [FULL, { ...other, name: ' ME' }] }, ' ME', 'name'],
    ['a log that is not a list', { cards: [], changes: {} }, null, 'changes'],
    [
      'a wrong date in the log',
      { cards: [], changes: [{ ...change, cards: [{ id: 'b', name: 'b', was: { expires: 'x' } }] }] },
      null,
      'changes.0.cards.0.was.expires',
    ],
    ['a wrong change', { cards: [], changes: [{ ...change, id: 'x' }] }, null, 'changes.0.id'],
  ])('with %s is refused', (_, content, card, field) => {
    expect(refusal(() => checkCardsContent(content, FILE))).toMatchObject({
      code: 'store-invalid',
      file: FILE,
      card,
      field,
    })
  })
})
