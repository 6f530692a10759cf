import { type Card, FIELDS } from '../../cards/card.ts'
import { validName } from '../../cards/valid-name.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { shownText } from '../../dates/date-input.ts'
import { RenewError } from '../../errors.ts'
import { GUIDE_ID } from '../../guides/guide-id.ts'
import { type Kinds, kindKey } from '../../guides/kinds.ts'
import type { Column } from '../../register/card-row.ts'
import { type DateCell, readDateCell, resolveCell } from '../../register/date-cell.ts'
import { type DateRules, NO_RULES, OWN_RULES } from '../../register/date-rules.ts'
import { isCutNumber } from '../../register/number-text.ts'
import { type FlagField, readField, readLine } from '../shared/fields.ts'
import { kindsOf } from '../shared/find-guide.ts'
import { assertIssued, readReadings, typedList } from '../shared/read-values.ts'

/** What to report about the cells, once for the whole file. */
export interface CellNotes {
  dates: Counted
  numbers: Counted
  /** Guides and channels that an exported file names and that are not here. */
  guides: Set<string>
  channels: Set<string>
  /** Cells in which letters have become question marks, with the first one. */
  lost: Counted
}

export interface Counted {
  count: number
  typed: string
  date: CivilDate
}

/**
 * Reads the cells of a file with the checks of `add` and `edit`, but without questions; what was converted is counted
 * instead of reported.
 */
export class CellReader {
  readonly notes: CellNotes = {
    dates: noneYet(),
    numbers: noneYet(),
    guides: new Set(),
    channels: new Set(),
    lost: noneYet(),
  }
  /** Guides by `kindKey` of the word in the file; `*` is for every other word. */
  kinds: ReadonlyMap<string, string> = new Map()
  /** Returns the guide of a cell that is only a word for a kind, as lists have it. */
  kindAlone: (cell: string) => string | null = () => null
  readonly #cache = new Map<string, Promise<unknown>>()
  #kindWords: Promise<Kinds> | undefined

  constructor(private readonly ctx: Context) {}

  /** Reads one cell. @param isOurs whether `renew` wrote the file: then guides and channels may be missing here */
  async read(column: Column, text: string, isOurs: boolean): Promise<unknown> {
    if (!isOurs && /\p{L}\?|\?\p{L}/u.test(text)) count(this.notes.lost, text)
    switch (column) {
      case 'name':
        return validName(text)
      case 'expires':
      case 'issued': {
        const date = await this.#iso(text)
        return date === null ? null : this.#field(column, date)
      }
      case 'closed':
        return text.trim() === '' ? null : this.#iso(text)
      case 'readings':
        return text.trim() === ''
          ? null
          : readReadings(text, async date => (await this.#iso(date)) ?? '', this.ctx)
      case 'id':
        return /^[a-z0-9]{4,32}$/.test(text) ? text : refuse(column, text)
      case 'created':
      case 'changed':
        return isInstant(text) ? text : refuse(column, text)
      case 'number':
        if (isCutNumber(text.trim())) throw new RenewError('import-number-cut', { value: text })
        return this.#field(column, text)
      case 'tags':
        return typedList(text).map(readLine)
      case 'guide':
        return this.#guide(text, isOurs)
      case 'channels':
        return isOurs ? this.#channels(text) : this.#cached(column, text)
      default:
        return FIELDS[column].repeats ? this.#cached(column, text) : this.#field(column, text)
    }
  }

  /** Refuses a date of issue that cannot be right: in the future, or after the expiry (R10). */
  checkIssued({ issued, expires }: Partial<Card>): void {
    assertIssued({ issued: issued ?? null, expires: expires ?? null }, this.ctx.today(null), this.ctx)
  }

  #field(column: FlagField, text: string): unknown {
    return readField(column, text, { ctx: this.ctx, today: '' })
  }

  #cached(column: FlagField, text: string): Promise<unknown> {
    const key = `${column}\n${text}`
    const known = this.#cache.get(key) ?? (async () => this.#field(column, text))()
    this.#cache.set(key, known)
    return known
  }

  /** Reads a date cell of a file of renew as `YYYY-MM-DD`; empty if the cell is; null: no end. */
  async #iso(text: string): Promise<CivilDate | null> {
    if (text.trim() === '') return ''
    const date = await this.readDate(text, OWN_RULES)
    if (date === undefined) throw new RenewError('date-none', { value: shownText(text) })
    return date
  }

  /** Reads a cell of a column of dates; null: no end; undefined: the cell is blank, or says that there is none. */
  async readDate(
    text: string,
    rules: DateRules = NO_RULES,
    read: (text: string) => Promise<DateCell> = readDateCell,
  ): Promise<CivilDate | null | undefined> {
    const found = resolveCell(await read(text), text, rules)
    if (found.is !== 'date') return undefined
    if (found.date === null) return null
    if (found.as === 'other') count(this.notes.dates, text, found.date)
    if (found.as === 'number') count(this.notes.numbers, text, found.date)
    return found.date
  }

  async isKnownKind(text: string): Promise<boolean> {
    try {
      await this.#guide(text, false)
      return true
    } catch (error) {
      if (error instanceof RenewError && error.code === 'import-kind-unknown') return false
      throw error
    }
  }

  async kindOf(name: string): Promise<string | null> {
    this.#kindWords ??= kindsOf(this.ctx)
    return (await this.#kindWords).guideOf(name)
  }

  async #guide(text: string, isOurs: boolean): Promise<unknown> {
    const said = isOurs ? undefined : (this.kinds.get(kindKey(text)) ?? this.kindAlone(text))
    if (said) return said
    // The id of a guide that is not here is kept; its words tell nothing.
    if (isOurs && GUIDE_ID.test(text) && !(await this.ctx.guides.find(text)).guide) {
      this.notes.guides.add(text)
      return text
    }
    try {
      return await this.#cached('guide', text)
    } catch (error) {
      if (!(error instanceof RenewError) || error.code !== 'guide-not-found' || isOurs) throw error
      const other = this.kinds.get('*')
      if (other) return other
      throw new RenewError('import-kind-unknown', { name: text })
    }
  }

  /** Keeps channels that are not set up here; until then the card's reminders go to all channels. */
  #channels(text: string): string[] | null {
    const names = typedList(text)
    const known = this.ctx.settings.read().channels
    for (const name of names) if (!Object.hasOwn(known, name)) this.notes.channels.add(name)
    return names.length > 0 ? names.map(readLine) : null
  }
}

function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
  )
}

function refuse(field: string, value: string): never {
  throw new RenewError('import-value', { field, problem: JSON.stringify(value).slice(0, 60) })
}

function noneYet(): Counted {
  return { count: 0, typed: '', date: '' }
}

function count(counted: Counted, typed: string, date: CivilDate = ''): void {
  if (counted.count++ === 0) Object.assign(counted, { typed, date })
}
