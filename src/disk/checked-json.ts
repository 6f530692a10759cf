import { isUtf8 } from 'node:buffer'
import { RenewError } from '../errors.ts'
import { crc32 } from './crc32.ts'

/** The form of file this program writes and reads. */
export const SCHEMA = 1
/** Largest stored file in bytes; a larger one is neither read nor written. */
export const SIZE_LIMIT = 256 * 1024 * 1024
/** The limit as people read it. */
export const SIZE_LIMIT_TEXT = '256 MB'

const HEAD = /^\{\s*"schema"\s*:\s*\d+\s*,\s*"checksum"\s*:\s*"crc32:([0-9a-f]{8})"/
const CR = 13

/** A file that parsed, before anybody decided whether to trust it. */
export interface Parsed {
  schema: number
  /** Everything but `schema` and `checksum`. */
  content: Record<string, unknown>
  /** Whether the checksum does not fit: something other than `renew` changed it. */
  edited: boolean
}

/**
 * The bytes of a stored file: schema and checksum first, then one line for every element of a list and every key of
 * an object, so that a person can read it, compare it and mend it by hand.
 * @throws RenewError `too-much`
 */
export function toBytes(content: object, file: string): Buffer {
  const parts: string[] = []
  let size = 0
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
  const body = Buffer.from(parts.join(''))
  const head = `{\n"schema": ${SCHEMA},\n"checksum": "crc32:${checksumOf(body)}"`
  if (body.length + head.length > SIZE_LIMIT)
    throw new RenewError('too-much', { file, limit: SIZE_LIMIT_TEXT })
  return Buffer.concat([Buffer.from(head), body])
}

/** @throws RenewError `store-damaged` when it is not JSON of ours at all */
export function parseBytes(bytes: Buffer, file: string): Parsed {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const damaged = () => new RenewError('store-damaged', { file })
  if (!isUtf8(bytes)) throw damaged()
  const value = parseJson(bytes.toString('utf8', start))
  if (!isObject(value)) throw damaged()
  const { schema, checksum: _, ...content } = value
  if (typeof schema !== 'number' || !Number.isSafeInteger(schema) || schema < 1) throw damaged()
  const head = HEAD.exec(bytes.toString('latin1', start, start + 200))
  const edited = !head || checksumOf(bytes.subarray(start + head[0].length)) !== head[1]
  return { schema, content, edited }
}

/** The content of a file that is as we wrote it. @throws RenewError `store-damaged`, `-newer`, `-edited` */
export function contentOf(bytes: Buffer, file: string): Record<string, unknown> {
  const { schema, content, edited } = parseBytes(bytes, file)
  // A newer program may check in another way: its number is asked before its checksum.
  if (schema > SCHEMA) throw new RenewError('store-newer', { file, schema })
  if (edited) throw new RenewError('store-edited', { file })
  return content
}

/** Line ends and the last newline do not count: editors and version control change them without being asked. */
function checksumOf(bytes: Buffer): string {
  let end = bytes.length
  while (end > 0 && isBlank(bytes[end - 1]!)) end--
  const text = bytes.subarray(0, end)
  return crc32(text.includes(CR) ? text.filter(byte => byte !== CR) : text)
}

function isBlank(byte: number): boolean {
  return byte === 10 || byte === CR || byte === 32 || byte === 9
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
