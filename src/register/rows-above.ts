import { isNoDateWord } from '../dates/no-date-words.ts'
import { kindKey } from '../guides/kinds.ts'
import type { Proposal } from './proposal.ts'
import { onlyText, type Table, type TableRow } from './table.ts'

/**
 * Returns the first row whose blank name seems to be that of the row above: cells that were merged, one document a row,
 * each of another kind. Null: no name is blank, or the list does not look so.
 */
export function rowNamedAbove(
  { people, kind, documents, isAsAbove, roles }: Proposal,
  rows: readonly TableRow[],
): TableRow | null {
  const [person] = people
  const end = documents[0]?.end ?? null
  if (people.length !== 1 || kind === null || end === null || documents.length > 1 || isAsAbove) return null
  if (roles[person!]!.isSaid) return null
  let first: TableRow | null = null
  let kinds: Set<string> | null = null
  for (const row of rows) {
    const [name = '', word = '', date = ''] = [person!, kind, end].map(index => row.cells[index]?.trim())
    if (word === '' || date === '' || isNoDateWord(date)) continue
    if (name !== '') kinds = new Set()
    if (kinds === null || kinds.has(kindKey(word))) {
      if (name === '') return null
    } else if (name === '') first ??= row
    kinds?.add(kindKey(word))
  }
  return first
}

/** Fills blank names with the one above. */
export function fillNames(rows: readonly TableRow[], person: number): void {
  let above = ''
  for (const { cells } of rows) {
    if ((cells[person] ?? '').trim() === '') cells[person] = above
    else above = cells[person]!
  }
}

export interface Sections {
  names: readonly string[]
  rows: readonly TableRow[]
}

/**
 * Gives the rows below a title that is a kind of document, such as "Visas", a cell with that title: tables may stand
 * one below the other in a sheet. Returns the rows without the titles.
 * @param isKind whether a text names a kind and nothing else
 */
export function withSections(
  { heads: { names }, title }: Table,
  rows: readonly TableRow[],
  isKind: (text: string) => boolean,
): Sections {
  const isTitle = (text: string) => text !== '' && isKind(text)
  const titles = rows.filter(({ cells }) => isTitle(onlyText(cells))).map(({ line }) => line)
  const isWide = rows.some(({ cells }) => cells.slice(names.length).some(cell => cell.trim() !== ''))
  if (isWide || (titles.length === 0 && !isTitle(title))) return { names, rows }
  let section = isTitle(title) ? title : ''
  const below = rows.flatMap(({ line, cells }) => {
    if (!titles.includes(line)) return [{ line, cells: [...names.map((_, at) => cells[at] ?? ''), section] }]
    section = onlyText(cells)
    return []
  })
  return { names: [...names, ''], rows: below }
}
