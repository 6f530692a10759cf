import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOf } from '../bad-input/untouched.ts'
import { newFolder } from '../folders.ts'
import { answer, renew } from '../world.ts'
import { cardsIn, importList, TODAY } from './list-truth.ts'

const KINDS = { Passport: 'passport', Visa: 'visa', Insurance: 'insurance' } as const
type Kind = keyof typeof KINDS
const DAYS = ['2026-09-05', '2027-12-31', '2028-02-29', 'permanent', '-', '']

/** A list of people with a column of last valid days and one of numbers for every kind. */
interface Staff {
  columns: string[]
  rows: string[][]
}

const staff: fc.Arbitrary<Staff> = fc
  .record({
    people: fc.uniqueArray(fc.constantFrom('Li Na', 'Ван Вэй', '王五', 'Omar Five'), {
      minLength: 1,
      maxLength: 4,
    }),
    kinds: fc.shuffledSubarray(Object.keys(KINDS) as Kind[], { minLength: 1 }),
    days: fc.array(fc.constantFrom(...DAYS), { minLength: 12, maxLength: 12 }),
  })
  .map(({ people, kinds, days }) => ({
    columns: ['Name', ...kinds.flatMap(kind => [`${kind} No`, `${kind} Expiry`])],
    rows: people.map((person, row) => [
      person,
      ...kinds.flatMap((kind, at) => {
        // A column with no date at all may be of anything.
        const day = row === 0 ? '2027-06-30' : days[row * 3 + at]!
        return [`${kind[0]}${row}${at}000`, day]
      }),
    ]),
  }))

function csvOf({ columns, rows }: Staff, order?: { columns: number[]; rows: number[] }): string {
  const { columns: places, rows: lines } = order ?? {
    columns: columns.map((_, at) => at),
    rows: rows.map((_, at) => at),
  }
  const line = (cells: readonly string[]) => places.map(at => cells[at]).join(',')
  return `${[line(columns), ...lines.map(at => line(rows[at]!))].join('\n')}\n`
}

function newPlace(): { home: string; write: (text: string) => string } {
  const folder = newFolder()
  mkdirSync(folder, { recursive: true })
  return {
    home: path.join(folder, 'home'),
    write: text => {
      const file = path.join(folder, 'staff.csv')
      writeFileSync(file, text)
      return file
    },
  }
}

const factsOf = async (home: string) =>
  (await cardsIn(home))
    .map(({ name, holder, guide, number, issued, expires }) => ({
      name,
      holder,
      guide,
      number,
      issued,
      expires,
    }))
    .sort((a, b) => (a.name! < b.name! ? -1 : 1))

const RUNS = { numRuns: 12 }

test('every document comes in with its own number, in any order of rows and columns; again changes nothing', async () => {
  const shuffled = staff.chain(list =>
    fc.record({
      list: fc.constant(list),
      columns: fc.shuffledSubarray(
        list.columns.map((_, at) => at),
        { minLength: list.columns.length },
      ),
      rows: fc.shuffledSubarray(
        list.rows.map((_, at) => at),
        { minLength: list.rows.length },
      ),
    }),
  )
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ list, ...order }) => {
      const [here, there] = [newPlace(), newPlace()]
      const file = here.write(csvOf(list))
      const { said } = await importList(here.home, file)
      await importList(there.home, there.write(csvOf(list, order)))
      const cards = await factsOf(here.home)
      const wanted = list.rows.flatMap(row =>
        list.columns.flatMap((column, at) => {
          const [kind = '', what] = column.split(' ')
          if (what !== 'Expiry' || ['', '-'].includes(row[at]!)) return []
          const expires = row[at] === 'permanent' ? null : row[at]
          return [{ holder: row[0], guide: KINDS[kind as Kind], number: row[at - 1], expires }]
        }),
      )
      expect(cards, said.map(({ stderr }) => stderr).join('')).toHaveLength(wanted.length)
      expect(cards).toEqual(expect.arrayContaining(wanted.map(card => expect.objectContaining(card))))
      expect(await factsOf(there.home)).toEqual(cards)
      const again = await renew(here.home, ['import', file, '--json'], TODAY)
      expect(JSON.parse(again.stdout).summary).toMatchObject({ new: 0, changed: 0, same: wanted.length })
    }),
    RUNS,
  )
})

test('a list of one kind never changes a card of another kind, whatever is asked for, and undo gives the cards back', async () => {
  const ways = fc.constantFrom<string[]>(
    [],
    ['--update'],
    ['--update', '--by', 'number'],
    ['--skip-bad', '--update'],
  )
  const lists = fc.record({
    list: staff,
    kind: fc.constantFrom('Lease', 'Work permit', 'Visa'),
    number: fc.constantFrom('P00000', 'X9'),
    way: ways,
  })
  await fc.assert(
    fc.asyncProperty(lists, async ({ list, kind, number, way }) => {
      const { home, write } = newPlace()
      await importList(home, write(csvOf(list)))
      const before = await answer<{ cards: { id: string; guide: string }[] }>(
        home,
        ['list', '--numbers'],
        TODAY,
      )
      const people = list.rows.map(([name]) => `${name},${number},2031-02-03`)
      const second = write(`Name,${kind} No,${kind} Expiry\n${people.join('\n')}\n`)
      const { code } = await renew(home, ['import', second, ...way], TODAY)
      const after = await answer<typeof before>(home, ['list', '--numbers'], TODAY)
      const others = before.cards.filter(({ guide }) => kind !== 'Visa' || guide !== 'visa')
      const byId = new Map(after.cards.map(card => [card.id, card]))
      for (const card of others) expect(byId.get(card.id)).toEqual(card)
      if (code === 0 && JSON.stringify(after) !== JSON.stringify(before)) {
        await renew(home, ['undo', '--yes'], TODAY)
        expect(await answer(home, ['list', '--numbers'], TODAY)).toEqual(before)
      }
    }),
    RUNS,
  )
})

test('the printed command stores what the proposal shows', async () => {
  await fc.assert(
    fc.asyncProperty(staff, fc.constantFrom('T18:30:00Z', ''), async ({ columns, rows }, time) => {
      const { home, write } = newPlace()
      const timed = rows.map(row => row.map(cell => (/^\d{4}-/.test(cell) ? cell + time : cell)))
      const file = write(csvOf({ columns, rows: timed }))
      const shown = await renew(home, ['import', file, '--dry-run', '--json'], TODAY)
      const { rows: proposed, command } = JSON.parse(shown.stdout) as {
        rows: { name: string; guide: string; expires: string | null }[]
        command: string[]
      }
      expect((await renew(home, command.slice(1), TODAY)).code).toBe(0)
      const stored = (await cardsIn(home)).map(({ name, guide, expires }) => ({ name, guide, expires }))
      expect(proposed.map(({ name, guide, expires }) => ({ name, guide, expires }))).toEqual(stored)
    }),
    RUNS,
  )
})

test('undo of an import gives the documents back byte for byte, and touches no other file but the log of changes', async () => {
  const ways = fc.constantFrom<string[]>([], ['--update'], ['--skip-bad'], ['--update', '--by', 'holder'])
  const lists = fc.record({ first: staff, second: staff, way: ways })
  await fc.assert(
    fc.asyncProperty(lists, async ({ first, second, way }) => {
      const { home, write } = newPlace()
      await importList(home, write(csvOf(first)))
      const cards = () => readFileSync(path.join(home, 'cards.json'), 'utf8')
      const documents = (text: string) => JSON.stringify(JSON.parse(text).cards)
      const others = () =>
        Object.fromEntries(Object.entries(bytesOf(home)).filter(([name]) => !/cards|kept|prompt/.test(name)))
      const [before, rest] = [cards(), others()]
      const { code } = await renew(home, ['import', write(csvOf(second)), ...way], TODAY)
      if (code !== 0 || cards() === before) return
      expect((await renew(home, ['undo', '--yes'], TODAY)).code).toBe(0)
      expect(documents(cards())).toBe(documents(before))
      expect(others()).toEqual(rest)
    }),
    RUNS,
  )
})
