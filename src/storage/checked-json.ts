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

/** The CRC-32 of what follows the checksum. Line ends and the last newline do not count: editors and version control change them without being asked. */
export function checksumOf(bytes: Buffer): string {
  let end = bytes.length
  while (end > 0 && isBlank(bytes[end - 1]!)) end--
  const text = bytes.subarray(0, end)
  return crc32(text.includes(CR) ? text.filter(byte => byte !== CR) : text)
}

function isBlank(byte: number): boolean {
  return byte === 10 || byte === CR || byte === 32 || byte === 9
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether it is what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
