import { RenewError } from '../errors.ts'
import { checksumOf, isObject, SCHEMA, SIZE_LIMIT, SIZE_LIMIT_TEXT } from './checked-file.ts'

const NO_SUM = '00000000'

/**
 * Returns the bytes of a stored file: schema and checksum first, then one line for each element of a list and each key
 * of an object, so that a person can read it, compare it and fix it by hand.
 * @throws RenewError `too-much`
 */
export function toBytes(content: object, file: string): Buffer {
  const parts = [`{\n"schema": ${SCHEMA},\n"checksum": "crc32:`, NO_SUM, '"']
  const sumAt = parts[0]!.length
  const bodyAt = sumAt + NO_SUM.length + 1
  let size = bodyAt
  const add = (part: string) => {
    size += part.length
    if (size > SIZE_LIMIT) throw new RenewError('too-much', { file, limit: SIZE_LIMIT_TEXT })
    parts.push(part)
  }
  for (const [key, value] of Object.entries(content)) {
    if (value !== undefined && key !== 'schema' && key !== 'checksum') {
      add(`,\n${JSON.stringify(key)}: `)
      addLines(value, add)
    }
  }
  add('\n}\n')
  const bytes = Buffer.from(parts.join(''))
  if (bytes.length > SIZE_LIMIT) throw new RenewError('too-much', { file, limit: SIZE_LIMIT_TEXT })
  bytes.write(checksumOf(bytes.subarray(bodyAt)), sumAt)
  return bytes
}

function addLines(value: unknown, add: (part: string) => void): void {
  const isList = Array.isArray(value)
  if (!isList && !isObject(value)) {
    add(JSON.stringify(value))
    return
  }
  let before = '\n'
  add(isList ? '[' : '{')
  const entries = isList ? value.map(item => JSON.stringify(item ?? null)) : keyLines(value)
  for (const entry of entries) {
    add(before)
    add(entry)
    before = ',\n'
  }
  add(entries.length > 0 ? '\n' : '')
  add(isList ? ']' : '}')
}

function keyLines(value: Record<string, unknown>): string[] {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`)
}
