import { nameKey } from '../cards/card-name.ts'
import { NAME_LIMIT } from '../cards/valid-name.ts'
import { cut } from '../text/printable.ts'
import type { Draft, NameParts } from './row.ts'

/** Returns the name after a card's holder and kind: `Li Na, Visa`; a long one is cut. @param tell added at the end */
export function nameOf({ base, word }: NameParts, tell = ''): string {
  const end = [word, tell].flatMap(part => (part ? [`, ${part}`] : [])).join('')
  return cut(base, NAME_LIMIT - [...end].length) + end
}

/** Returns the names that a card of a row may have got, the plainest first. */
export function possibleNames(title: NameParts): string[] {
  return [nameOf(title), ...title.tells.filter(tell => tell !== '').map(tell => nameOf(title, tell))]
}

/**
 * Names the cards of rows without a name of their own. Where several rows would have one name, the first column that
 * tells all of them apart is added; rows that no column tells apart get none. Rows that are the same throughout have
 * one name. Another order of the rows gives the same names.
 * @param onRow called for each row, to show progress
 */
export function rowNames(drafts: readonly Draft[], onRow = () => {}): Map<Draft, string | null> {
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) {
    onRow()
    if (draft.title === null) continue
    const key = nameKey(nameOf(draft.title))
    const group = groups.get(key)
    if (group) group.push(draft)
    else groups.set(key, [draft])
  }
  const names = new Map<Draft, string | null>()
  for (const group of groups.values()) {
    const tell = tellOf(group)
    for (const draft of group) names.set(draft, tell === null ? null : nameOf(draft.title!, tell(draft)))
  }
  return names
}

function tellOf(group: readonly Draft[]): ((draft: Draft) => string) | null {
  if (group.length === 1) return () => ''
  const different = new Map(group.map(draft => [draft.sameAs?.(), draft]))
  if (different.size === 1) return () => ''
  const rows = [...different.values()]
  const width = rows[0]!.title!.tells.length
  for (let at = 0; at < width; at++) {
    const values = new Set(rows.map(({ title }) => nameKey(title!.tells[at]!)))
    if (values.size === rows.length && !values.has('')) return ({ title }) => title!.tells[at]!
  }
  return tellByNumber(rows)
}

/** Counts the rows in the order of their numbers, where all numbers differ but would show too much in a name. */
function tellByNumber(rows: readonly Draft[]): ((draft: Draft) => string) | null {
  const numbers = rows.map(({ fields }) => fields.number ?? '')
  if (new Set(numbers).size < rows.length || numbers.includes('')) return null
  const places = new Map([...numbers].sort().map((number, at) => [number, at === 0 ? '' : String(at + 1)]))
  return ({ fields }) => places.get(fields.number ?? '') ?? ''
}
