import type { Kinds } from '../guides/kinds.ts'
import { printable } from '../text/printable.ts'
import type { ColumnHeader, HeaderReader } from './column-header.ts'
import { DateColumn } from './date-column.ts'
import type { TableRow } from './find-header.ts'
import { isCutNumber } from './number-text.ts'

/** What a column of a list is called and what its cells are, before anything is decided about it. */
export interface ListColumn {
  index: number
  name: string
  /** How options name it: by its name, or as `#3` where that is not clear. */
  ref: string
  header: ColumnHeader
  isOfPerson: boolean
  filled: number
  isDistinct: boolean
  isMostlyDistinct: boolean
  examples: string[]
  cutNumber: string | null
  countsRows: boolean
  /** What the cells say as dates; null: hardly any of them is a date. */
  dates: DateColumn | null
  isOfDates: boolean
  /** How many cells name a kind of document and nothing else, and how many name one at all; of the first cells. */
  kinds: { alone: number; any: number; of: number }
}

const SAMPLE = 300
/** Reading a text as a date is slow: so many different ones show whether a column has dates. */
const MOST_TEXTS = 100
const EXAMPLES = 3
const LONGEST_EXAMPLE = 40
const LONGEST_KIND = 60

/** Looks at every column of a list. Columns of dates are read whole, of the others the first cells. */
export async function listColumns(
  names: readonly string[],
  rows: readonly TableRow[],
  { headers, kinds }: { headers: HeaderReader; kinds: Kinds },
): Promise<ListColumn[]> {
  const prefix = commonPrefix(names)
  return Promise.all(
    names.map(async (name, index) => {
      const cells = filledCells(rows, index)
      const sample = cells.slice(0, SAMPLE)
      const dates = await datesIn(cells)
      const { none = 0, blank = 0, other = 0, dates: found = 0, numbers = 0 } = dates?.counts ?? {}
      const different = new Set(cells.map(({ text }) => text))
      return {
        index,
        name,
        ref: refOf(index, names),
        header: headers.read(name.slice(prefix)),
        isOfPerson: headers.isOfPerson(name.slice(prefix)),
        filled: cells.length - none - blank,
        isDistinct: different.size === cells.length && cells.length > 0,
        isMostlyDistinct: different.size * 2 >= cells.length && cells.length > 0,
        examples: [...different].slice(0, EXAMPLES).map(text => text.slice(0, LONGEST_EXAMPLE)),
        cutNumber: cells.find(({ text }) => isCutNumber(text))?.text ?? null,
        countsRows: sample.length > 1 && sample.every(({ text }, at) => text === String(at + 1)),
        dates,
        isOfDates: found - numbers > other + numbers,
        kinds: kindsIn(sample, headers, kinds),
      }
    }),
  )
}

function refOf(index: number, names: readonly string[]): string {
  const name = names[index]!
  const isClear = name !== '' && name !== '*' && !/^#\d+$/.test(name) && printable(name) === name
  return isClear && names.filter(other => other === name).length === 1 ? name : `#${index + 1}`
}

/** Returns the length of what all names begin with up to a dot, as in `HB.name, HB.location`. */
function commonPrefix(names: readonly string[]): number {
  const [prefix] = /^\p{L}+\./u.exec(names[0] ?? '') ?? ['']
  return names.length > 2 && names.every(name => name.startsWith(prefix)) ? prefix.length : 0
}

interface Cell {
  line: number
  text: string
}

function filledCells(rows: readonly TableRow[], index: number): Cell[] {
  return rows.flatMap(({ line, cells }) => {
    const text = (cells[index] ?? '').trim()
    return text === '' ? [] : [{ line, text }]
  })
}

async function datesIn(cells: readonly Cell[]): Promise<DateColumn | null> {
  const first = new DateColumn()
  const different = new Set(cells.slice(0, SAMPLE).map(({ text }) => text))
  for (const text of [...different].slice(0, MOST_TEXTS)) if (mayBeDate(text)) await first.add(text, 0)
  if (first.counts.dates === 0 && first.counts.permanent === 0) return null
  const all = new DateColumn()
  for (const { text, line } of cells) await all.add(text, line)
  return all
}

function mayBeDate(text: string): boolean {
  return text.length <= LONGEST_KIND && (/\p{N}/u.test(text) || text.length <= 24)
}

function kindsIn(sample: readonly Cell[], headers: HeaderReader, kinds: Kinds): ListColumn['kinds'] {
  const words = sample.filter(({ text }) => text.length <= LONGEST_KIND && /\p{L}/u.test(text))
  const different = [...new Set(words.map(({ text }) => text))]
  const alone = new Set(different.filter(text => headers.kindAlone(text) !== null))
  const any = new Set(different.filter(text => alone.has(text) || kinds.guideOf(text) !== null))
  const count = (found: ReadonlySet<string>) => words.filter(({ text }) => found.has(text)).length
  return { alone: count(alone), any: count(any), of: sample.length }
}
