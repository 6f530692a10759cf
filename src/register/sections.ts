import { onlyText, type Table, type TableRow } from './table.ts'

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
