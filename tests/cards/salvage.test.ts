import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { salvageCards, validCards } from '../../src/cards/salvage.ts'
import { CardStore } from '../../src/cards/store.ts'
import { RenewError } from '../../src/errors.ts'
import { newFolder } from '../folders.ts'
import { diskIo, pathsIn } from '../storage/counter.ts'
import { cardWith } from './sample-card.ts'

const FILE = 'cards.json'
const edited: RenewError = new RenewError('store-edited', { file: FILE })
const newer: RenewError = new RenewError('store-newer', { file: FILE, schema: 99 })
const me = cardWith({ id: 'mine', name: 'me' })
const son = cardWith({ id: 'sons', name: 'son' })
let store: CardStore

beforeEach(() => {
  store = new CardStore(diskIo(), pathsIn(path.join(newFolder(), 'home')))
})

/** Stores cards, so that a copy of them is kept, and then changes the file in an editor. */
async function stored(kept: readonly Card[], text: string | readonly unknown[] | null): Promise<void> {
  await store.change('import', me.created, () => kept)
  if (text === null) return
  const file = store.file.path
  const content = typeof text === 'string' ? text : { ...JSON.parse(readFileSync(file, 'utf8')), cards: text }
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
}

const salvaged = (fault = edited) => {
  const { cards, faults } = salvageCards(store.file, fault)
  return { cards, faults: faults.map(({ code, values }) => [code, (values as { card?: string }).card]) }
}

describe('of a file that was edited', () => {
  test.each<[string, Card, Card]>([
    ['the end that comes first', { ...me, expires: '2027-07-01' }, me],
    [
      'the end that comes first, if it is the edited one',
      { ...me, expires: '2027-05-01' },
      { ...me, expires: '2027-05-01' },
    ],
    ['an end rather than none', { ...me, expires: null }, me],
    ['an open card rather than a closed one', { ...me, closed: '2027-01-01' }, me],
    ['any other change', { ...me, lead: '2w' }, { ...me, lead: '2w' }],
  ])('%s counts', async (_, card, result) => {
    await stored([me], [card])
    expect(salvaged()).toEqual({ cards: [result], faults: [['store-edited', undefined]] })
  })

  test.each([
    [
      { ...me, expires: null },
      { ...me, closed: null },
    ],
    [
      { ...me, closed: '2027-01-01' },
      { ...me, expires: '2030-01-01' },
    ],
  ])('the card counts as it is where the kept one was silent (%#)', async (kept, card) => {
    await stored([kept], [card])
    expect(salvaged().cards).toEqual([card])
  })

  test('a card that cannot be understood is taken from the kept copy, and is reported', async () => {
    await stored([me, son], [{ ...me, expires: 'soon' }, son])
    expect(salvaged()).toEqual({
      cards: [me, son],
      faults: [
        ['store-edited', undefined],
        ['store-invalid', 'me'],
      ],
    })
  })

  test('a card that was taken out comes back, behind the others', async () => {
    await stored([me, son], [son])
    expect(salvaged().cards).toEqual([son, me])
  })

  test('a card that was added counts, and one that cannot be understood is left out', async () => {
    await stored([me], [me, son, 5, { name: 'x' }])
    const { cards, faults } = salvaged()
    expect(cards).toEqual([me, son])
    expect(faults.slice(1)).toEqual([
      ['store-invalid', '3'],
      ['store-invalid', 'x'],
    ])
  })

  test('of two cards with one id the first counts', async () => {
    await stored([me], [me, { ...son, id: me.id }])
    expect(salvaged().cards).toEqual([me])
  })
})

describe('of a file that a newer program wrote', () => {
  test('its cards count as they are: what is later, closed or gone was meant', async () => {
    const moved = { ...me, expires: '2030-01-01' }
    await stored([me, son, { ...me, id: 'more', name: 'more' }], [moved, { ...son, closed: '2027-01-01' }])
    expect(salvaged(newer).cards).toEqual([moved, { ...son, closed: '2027-01-01' }])
  })

  test('the kept copy counts where a card has no id to know it by', async () => {
    await stored([me, son], [{ ...me, expires: '2030-01-01' }, {}])
    expect(salvaged(newer).cards).toEqual([me, son])
  })
})

describe('of a file that cannot be read at all', () => {
  test.each(['', '{"cards":', '[]', '{"cards":5}'])('the kept copy is left (%j)', async text => {
    await stored([me, son], text)
    expect(salvaged()).toEqual({ cards: [me, son], faults: [['store-edited', undefined]] })
  })

  test('nothing is left where no copy was kept', () => {
    expect(salvaged()).toEqual({ cards: [], faults: [['store-edited', undefined]] })
  })
})

describe('of a file with a right checksum', () => {
  const sound = (cards: readonly unknown[]) => validCards(store.file, cards as Card[])

  test('all cards count where all can be understood', async () => {
    await stored([], null)
    const cards = [me, { ...son, closed: '2027-01-01' }]
    expect(sound(cards)).toEqual({ cards, faults: [] })
  })

  test('a card that cannot be understood is taken from the kept copy, and is reported', async () => {
    await stored([me], null)
    const { cards, faults } = sound([
      { ...me, lead: 'soon' },
      { ...son, lead: 'soon' },
    ])
    expect(cards).toEqual([me])
    expect(faults.map(({ code, values }) => [code, values])).toEqual([
      [
        'store-invalid',
        {
          file: store.file.path,
          card: 'me',
          field: 'lead',
          problem: expect.objectContaining({ code: 'must-be' }),
        },
      ],
      [
        'store-invalid',
        {
          file: store.file.path,
          card: 'son',
          field: 'lead',
          problem: expect.objectContaining({ code: 'must-be' }),
        },
      ],
    ])
  })
})
