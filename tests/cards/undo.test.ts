import path from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Card, newCard } from '../../src/cards/card.ts'
import {
  type CardsContent,
  cardBefore,
  planUndo,
  shortened,
  withEdit,
  withUndone,
} from '../../src/cards/changes.ts'
import { CardStore } from '../../src/cards/store.ts'
import { sumOf } from '../../src/storage/checked-file.ts'
import type { Paths } from '../../src/storage/paths.ts'
import { refusal } from '../failures.ts'
import { newFolder } from '../folders.ts'
import { diskIo, pathsIn } from '../storage/counter.ts'
import { FULL } from './sample-card.ts'

const AT = '2026-12-01T12:00:00+05:00'
const cardOf = (name: string, given: Partial<Card> = {}) =>
  newCard({ id: `id${name}00`, name, guide: 'generic', expires: '2026-12-31', ...given }, AT)
const EMPTY: CardsContent = { cards: [], changes: [] }
const undo = (content: CardsContent) => withUndone(content, planUndo(content))
const namesOf = (content: CardsContent) => content.cards.map(card => card.name)

describe('undo', () => {
  test('undoes the last changes one by one, each to the exact state before it', () => {
    const ids = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f')
    const step = fc.record({
      add: fc.array(ids),
      remove: fc.array(ids),
      edit: fc.array(ids),
      note: fc.string(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), steps => {
        const states = [EMPTY]
        for (const { add, remove, edit, note } of steps) {
          const now = states.at(-1)!
          const kept = now.cards.filter(card => !remove.includes(card.name))
          const edited = kept.map(card => (edit.includes(card.name) ? { ...card, note } : card))
          const added = [...new Set(add)].filter(name => !now.cards.some(card => card.name === name))
          const next = withEdit(now, [...edited, ...added.map(name => cardOf(name))], 'step', AT)
          if (next !== now) states.push(next)
        }
        let content = states.at(-1)!
        for (const state of states.slice(0, -1).reverse()) {
          content = undo(content)
          expect(content.cards).toEqual(state.cards)
        }
        expect(refusal(() => planUndo(content))).toEqual({ code: 'nothing-to-undo', values: {} })
      }),
    )
  })

  test('makes every byte of a card from what the log keeps, whatever the change did to its fields', () => {
    const renewal = (done: string): Card['history'][number] => ({ ...FULL.history[0]!, done })
    const value = fc.constantFrom<unknown>(undefined, null, 1, 'a', [], ['a'], { a: 1 }, { b: 1, a: 1 })
    const fields = fc.record(
      {
        note: fc.constantFrom(null, 'a', 'b'),
        expires: fc.constantFrom(null, '2026-12-31', '2027-12-31'),
        history: fc.array(fc.constantFrom('2026-01-01', '2027-01-01').map(renewal), { maxLength: 3 }),
        unknown: value,
        'a\nb': value,
        9: value,
        __proto__: value,
      },
      { requiredKeys: [] },
    )
    const stored = <T>(thing: T) => JSON.parse(JSON.stringify(thing)) as T
    let short = 0
    fc.assert(
      fc.property(fields, fields, fc.boolean(), (first, second, turned) => {
        const before = stored({ ...cardOf('a'), ...first } as Card)
        const edited = Object.entries({ ...before, ...second, id: before.id })
        const after = Object.fromEntries(turned ? edited.reverse() : edited) as Card
        const whole = { id: before.id, name: 'a', before, after: sumOf(after) }
        const kept = stored(shortened(whole, after))
        short += kept.was ? 1 : 0
        expect(JSON.stringify(cardBefore(kept, stored(after)))).toBe(JSON.stringify(before))
        expect(cardBefore(kept, { ...stored(after), number: 'x' })).toBeUndefined()
        expect(cardBefore(kept, null)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
    expect(short).toBeGreaterThan(50)
  })

  test('of thousands of cards renewed each year takes a small part of their place, the same each year', () => {
    const renewed = ({ expires, history, ...card }: Card): Partial<Card> => {
      const to = `${Number(expires!.slice(0, 4)) + 1}${expires!.slice(4)}`
      return { ...card, expires: to, history: [...history, { ...FULL.history[0]!, from: expires, to }] }
    }
    const cards = Array.from({ length: 1001 }, (_, n) => cardOf(`${n}`, { resolved: FULL.resolved }))
    let content = withEdit(EMPTY, cards, 'import', AT)
    const sizes = Array.from({ length: 6 }, () => {
      const edited = content.cards.map(card => ({ ...card, ...renewed(card) }))
      content = withEdit(content, edited, 'import', AT)
      return JSON.stringify(content.changes.at(-1)).length
    })
    expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.min(...sizes) + 10)
    expect(sizes[0]).toBeLessThan(JSON.stringify(cards).length / 3)
    const back = undo(content)
    expect(back.cards.every(({ history }) => history.length === 5)).toBe(true)
    expect(undo(back).cards.every(({ history }) => history.length === 4)).toBe(true)
  })

  test('leaves out of the log what an earlier version would need to undo a change of thousands of cards', () => {
    const edited = (count: number) => {
      const added = withEdit(
        EMPTY,
        Array.from({ length: count }, (_, n) => cardOf(`${n}`)),
        'import',
        AT,
      )
      return withEdit(
        added,
        added.cards.map(card => ({ ...card, note: 'x' })),
        'edit',
        AT,
      ).changes.map(({ cards: logged }) => logged.every(({ after }) => after !== undefined))
    }
    expect(edited(1000)).toEqual([true, true])
    expect(edited(1001)).toEqual([true, false])
  })

  test('shows what becomes of each card before it does it', () => {
    const before = withEdit(EMPTY, [cardOf('a'), cardOf('b')], 'import', AT)
    const after = withEdit(before, [{ ...before.cards[0]!, note: 'x' }, cardOf('c')], 'sync', AT)
    const { change, cards } = planUndo(after)
    expect(change).toMatchObject({ command: 'sync', count: 3 })
    expect(cards).toEqual([
      { id: 'ida00', name: 'a', now: after.cards[0], restored: before.cards[0] },
      { id: 'idc00', name: 'c', now: after.cards[1], restored: null },
      { id: 'idb00', name: 'b', now: null, restored: before.cards[1] },
    ])
  })

  test('reaches twenty changes back, and no further', () => {
    let content = withEdit(EMPTY, [cardOf('a')], 'add', AT)
    for (let n = 1; n <= 25; n++)
      content = withEdit(content, [{ ...content.cards[0]!, note: `${n}` }], `edit ${n}`, AT)
    for (let n = 25; n > 5; n--) content = undo(content)
    expect(content.cards[0]?.note).toBe('5')
    expect(refusal(() => undo(content))?.code).toBe('nothing-to-undo')
  })

  test('after a new change undoes that one first, then the earlier ones', () => {
    let content = withEdit(EMPTY, [cardOf('a')], 'add a', AT)
    content = withEdit(content, [...content.cards, cardOf('b')], 'add b', AT)
    content = undo(content)
    content = withEdit(content, [...content.cards, cardOf('c')], 'add c', AT)
    content = undo(content)
    expect(namesOf(content)).toEqual(['a'])
    content = undo(content)
    expect(namesOf(content)).toEqual([])
    expect(content.changes.map(({ command, undone }) => [command, undone])).toEqual([
      ['add a', true],
      ['add b', true],
      ['add c', true],
    ])
  })

  test('is refused when the card was changed since by hand, and names it', () => {
    const content = withEdit(EMPTY, [cardOf('a'), cardOf('b')], 'import', AT)
    const changed = { code: 'undo-changed', values: { card: 'b', command: 'import' } }
    const [a, b] = content.cards as [Card, Card]
    expect(refusal(() => planUndo({ ...content, cards: [a, { ...b, note: 'x' }] }))).toEqual(changed)
    expect(refusal(() => planUndo({ ...content, cards: [a] }))).toEqual(changed)
    const removed = withEdit(content, [a], 'remove b', AT)
    const back = { ...changed, values: { card: 'b', command: 'remove b' } }
    expect(refusal(() => planUndo({ ...removed, cards: [a, b] }))).toEqual(back)
  })

  test('is refused when the name was given to another card by hand', () => {
    const content = withEdit(withEdit(EMPTY, [cardOf('a')], 'add', AT), [], 'remove a', AT)
    const other = cardOf('A', { id: 'other0' })
    expect(refusal(() => undo({ ...content, cards: [other] }))).toEqual({
      code: 'undo-changed',
      values: { card: 'A', command: 'remove a' },
    })
  })

  test('puts removed cards back in their places, as far as these still are', () => {
    const all = withEdit(
      EMPTY,
      ['a', 'b', 'c', 'd', 'e'].map(name => cardOf(name)),
      'import',
      AT,
    )
    const few = withEdit(
      all,
      all.cards.filter(card => 'bd'.includes(card.name)),
      'remove',
      AT,
    )
    expect(namesOf(undo(few))).toEqual(['a', 'b', 'c', 'd', 'e'])
    // Somebody took the others away with an editor.
    expect(namesOf(undo({ ...few, cards: [] }))).toEqual(['a', 'c', 'e'])
  })
})

describe('undo on disk', () => {
  let store: CardStore
  let other: CardStore
  let paths: Paths
  beforeEach(async () => {
    paths = pathsIn(path.join(newFolder(), 'home'))
    store = new CardStore(diskIo(), paths)
    other = new CardStore(diskIo(), paths)
    await store.change('add a', AT, () => [cardOf('a')])
  })

  test('does what it showed', async () => {
    const { change } = await store.undoPlan()
    expect(await store.undo(change.id)).toMatchObject({ change: { command: 'add a' } })
    expect([store.cards(), other.cards()]).toEqual([[], []])
    await expect(store.undoPlan()).rejects.toThrow(expect.objectContaining({ code: 'nothing-to-undo' }))
  })

  test('is refused when another process has made a change since it was shown', async () => {
    const { change } = await store.undoPlan()
    await other.change('edit a', AT, cards => cards.map(card => ({ ...card, note: 'x' })))
    await expect(store.undo(change.id)).rejects.toMatchObject({
      code: 'undo-newer',
      values: { command: 'add a', newer: 'edit a', number: '2' },
    })
    expect(other.cards()).toHaveLength(1)
  })

  test('twice at the same time undoes one change once', async () => {
    await store.change('edit a', AT, cards => cards.map(card => ({ ...card, note: 'x' })))
    const { change } = await store.undoPlan()
    const both = await Promise.allSettled([store.undo(change.id), other.undo(change.id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(new CardStore(diskIo(), paths).cards()[0]?.note).toBeNull()
  })
})
