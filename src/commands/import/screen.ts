import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { Outcome } from '../../register/row.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { renderTable } from '../../text/table.ts'

export interface ImportRow {
  line: number
  place: 'line' | 'card'
  what: Outcome['what']
  column: string | null
  name: string
  /** The id of the stored card; null: it is new. */
  card: string | null
  guide: string | null
  expires: CivilDate | null
  changed: readonly string[]
  was: { expires: CivilDate | null } | null
  /** Why it is refused; `column` is its name in the file, null for the whole row. The texts are printable. */
  faults: readonly Fault[]
}

interface Fault {
  column: string | null
  code: string
  message: string
  hint: string
  value: string | null
}

/** The colours of what happens with rows, in the order on a terminal. */
const COLORS = { refused: 'bad', changed: 'warn', new: 'good', same: 'dim', none: 'dim' } as const

/**
 * Renders every row: line, result, name, last valid day, and the reason or what changes. On a terminal refused and
 * changed rows come first; in a pipe the rows keep the order of the file.
 */
export function renderImport(all: readonly ImportRow[], words: CommandWords, to: Surface): string {
  const place = ({ what }: ImportRow) => Object.keys(COLORS).indexOf(what)
  const rows = to.isTTY ? [...all].sort((a, b) => place(a) - place(b)) : all
  const paint = paintFor(to)
  const columns = [
    { head: words(`import.head.${rows[0]?.place ?? 'line'}`) },
    { head: words('import.head.what') },
    { head: words('show.name'), least: 8 },
    { head: words('show.expires') },
    { head: words('import.head.why'), least: 16, wraps: true },
  ]
  const cells = rows.map(row => [
    String(row.line),
    { text: words(`import.what.${row.what}`), style: paint[COLORS[row.what]], piped: row.what },
    { text: row.name },
    row.what === 'refused' ? '' : { text: row.expires ?? words('words.no-end'), piped: row.expires ?? '' },
    row.what === 'refused'
      ? row.faults.map(fault => reasonOf(fault, words)).join(words('words.semicolon'))
      : { text: changesOf(row, words), piped: row.changed.join(', ') },
  ])
  return rows.length === 0 ? '' : renderTable(columns, cells, to)
}

const BLANKS = ['name-empty', 'expiry-needed', 'import-key-missing']
const FIRST_LINES = 5

/**
 * Says why rows are refused: the same kind of fault in one column once, with its first lines and their count; what is
 * not filled in comes last.
 */
export function refusedLines(rows: readonly ImportRow[], words: CommandWords): string[] {
  const groups = new Map<string, Pick<ImportRow, 'place'> & { fault: Fault; lines: Set<number> }>()
  for (const { faults, line, place, column } of rows)
    for (const fault of faults) {
      const key = `${fault.code}\n${fault.column ?? column}`
      const group = groups.get(key) ?? { fault, place, lines: new Set() }
      group.lines.add(line)
      groups.set(key, group)
    }
  const isBlank = ({ fault }: { fault: { code: string } }) => Number(BLANKS.includes(fault.code))
  const sorted = [...groups.values()].sort((a, b) => isBlank(a) - isBlank(b))
  return sorted.map(({ fault, place, lines }) => {
    const [first, ...others] = [...lines]
    const at = words(`import.at-${place}`, { line: first! })
    const shown = others.slice(0, FIRST_LINES - 1).join(words('words.listed'))
    const few = others.length < FIRST_LINES ? shown : `${shown} …`
    const more = shown && words('import.refused-more', { count: others.length, lines: few })
    return words('import.refused-at', { at, why: reasonOf(fault, words), hint: fault.hint, more })
  })
}

/** Fields that a renewal changes, apart from the last valid day. */
const RENEWAL_FIELDS = ['renewal', 'readings', 'acknowledged', 'snoozed']

/** Returns the fields that the row itself changes, in the words of `show`. */
export function differingFields(changed: readonly string[], words: CommandWords): string[] {
  const isRenewed = changed.includes('expires') && changed.includes('history')
  const needless = isRenewed ? ['history', ...RENEWAL_FIELDS] : []
  const own = changed.filter(field => !needless.includes(field))
  return own.map(field => fieldName(field, words))
}

function fieldName(field: string, words: CommandWords): string {
  const key = `show.${field}`
  return key in words.texts ? words(key as 'show.name') : printable(field)
}

function changesOf({ changed, was }: ImportRow, words: CommandWords): string {
  const isRenewed = was !== null && changed.includes('history')
  return changed
    .filter(field => !isRenewed || !RENEWAL_FIELDS.includes(field))
    .map(field => {
      if (field === 'history' && isRenewed) return words('import.what.renewed')
      const name = fieldName(field, words)
      return field === 'expires' && was
        ? words('import.was', { field: name, value: was.expires ?? words('words.no-end') })
        : name
    })
    .join(words('words.listed'))
}

function reasonOf({ column, message }: Fault, words: CommandWords): string {
  return column === null ? message : words('import.column', { column: printable(column), why: message })
}
