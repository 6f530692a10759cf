import { onlyText, type Table, type TableRow } from './table.ts'

export interface Sections {
  names: string[]
  rows: TableRow[]
  /** The lines of the titles. */
  titles: number[]
}

/**
 * Gives the rows below a title that is a kind of document, such as "Visas", a cell with that title: tables that stand
 * one below the other in a sheet. Returns the rows without the titles, and the lines of the titles.
 * @param isKind whether a text names a kind and nothing else
 */
export function withSections(
  { heads: { names }, title }: Table,
  rows: readonly TableRow[],
  isKind: (text: string) => boolean,
): Sections {
  const at = names.length
  const titles: number[] = []
  let section = isKind(title) ? title : ''
  const isWide = rows.some(({ cells }) => cells.slice(at).some(cell => cell.trim() !== ''))
  const below = rows.flatMap(({ line, cells }) => {
    const text = onlyText(cells)
    if (!isKind(text)) return [{ line, cells: [...names.map((_, at) => cells[at] ?? ''), section] }]
    section = text
    titles.push(line)
    return []
  })
  const isPlain = section === '' || isWide
  return isPlain
    ? { names: [...names], rows: [...rows], titles: [] }
    : { names: [...names, ''], rows: below, titles }
}
