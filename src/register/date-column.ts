import type { CivilDate } from '../dates/civil-date.ts'
import { shownText } from '../dates/date-input.ts'
import { RenewError } from '../errors.ts'
import { type DateCell, exchanged, type OrderedDate, readDateCell } from './date-cell.ts'
import { type DateOrder, type DateRules, type Declared, ORDERS } from './date-rules.ts'

export interface Sighting {
  line: number
  text: string
  dates: readonly OrderedDate[]
}

export type DateDecision =
  /** `proof`: the cell that shows the order; null: the order does not matter, or was given. */
  | { is: 'known'; rules: DateRules; proof: Sighting | null }
  /** Something must be declared; `rules` has it, `needs` an example for each. */
  | { is: 'declare'; rules: DateRules; needs: readonly Need[] }
  /**
   * A spreadsheet may have exchanged day and month of the dates, such as `example`, because it left others as text,
   * such as `proof`.
   */
  | { is: 'swapped'; rules: DateRules; example: Sighting; proof: Sighting; choices: readonly Choice[] }
  /** Only the owner knows the order: one answer each, with what an example then means. */
  | { is: 'choose'; choices: readonly Choice[]; example: Sighting; needs: readonly Need[] }
  /** The order given is contradicted by the first cell, or the two cells by each other (`said` null). */
  | { is: 'contradiction'; said: DateOrder | null; lines: readonly [Sighting, Sighting | null] }

export interface Need {
  need: Declared
  example: Sighting
}

export interface Choice {
  rules: DateRules
  date: CivilDate
}

/** How many cells of a column are what. `dates` includes `numbers`: days or months that may be other numbers. */
type DateCounts = Record<'dates' | 'numbers' | 'permanent' | 'none' | 'blank' | 'other', number>

const PAIRS = [
  ['dmy', 'mdy'],
  ['dmy', 'ymd'],
  ['mdy', 'ymd'],
] as const

const FIRST = 300
const LAST: CivilDate = '9999-12-31'

/** Collects what the cells of one column tell about the order of day, month and year, and what must be declared. */
export class DateColumn {
  readonly counts: DateCounts = { dates: 0, numbers: 0, permanent: 0, none: 0, blank: 0, other: 0 }
  /** The first cell that does not exist in an order. */
  readonly #without = new Map<DateOrder, Sighting>()
  /** The first cell that is two dates in two orders. */
  readonly #differs = new Map<string, Sighting>()
  readonly #needs = new Map<Declared, Sighting>()
  /** The first date with the year first that stays a date with day and month exchanged; null: there is none. */
  #exchangeable: Sighting | null | undefined
  /** The first text that is a date in one order of day and month only. */
  #oneOrder: Sighting | null = null
  readonly #first: Sighting[] = []
  readonly #cells = new Map<string, DateCell>()

  async read(text: string): Promise<DateCell> {
    const cell = this.#cells.get(text) ?? (await readDateCell(text))
    this.#cells.set(text, cell)
    return cell
  }

  async add(text: string, line: number): Promise<DateCell> {
    const cell = await this.read(text)
    this.#count(cell, text)
    if (cell.is !== 'date' && cell.is !== 'permanent') return cell
    const dates = cell.is === 'date' ? cell.dates : []
    const sighting = { line, text, dates }
    if (this.#first.length < FIRST) this.#first.push(sighting)
    if (cell.is === 'date' && cell.as === 'iso' && !cell.needs.includes('endless'))
      this.#seeExchange(sighting)
    for (const need of cell.needs) keepFirst(this.#needs, need, sighting)
    if (dates.every(({ order }) => order === null)) return cell
    const inOrder = (wanted: DateOrder) => dates.find(({ order }) => order === wanted)?.date
    // A spreadsheet makes dates of what fits its own order, and leaves the others as they are.
    if (/^\d\d?[/-]/.test(text) && (inOrder('dmy') === undefined) !== (inOrder('mdy') === undefined))
      this.#oneOrder ??= sighting
    for (const order of ORDERS) if (inOrder(order) === undefined) keepFirst(this.#without, order, sighting)
    for (const [a, b] of PAIRS) {
      const [one, other] = [inOrder(a), inOrder(b)]
      if (one !== undefined && other !== undefined && one !== other) keepFirst(this.#differs, a + b, sighting)
    }
    return cell
  }

  /** Returns the dates of the first rows by line, in an order of day and month in which all dates exist. */
  firstDates(): Map<number, CivilDate> {
    const order = ORDERS.find(one => !this.#without.has(one))
    const dateOf = ({ dates }: Sighting) => (dates.find(one => one.order === order) ?? dates[0])?.date
    return new Map(this.#first.map(one => [one.line, dateOf(one) ?? LAST]))
  }

  #seeExchange(sighting: Sighting): void {
    const other = exchanged(sighting.text)
    if (other === null) this.#exchangeable = null
    else if (other !== sighting.text && this.#exchangeable === undefined) this.#exchangeable = sighting
  }

  /** A text that a spreadsheet left although it made dates of others that fit its order; null: nothing looks so. */
  get leftAsText(): Sighting | null {
    return this.#exchangeable && !this.#differs.has('dmymdy') ? this.#oneOrder : null
  }

  decideExchange(rules: DateRules, proof: Sighting): DateDecision | null {
    const example = this.#exchangeable
    if (!example || rules.swapped || rules.unswapped) return null
    const choices = [
      { rules: { ...rules, swapped: true, unswapped: false }, date: exchanged(example.text)! },
      { rules: { ...rules, swapped: false, unswapped: true }, date: example.text },
    ]
    return { is: 'swapped', rules, example, proof, choices }
  }

  #count(cell: DateCell, text: string): void {
    if (cell.is === 'fault') this.counts.other++
    else if (cell.is === 'date') {
      this.counts.dates++
      const mayBeOther = cell.needs.includes('month') && !/\p{L}/u.test(text)
      if (cell.as === 'number' || mayBeOther) this.counts.numbers++
    } else this.counts[cell.is]++
  }

  decide(said: DateRules): DateDecision {
    const needs = [...this.#needs]
      .filter(([need]) => !said[need] && !(need === 'endless' && said.keepsEndless))
      .map(([need, example]): Need => ({ need, example }))
    const possible = ORDERS.filter(order => !this.#without.has(order))
    const open = PAIRS.filter(([a, b]) => possible.includes(a) && possible.includes(b))
      .map(([a, b]) => this.#differs.get(a + b))
      .find(found => found !== undefined)
    const against = said.order === null ? undefined : this.#without.get(said.order)
    if (said.order !== null && against) {
      const fitting = [...this.#differs].find(([pair]) => pair.includes(said.order!))?.[1] ?? null
      return { is: 'contradiction', said: said.order, lines: [against, fitting] }
    }
    if (said.order === null && possible.length === 0 && this.#differs.size > 0) {
      const [first, second = null] = new Set(this.#without.values())
      return { is: 'contradiction', said: null, lines: [first!, second] }
    }
    if (said.order === null && open) {
      const choices = possible.flatMap((order): Choice[] => {
        const date = open.dates.find(found => found.order === order)?.date
        return date === undefined ? [] : [{ rules: this.#rulesFor(order, said, needs), date }]
      })
      return { is: 'choose', choices, example: open, needs }
    }
    const isProven = said.order === null && this.#without.size > 0 && possible.length === 1
    const order = said.order ?? (isProven ? possible[0]! : null)
    if (needs.length > 0) return { is: 'declare', rules: this.#rulesFor(order, said, needs), needs }
    const proof = isProven ? ([...this.#without.values()].at(-1) ?? null) : null
    return { is: 'known', rules: { ...said, order }, proof }
  }

  #rulesFor(order: DateOrder | null, said: DateRules, needs: readonly Need[]): DateRules {
    const rules = { ...said, ...Object.fromEntries(needs.map(({ need }) => [need, true])) }
    // Years of two digits in words are read alike in every order, but are declared with one.
    return { ...rules, order: order ?? (rules.short ? 'dmy' : null) }
  }
}

function keepFirst<Key>(sightings: Map<Key, Sighting>, key: Key, one: Sighting): void {
  if (!sightings.has(key)) sightings.set(key, one)
}

export function contradiction(
  column: string,
  order: DateOrder,
  [first, second]: readonly [Sighting, Sighting | null],
): RenewError {
  const fits = first.dates.find(one => one.order !== null)?.order ?? 'dmy'
  const values = { column, order, fits, line: first.line, value: shownText(first.text) }
  return new RenewError(
    'import-dates',
    second === null
      ? { why: 'one', ...values }
      : { why: 'two', ...values, otherLine: second.line, otherValue: shownText(second.text) },
  )
}
