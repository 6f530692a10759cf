import { RenewError } from '../errors.ts'
import { decoded, detectEncoding } from './text-encoding.ts'

/** The schema version that `export --format json` writes. */
const SCHEMA = 1
/** The deepest nesting accepted; a card has a few levels. */
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
 * Returns the cards in a file that `export` wrote, or in a `cards.json`. Drops keys that would reach a prototype.
 * @throws RenewError `import-not-ours`, `import-newer`, `import-encoding`
 */
export function cardsInJson(bytes: Buffer): unknown[] {
  const value = parseText(jsonTextIn(bytes))
  if (typeof value !== 'object' || value === null) throw new RenewError('import-not-ours', {})
  const { schema, cards } = value as { schema?: unknown; cards?: unknown }
  if (typeof schema === 'number' && schema > SCHEMA) throw new RenewError('import-newer', { schema })
  if (schema !== SCHEMA || !Array.isArray(cards)) throw new RenewError('import-not-ours', {})
  return cards
}

/** Parses the JSON object of a cell, without keys that would reach a prototype; null if it is not an object. */
export function objectInJson(text: string): Record<string, unknown> | null {
  const value = parseText(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
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
  const found = detectEncoding(bytes, () => false)
  if ('kind' in found) throw new RenewError('import-encoding', { line: found.line, why: found.kind })
  const pieces = [...decoded(bytes, found)]
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
