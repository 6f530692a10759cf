import { RenewError } from '../errors.ts'
import type { TableRow } from './find-header.ts'
import { numberText } from './number-text.ts'
import { decoded, detectEncoding } from './text-encoding.ts'

const SCHEMA = 1
const DEEPEST = 40

/** Whether a file begins like JSON, whatever its name. */
export function looksLikeJson(bytes: Buffer): boolean {
  const start = bytes
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf|\0|^\xff\xfe|^\xfe\xff/g, '')
  return /^\s*[[{]/.test(start)
}

/**
 * Returns the cards in a file that `export` wrote, or in a `cards.json`; null for other JSON. Drops keys that would
 * reach a prototype.
 * @throws RenewError `import-newer`, `import-encoding`
 */
export function cardsInJson(bytes: Buffer): unknown[] | null {
  const { schema, cards } = (asObject(parseText(jsonTextIn(bytes))) ?? {}) as {
    schema?: unknown
    cards?: unknown
  }
  if (typeof schema !== 'number' || !Array.isArray(cards)) return null
  if (schema > SCHEMA) throw new RenewError('import-newer', { schema })
  return schema === SCHEMA ? cards : null
}

/**
 * Reads JSON of other programs: a list of objects, an object with one such list in it (`{"data": […]}`), or one object
 * a line. `names` are the keys in the order in which they appear, those of an object inside as `a.b`; the lines of rows
 * count the objects.
 * @throws RenewError `import-not-ours`, `import-encoding`
 */
export function objectsInJson(bytes: Buffer) {
  const text = jsonTextIn(bytes)
  const records = (recordsIn(parseText(text)) ?? recordsInLines(text))?.map(flattened)
  if (!records) throw new RenewError('import-not-ours', {})
  const names = [...new Set(records.flatMap(record => [...record.keys()]))]
  return {
    names,
    async *rows(): AsyncGenerator<TableRow> {
      for (const [at, record] of records.entries())
        yield { line: at + 1, cells: names.map(name => record.get(name) ?? '') }
    },
  }
}

function recordsIn(value: unknown): object[] | null {
  if (isRecords(value)) return value
  const object = asObject(value)
  if (!object) return null
  const lists = Object.entries(object).filter((one): one is [string, object[]] => isRecords(one[1]))
  const usual = lists.find(([key]) => key === 'data' || key === 'items')
  return (usual ?? (lists.length === 1 ? lists[0] : undefined))?.[1] ?? null
}

function recordsInLines(text: string): object[] | null {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '')
  const records = lines.map(line => objectInJson(line))
  return lines.length > 1 && records.every(record => record !== null) ? records : null
}

function isRecords(value: unknown): value is object[] {
  return Array.isArray(value) && value.length > 0 && value.every(one => asObject(one) !== null)
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

const COLUMN_LEVELS = 3

function flattened(record: object): Map<string, string> {
  const cells = new Map<string, string>()
  const add = (object: object, before: string, level: number): void => {
    for (const [key, value] of Object.entries(object)) {
      const inner = asObject(value)
      if (inner && level < COLUMN_LEVELS) add(inner, `${before}${key}.`, level + 1)
      else cells.set(before + key, valueText(value))
    }
  }
  add(record, '', 1)
  return cells
}

function valueText(value: unknown): string {
  if (value == null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  const isFlat = Array.isArray(value) && value.every(one => typeof one !== 'object')
  return isFlat ? (value as unknown[]).map(valueText).join(', ') : JSON.stringify(value)
}

/** Parses the JSON object of a cell, without keys that would reach a prototype; null if it is not an object. */
export function objectInJson(text: string): Record<string, unknown> | null {
  return asObject(parseText(text))
}

export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

function jsonTextIn(bytes: Buffer): string {
  const pieces = [...decoded(bytes, detectEncoding(bytes))]
  if (pieces.includes(null)) throw new RenewError('import-encoding', { line: 1, why: 'wrong' })
  return pieces.join('')
}

function parseText(text: string): unknown {
  try {
    // The reviver doubles the time; hardly any file needs it.
    return /__proto__|\\u/i.test(text)
      ? JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))
      : JSON.parse(text)
  } catch {
    return null
  }
}
