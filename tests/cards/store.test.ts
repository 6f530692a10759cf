import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Card, newCard } from '../../src/cards/card.ts'
import { planUndo, withEdit } from '../../src/cards/changes.ts'
import { CardStore } from '../../src/cards/store.ts'
import { sumOf } from '../../src/storage/checked-file.ts'
import type { Paths } from '../../src/storage/paths.ts'
import { newFolder } from '../folders.ts'
import { diskIo, pathsIn } from '../storage/counter.ts'

const AT = '2026-12-01T12:00:00+05:00'
const LATER = '2026-12-02T12:00:00+05:00'
let paths: Paths
let store: CardStore

beforeEach(() => {
  paths = pathsIn(path.join(newFolder(), 'home'))
  store = new CardStore(diskIo(), paths)
})

const cardOf = (name: string, given: Partial<Card> = {}) =>
  newCard({ id: `id${name.toLowerCase()}00`, name, guide: 'generic', expires: '2026-12-31', ...given }, AT)
const put = (...cards: Card[]) => store.change('import', AT, before => [...before, ...cards])
const fresh = () => new CardStore(diskIo(), paths)
const edit = (name: string, given: Partial<Card>, at = LATER) =>
  store.change(`edit ${name}`, at, cards =>
    cards.map(card => (card.name === name ? { ...card, ...given } : card)),
  )
const onDisk = () => JSON.parse(readFileSync(paths.cards, 'utf8')) as { cards: Card[] }
/** Changes the file as somebody with an editor would. */
const byHand = (change: (text: string) => string) =>
  writeFileSync(paths.cards, change(readFileSync(paths.cards, 'utf8')))

describe('cards', () => {
  test('are none when nothing was ever stored, and reading creates nothing', () => {
    expect(store.cards()).toEqual([])
    expect(store.changes()).toEqual([])
    expect(existsSync(paths.data)).toBe(false)
  })

  test('that were changed are there for this process and the next', async () => {
    await put(cardOf('a'), cardOf('b'))
    expect(store.cards().map(card => card.name)).toEqual(['a', 'b'])
    expect(fresh().cards()).toEqual(store.cards())
  })

  test('keep every name exactly, whatever it does to other programs', async () => {
    const names = [
      '__proto__',
      'constructor',
      'a.b',
      'a[0]',
      '=1+1',
      '../x',
      '👨‍👩‍👧',
      '\u202eabc',
      'e\u0301',
      "$(id)'",
    ]
    await put(...names.map((name, index) => cardOf(name, { id: `id00${index}` })))
    expect(
      fresh()
        .cards()
        .map(card => card.name),
    ).toEqual(names)
  })

  test('that an edit touches are marked with its instant, others are not', async () => {
    await put(cardOf('a'), cardOf('b'))
    await edit('a', { holder: 'me' })
    expect(
      fresh()
        .cards()
        .map(card => [card.name, card.changed]),
    ).toEqual([
      ['a', LATER],
      ['b', AT],
    ])
  })

  test('returned unchanged write nothing, and are not a change', async () => {
    await put(cardOf('a'))
    const before = readFileSync(paths.cards)
    expect(await store.change('edit a', LATER, cards => cards.map(card => ({ ...card })))).toBeNull()
    expect(readFileSync(paths.cards).equals(before)).toBe(true)
    expect(fresh().changes()).toHaveLength(1)
  })

  test('cannot be changed in place, past the log', async () => {
    await put(cardOf('a'))
    const inPlace = store.change('edit a', LATER, cards => {
      ;(cards[0]!.tags as string[]).push('sly')
      return cards
    })
    await expect(inPlace).rejects.toThrow(TypeError)
    expect(fresh().cards()[0]?.tags).toEqual([])
  })

  test('of one name are refused, also in another case or another normal form, and nothing is stored', async () => {
    await put(cardOf('Émile', { id: 'emile0' }))
    for (const name of ['Émile', 'émile', 'E\u0301MILE', ' Émile ']) {
      await expect(put(cardOf(name, { id: 'other0' }))).rejects.toMatchObject({
        code: 'name-taken',
        values: { name: 'Émile', expires: '2026-12-31' },
      })
    }
    expect(fresh().cards()).toHaveLength(1)
    await put(cardOf('b'))
    // The card that had the name first is named, not the new one.
    await expect(edit('b', { name: 'émile' })).rejects.toMatchObject({ values: { name: 'Émile' } })
    await expect(put(cardOf('c'), cardOf('C', { id: 'other0' }))).rejects.toMatchObject({
      code: 'name-taken',
    })
    // Giving a name away and taking it in one change is no clash.
    await store.change('swap', LATER, cards =>
      cards.map(card => ({ ...card, name: card.name === 'b' ? 'Émile' : 'b' })),
    )
    expect(
      fresh()
        .cards()
        .map(card => card.name),
    ).toEqual(['b', 'Émile'])
  })

  test('of one id are a bug, not stored', async () => {
    await expect(put(cardOf('a', { id: 'same0' }), cardOf('b', { id: 'same0' }))).rejects.toThrow('one id')
    expect(existsSync(paths.cards)).toBe(false)
  })

  test('that changed since they were read are seen by the next change, though size and time are the same', async () => {
    await put(cardOf('me', { holder: 'Li' }))
    const reader = fresh()
    expect(reader.cards()).toHaveLength(1)
    const { atime, mtime, size } = statSync(paths.cards)
    const elsewhere = pathsIn(path.join(newFolder(), 'home'))
    const other = new CardStore(diskIo(), elsewhere)
    await other.change('import', AT, () => [cardOf('me', { holder: 'Wu' })])
    writeFileSync(paths.cards, readFileSync(elsewhere.cards))
    utimesSync(paths.cards, atime, mtime)
    expect(statSync(paths.cards).size).toBe(size)
    await reader.change('add', AT, cards => [...cards, cardOf('you')])
    expect(onDisk().cards.map(({ name, holder }) => [name, holder])).toEqual([
      ['me', 'Wu'],
      ['you', null],
    ])
  })
})

describe('the log', () => {
  test('lists what was done, when, and to which cards', async () => {
    await put(cardOf('a'), cardOf('b'))
    await edit('b', { name: 'c' })
    await store.change('remove a', LATER, cards => cards.filter(card => card.name !== 'a'))
    const logged = fresh()
      .changes()
      .map(({ id, at, command, cards, count, undone }) => ({
        said: [id, at, command, count, undone],
        names: cards.map(card => card.name),
      }))
    expect(logged).toEqual([
      { said: ['1', AT, 'import', 2, false], names: ['a', 'b'] },
      { said: ['2', LATER, 'edit b', 1, false], names: ['c'] },
      { said: ['3', LATER, 'remove a', 1, false], names: ['a'] },
    ])
  })

  test('remembers a thousand changes, and before-values only of the last twenty', async () => {
    await put(cardOf('a'))
    let content = { cards: [...fresh().cards()], changes: [...fresh().changes()] }
    for (let n = 0; n < 1010; n++) {
      content = withEdit(content, [{ ...content.cards[0]!, note: String(n) }], `edit ${n}`, LATER)
    }
    expect(content.changes).toHaveLength(1000)
    expect(content.changes.at(-1)?.command).toBe('edit 1009')
    const isUndoable = content.changes.map(change => change.cards.every(card => card.before !== undefined))
    expect(isUndoable.lastIndexOf(false)).toBe(979)
    expect(content.changes[0]).toEqual({
      id: '12',
      at: LATER,
      command: 'edit 10',
      cards: [{ id: 'ida00', name: 'a' }],
      count: 1,
      undone: false,
    })
  })

  test('of changes to thousands of cards does not grow without limit, and the newest can always be undone', () => {
    const imported = (count: number) => ({
      id: '1',
      at: AT,
      command: 'import',
      count,
      undone: false,
      cards: Array(count).fill({ id: 'ida00', name: 'a', before: null, after: sumOf(cardOf('a')) }),
    })
    const keptOf = (...counts: number[]) => {
      const cards = [cardOf('a')]
      const content = withEdit(
        { cards, changes: counts.map(imported) },
        [...cards, cardOf('b')],
        'add',
        LATER,
      )
      return content.changes.map(change => change.cards.length)
    }
    expect(keptOf(25_000, 25_000)).toEqual([25_000, 25_000, 1])
    expect(keptOf(25_001, 25_000)).toEqual([50, 25_000, 1])
    expect(keptOf(1, 50_001)).toEqual([1, 50, 1])
    const newest = { cards: [cardOf('a')], changes: [imported(50_001)] }
    expect(planUndo(newest).cards).toHaveLength(50_001)
  })
})

describe('cards changed by hand', () => {
  test('are refused until they are accepted, and then are as good as ours', async () => {
    await put(cardOf('a'), cardOf('b'))
    byHand(text => text.replace('"name":"b"', '"name":"c"').replaceAll('\n', '\r\n'))
    expect(() => fresh().cards()).toThrow(expect.objectContaining({ code: 'store-edited' }))
    await expect(edit('a', { note: 'x' })).rejects.toMatchObject({ code: 'store-edited' })
    expect(await store.accept()).toBe(2)
    expect(
      fresh()
        .cards()
        .map(card => card.name),
    ).toEqual(['a', 'c'])
    expect(await store.accept()).toBeNull()
    // The way back: the file as we last wrote it.
    const before = readFileSync(path.join(paths.kept, 'cards.before.json'), 'utf8')
    expect(before).toContain('"name":"b"')
    expect(readFileSync(paths.cards, 'utf8')).not.toContain('\r')
  })

  test('may leave out the log', async () => {
    await put(cardOf('a'))
    writeFileSync(paths.cards, JSON.stringify({ schema: 1, cards: [cardOf('z')], mine: 1 }, null, 2))
    expect(await store.accept()).toBe(1)
    expect(onDisk()).toMatchObject({ cards: [{ name: 'z' }], changes: [], mine: 1 })
  })

  test.each([
    ['a date that is none', '"expires":"2026-12-31"', '"expires":"2026-02-30"', 'a', 'expires'],
    ['a wrong type', '"tags":[]', '"tags":"x"', 'a', 'tags'],
    ['a missing field', '"note":null,', '', 'a', 'note'],
    ['an empty name', '"name":"a"', '"name":" "', ' ', 'name'],
    ['a control character', '"name":"a"', '"name":"a\\u001b[31m"', 'a\u001b[31m', 'name'],
    ['an id that is a path', '"id":"ida00"', '"id":"../../x"', 'a', 'id'],
    ['a period that is none', '"lead":null', '"lead":"1m"', 'a', 'lead'],
    ['a name twice', '"name":"b"', '"name":"A"', 'A', 'name'],
    ['an id twice', '"id":"idb00"', '"id":"ida00"', 'b', 'id'],
  ])(
    'with %s are not accepted: card and field are named, and not a byte changes',
    async (_, from, to, card, field) => {
      await put(cardOf('a'), cardOf('b'))
      byHand(text => text.replace(from, to))
      const before = readFileSync(paths.cards)
      await expect(fresh().accept()).rejects.toMatchObject({
        code: 'store-invalid',
        values: { file: paths.cards, card, field },
      })
      expect(readFileSync(paths.cards).equals(before)).toBe(true)
    },
  )

  test('are not accepted without a list of cards, without a log, or as invalid JSON', async () => {
    await put(cardOf('a'))
    for (const [text, code] of [
      ['{"schema":1}', 'store-invalid'],
      ['{"schema":1,"cards":[null]}', 'store-invalid'],
      ['{"schema":1,"cards":[],"changes":[1]}', 'store-invalid'],
      ['{"schema":2,"cards":[]}', 'store-newer'],
      ['{"schema":1,', 'store-damaged'],
    ] as const) {
      writeFileSync(paths.cards, text)
      await expect(fresh().accept()).rejects.toMatchObject({ code: expect.stringMatching(code) })
      expect(readFileSync(paths.cards, 'utf8')).toBe(text)
    }
  })

  test('that are nested too deeply for Node (before 26) count as damage, and do not crash', async () => {
    await put(cardOf('a'))
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    writeFileSync(paths.cards, `{"schema":1,"cards":[],"changes":[],"x":${nested}}`)
    const outcome = await fresh()
      .accept()
      .catch((error: { code?: string }) => error.code)
    expect(['store-damaged', 0]).toContain(outcome)
  })
})

describe('for reminders, which damage must not silence', () => {
  const lenient = async () => {
    const { cards, faults } = await fresh().readLeniently()
    return { names: cards.map(card => card.name), faults: faults.map(({ code }) => code) }
  }

  test('reports no fault in a valid file', async () => {
    await put(cardOf('a'))
    expect(await lenient()).toEqual({ names: ['a'], faults: [] })
  })

  test('reports no fault when nothing is stored', async () => {
    expect(await lenient()).toEqual({ names: [], faults: [] })
  })

  test.each([
    ['cut short', () => byHand(text => text.slice(0, 300)), 'store-damaged'],
    ['emptied', () => writeFileSync(paths.cards, ''), 'store-damaged'],
    ['deleted', () => rmSync(paths.cards), 'store-missing'],
    ['no cards at all', () => writeFileSync(paths.cards, '{"schema":1,"cards":"gone"}'), 'store-edited'],
  ])('a file %s gives way to the newest kept copy, which has the last change', async (_, spoil, code) => {
    await put(cardOf('a'))
    await put(cardOf('b'))
    spoil()
    expect(await lenient()).toEqual({ names: ['a', 'b'], faults: [code] })
  })

  test('a copy that is damaged itself gives way to the next', async () => {
    await put(cardOf('a'))
    await put(cardOf('b'))
    for (const file of [paths.cards, path.join(paths.kept, 'cards.latest.json')])
      writeFileSync(file, 'spoilt')
    expect(await lenient()).toEqual({ names: ['a'], faults: ['store-damaged'] })
  })

  test('reads a file changed by hand as it is, and reports that', async () => {
    await put(cardOf('a'), cardOf('b'))
    byHand(text => text.replace('"name":"b"', '"name":"c"'))
    expect(await lenient()).toEqual({ names: ['a', 'c'], faults: ['store-edited'] })
  })

  test('names a bad card, and returns its kept version with all others', async () => {
    await put(cardOf('a'), cardOf('b'))
    byHand(text => text.replace('2026-12-31', '2026-12-32'))
    const { cards, faults } = await fresh().readLeniently()
    expect(cards.map(card => [card.name, card.expires])).toEqual([
      ['a', '2026-12-31'],
      ['b', '2026-12-31'],
    ])
    expect(faults.map(({ code, values }) => [code, values])).toMatchObject([
      ['store-edited', {}],
      ['store-invalid', { card: 'a', field: 'expires' }],
    ])
  })

  test('leaves out only a bad card without a kept copy', async () => {
    await put(cardOf('a'), cardOf('b'))
    byHand(text =>
      text.replace('"cards": [', '"cards": [\n{"name":"new","id":7},').replace('"name":"b"', '"name":"c"'),
    )
    expect(await lenient()).toEqual({ names: ['a', 'c'], faults: ['store-edited', 'store-invalid'] })
  })

  test('reads the cards of a newer renew as far as they can be understood', async () => {
    await put(cardOf('a'))
    byHand(text => text.replace('"schema": 1', '"schema": 2'))
    expect(await lenient()).toEqual({ names: ['a'], faults: ['store-newer'] })
  })
})
