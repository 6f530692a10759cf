import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { onSignal, type StopListening } from '../../io/on-signal.ts'
import { LANGUAGES, type Language, loadCommandWords } from '../../messages/index.ts'
import { COLUMNS, type Column, REST } from '../../register/card-row.ts'
import { ownColumn } from '../../register/header.ts'
import { plainCells } from '../../register/heads.ts'
import type { ImportOptions } from '../../register/import-command.ts'
import { fillNames } from '../../register/names-above.ts'
import { cardsInJson, looksLikeJson } from '../../register/read-json.ts'
import type { Draft } from '../../register/row.ts'
import {
  OF_JSON,
  openTable,
  rowsBelow,
  type TableFacts,
  type TableOptions,
  type TableRow,
} from '../../register/table.ts'
import { type CellNotes, CellReader } from './read-cell.ts'
import { readJsonCard, readListRow, readOwnRow } from './read-row.ts'
import { type Understanding, understand } from './understand.ts'

export interface ParsedFile extends TableFacts {
  drafts: Draft[]
  notes: CellNotes
  /** What the numbers of rows count: lines of a table, or cards of a JSON list. */
  place: 'line' | 'card'
  /** The line of the header if there are rows above it; else null. */
  headerLine: number | null
  /** Lines with nothing in the imported columns, such as totals and titles. */
  leftOut: readonly number[]
  list: Understanding | null
  /** Columns of a file that `renew` wrote which are not its own. */
  unknown: readonly string[]
}

/** Reads a list, or a file that `renew` wrote; faults of a row are kept with the row. */
export async function readImportFile(
  bytes: Buffer,
  options: ImportOptions & { name: string },
  ctx: Context,
  counter: RowCounter,
): Promise<ParsedFile> {
  const reader = new CellReader(ctx)
  const drafts: Draft[] = []
  const add = async (draft: Draft) => {
    drafts.push(draft)
    const pause = counter.update(drafts.length)
    if (pause) await pause
  }
  const cards = looksLikeJson(bytes) ? cardsInJson(bytes) : null
  if (cards) {
    for (const [at, card] of cards.entries()) await add(await readJsonCard(card, at + 1, reader))
    return { ...NOTHING, ...OF_JSON, drafts, notes: reader.notes }
  }
  const table = await openTable(bytes, tableOptions(options))
  const { heads, rows: _, ...facts } = table
  const { names, line, above } = heads
  const place = facts.format === 'json' ? ('card' as const) : ('line' as const)
  const headerLine = above > 0 ? line : null
  const parsed = { ...NOTHING, ...facts, drafts, notes: reader.notes, place, headerLine }
  if (names.includes(REST)) {
    const columns = await ownColumns(names)
    for await (const row of rowsBelow(table))
      if (!isEmpty(row)) await add(await readOwnRow(row, columns, reader))
    const unknown = names.filter((name, at) => name !== '' && columns[at] === null)
    return { ...parsed, unknown }
  }
  const leftOut: number[] = []
  const rows: TableRow[] = []
  for await (const row of rowsBelow(table)) {
    const pause = counter.update(rows.length)
    if (pause) await pause
    if (isEmpty(row)) continue
    if (repeatsHeader(row, names, rows.length === 0)) leftOut.push(row.line)
    else rows.push(row)
  }
  // What follows does not come back to the event loop, where a signal is handled.
  await counter.end()
  const list = await understand(table, rows, options, reader, ctx)
  const { proposal, guide, titles, sections } = list
  const reading = {
    names: sections.names,
    proposal,
    reader,
    guide,
    titleOf: (id: string) => titles.get(id) ?? id,
  }
  const taken = takenColumns(list)
  const hasNothing = ({ cells }: TableRow) => taken.every(index => (cells[index] ?? '').trim() === '')
  const full = sections.rows.filter(row => !hasNothing(row))
  if (proposal.isAsAbove) fillNames(full, proposal.people[0]!)
  const lines = [...leftOut, ...sections.titles, ...sections.rows.filter(hasNothing).map(row => row.line)]
  for (const row of full) for (const draft of await readListRow(row, reading)) await add(draft)
  return { ...parsed, leftOut: lines.sort((a, b) => a - b), list }
}

function takenColumns({ proposal: { roles, name } }: Understanding): number[] {
  const fields = roles.filter(({ field }) => field !== null).map(({ column }) => column.index)
  return name === null || fields.includes(name) ? fields : [...fields, name]
}

/** @throws RenewError `import-head-line` if `--head` is not a number */
function tableOptions({ name, encoding, sheet, head }: ImportOptions & { name: string }): TableOptions {
  if (typeof head === 'string' && !/^[1-9]\d{0,8}$/.test(head))
    throw new RenewError('import-head-line', { line: head })
  return {
    name,
    encoding,
    sheet,
    head: typeof head === 'string' ? Number(head) : undefined,
    noHead: head === false,
  }
}

const NOTHING = {
  place: 'card',
  headerLine: null,
  leftOut: [],
  list: null,
  unknown: [],
} as const satisfies object

const isEmpty = ({ cells }: TableRow): boolean => cells.every(cell => cell.trim() === '')

/** Whether a row repeats the header, as printed pages do, or numbers the columns right below it. */
function repeatsHeader({ cells }: TableRow, names: readonly string[], isFirst: boolean): boolean {
  const plain = plainCells(cells)
  const isSame = names.every((name, at) => name === (plain[at] ?? ''))
  return isSame || (isFirst && plain.length > 1 && plain.every((cell, at) => cell === String(at + 1)))
}

/** Nothing is shown in the first second; then the line is updated every 200 ms. */
const SHOW_AFTER_MS = 1000
const UPDATE_MS = 200
/** The clock is read once in this many rows. */
const CHECK_ROWS = 256

export class RowCounter {
  #shown = performance.now() + SHOW_AFTER_MS - UPDATE_MS
  #removeHandler: StopListening | null = null

  constructor(private readonly ctx: Context) {}

  /** Updates the count. @returns a promise to await, so that Ctrl-C is handled and leaves a clean line; null: none */
  update(done: number): Promise<void> | null {
    const { io, words } = this.ctx
    if (done === 0 || done % CHECK_ROWS !== 0 || !io.stderr.isTTY) return null
    const now = performance.now()
    if (now - this.#shown < UPDATE_MS) return null
    this.#shown = now
    // Listens before the line appears: Ctrl-C right after it must clear it.
    this.#removeHandler ??= onSignal(() => io.status(''))
    io.status(words('progress.rows', { count: done }))
    return nextTurn()
  }

  async end(): Promise<void> {
    await this.#removeHandler?.()
    this.#removeHandler = null
  }
}

/** Returns the column of each head of an exported file, also in the words of `export --heads`; null: not ours. */
async function ownColumns(names: readonly string[]): Promise<(Column | typeof REST | null)[]> {
  const known = names.map(name => (name === REST ? REST : ownColumn(name)))
  if (names.every((name, at) => name === '' || known[at] !== null)) return known
  const inWords = new Map<string, Column>()
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const words = await loadCommandWords(language)
    for (const column of COLUMNS) inWords.set(words(`show.${column}`), column)
  }
  return names.map((name, at) => known[at] ?? inWords.get(name) ?? null)
}
