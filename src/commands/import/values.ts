import { FIELDS, nameKey } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { isPermanentWord } from '../../dates/date-input.ts'
import { RenewError } from '../../errors.ts'
import { GUIDE_ID } from '../../guides/guide.ts'
import type { Column } from '../../register/card-row.ts'
import { type DateOrder, readDateCell } from '../../register/date-cell.ts'
import { guideOfKind, kindKey } from '../../register/kind-names.ts'
import { type FlagField, readField, readLine, readReadings, typedList, validName } from '../shared/fields.ts'

/** What was taken in another form than it was written in, to be said once for the whole file. */
export interface Taken {
  /** Dates that were not ISO: how many, and the first one. */
  dates: Counted
  /** Dates that were a spreadsheet's day numbers. */
  numbers: Counted
  /** Guides and channels that a file of ours names and that are not here. */
  guides: Set<string>
  channels: Set<string>
  /** Cells in which letters have become question marks: how many, and the first one. */
  lost: { count: number; typed: string }
}

/** What the user said of the whole file. */
export interface Reading {
  /** Which of day and month comes first. */
  order: DateOrder
  /** Guides by the word the file has for them, by `kindKey`; `*` is for every other. */
  kinds: ReadonlyMap<string, string>
}

/** So many, the first of them as it was written, and what it was taken for. */
export interface Counted {
  count: number
  typed: string
  date: CivilDate
}

/**
 * Reads the cells of a register with the very checks of `add` and `edit`; what differs is only what a file may leave
 * unsaid: no question is asked, and what was understood is counted instead of said.
 */
export class CellReader {
  readonly taken: Taken = {
    dates: nothing(),
    numbers: nothing(),
    guides: new Set(),
    channels: new Set(),
    lost: { count: 0, typed: '' },
  }
  readonly #known = new Map<string, Promise<unknown>>()
  #titles: Promise<Map<string, string | null>> | undefined

  constructor(
    private readonly ctx: Context,
    private readonly reading: Reading,
  ) {}

  /** @throws RenewError `guide-not-found` when a kind was said to be of a guide that is not here */
  async checkKinds(): Promise<void> {
    for (const id of this.reading.kinds.values()) await this.#field('guide', id)
  }

  /** @param isOurs whether `renew` wrote it: what it names need not be here */
  async read(column: Column, text: string, isOurs: boolean): Promise<unknown> {
    if (!isOurs && /\p{L}\?|\?\p{L}/u.test(text) && this.taken.lost.count++ === 0)
      this.taken.lost.typed = text
    switch (column) {
      case 'name':
        return validName(text)
      case 'expires':
        return text.trim() !== '' && isPermanentWord(text) ? null : this.#field(column, await this.#iso(text))
      case 'issued':
        return this.#field(column, await this.#iso(text))
      case 'closed':
        return text.trim() === '' ? null : this.#iso(text)
      case 'readings':
        return text.trim() === '' ? null : readReadings(text, date => this.#iso(date))
      case 'id':
        return /^[a-z0-9]{4,32}$/.test(text) ? text : refuse(column, text)
      case 'created':
      case 'changed':
        return isInstant(text) ? text : refuse(column, text)
      case 'number':
        // What is left of a long number once a spreadsheet took it for one to reckon with.
        if (/^\d([.,]\d+)?E\+\d+$/i.test(text.trim()))
          throw new RenewError('import-number-cut', { value: text })
        return this.#field(column, text)
      case 'tags':
        return typedList(text).map(readLine)
      case 'guide':
        return this.#guide(text, isOurs)
      case 'channels':
        return isOurs ? this.#channels(text) : this.#few(column, text)
      default:
        return FIELDS[column].repeats ? this.#few(column, text) : this.#field(column, text)
    }
  }

  #field(column: FlagField, text: string): unknown {
    return readField(column, text, { ctx: this.ctx, today: '' })
  }

  #few(column: FlagField, text: string): Promise<unknown> {
    const key = `${column}\n${text}`
    const known = this.#known.get(key) ?? (async () => this.#field(column, text))()
    this.#known.set(key, known)
    return known
  }

  /** Dates as ISO, for the reader of the field. */
  async #iso(text: string): Promise<string> {
    if (text.trim() === '') return ''
    const { date, as } = await readDateCell(text, this.reading.order)
    if (as === 'other') count(this.taken.dates, text, date)
    if (as === 'number') count(this.taken.numbers, text, date)
    return date
  }

  /** A guide by what the user said of the word, by its id, by its title, or by what people call such documents. */
  async #guide(text: string, isOurs: boolean): Promise<unknown> {
    const { kinds } = this.reading
    const said = isOurs ? undefined : kinds.get(kindKey(text))
    if (said) return said
    try {
      return await this.#few('guide', text)
    } catch (error) {
      if (!(error instanceof RenewError) || error.code !== 'guide-not-found') throw error
      const id = (await this.#byTitle()).get(nameKey(text)) ?? guideOfKind(text)
      if (id) return id
      const other = kinds.get('*')
      if (!isOurs && other) return other
      if (!isOurs) throw new RenewError('import-kind-unknown', { name: text })
      if (!GUIDE_ID.test(text)) throw error
      this.taken.guides.add(text)
      return text
    }
  }

  /** Guides by title; null where two are called the same. */
  #byTitle(): Promise<Map<string, string | null>> {
    this.#titles ??= (async () => {
      const titles = new Map<string, string | null>()
      for (const id of await this.ctx.guides.ids()) {
        const { guide } = await this.ctx.guides.find(id)
        for (const title of new Set(Object.values(guide?.title ?? {}).map(nameKey)))
          titles.set(title, titles.has(title) ? null : id)
      }
      return titles
    })()
    return this.#titles
  }

  /** A card whose channel is not set up goes to all of them; its wish is kept. */
  #channels(text: string): string[] | null {
    const names = typedList(text)
    const known = this.ctx.settings.read().channels
    for (const name of names) if (!Object.hasOwn(known, name)) this.taken.channels.add(name)
    return names.length > 0 ? names.map(readLine) : null
  }
}

/** An instant as RFC 3339 has it, on a day that exists. */
function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
  )
}

function refuse(field: string, value: string): never {
  throw new RenewError('import-value', { field, problem: JSON.stringify(value).slice(0, 60) })
}

function nothing(): Counted {
  return { count: 0, typed: '', date: '' }
}

function count(counted: Counted, typed: string, date: CivilDate): void {
  if (counted.count++ === 0) Object.assign(counted, { typed, date })
}
