// status loads this
import { isUtf8 } from 'node:buffer'
import { RenewError, tryOr } from '../errors.ts'

/** Version of the file format that this program reads and writes. */
export const SCHEMA = 1
/** Largest stored file in bytes; a larger one is neither read nor written. */
export const SIZE_LIMIT = 256 * 1024 * 1024
export const SIZE_LIMIT_TEXT = '256 MB'

const HEAD = /^\{\s*"schema"\s*:\s*\d+\s*,\s*"checksum"\s*:\s*"crc32:([0-9a-f]{8})"/
const CR = 13

export interface ParsedFile {
  schema: number
  content: Record<string, unknown>
  edited: boolean
}

/** Parses a stored file. @throws RenewError `store-damaged` when it is not a JSON object with a schema number */
export function parseBytes(bytes: Buffer, file: string): ParsedFile {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const damaged = () => new RenewError('store-damaged', { file })
  if (!isUtf8(bytes)) throw damaged()
  const value: unknown = tryOr(() => JSON.parse(bytes.toString('utf8', start)), null)
  if (!isObject(value)) throw damaged()
  const { schema, checksum: _, ...content } = value
  if (typeof schema !== 'number' || !Number.isSafeInteger(schema) || schema < 1) throw damaged()
  const head = HEAD.exec(bytes.toString('latin1', start, start + 200))
  const edited = !head || checksumOf(bytes.subarray(start + head[0].length)) !== head[1]
  return { schema, content, edited }
}

/** Returns the content of a file as `renew` wrote it. @throws RenewError `store-damaged`, `-newer`, `-edited` */
export function contentOf(bytes: Buffer, file: string): Record<string, unknown> {
  const { schema, content, edited } = parseBytes(bytes, file)
  // A newer version may compute the checksum differently, so the schema number is compared first.
  if (schema > SCHEMA) throw new RenewError('store-newer', { file, schema })
  if (edited) throw new RenewError('store-edited', { file })
  return content
}

/**
 * Returns the CRC-32 of what follows the checksum. Ignores carriage returns and blanks at the end, which editors and
 * version control change by themselves.
 */
export function checksumOf(bytes: Buffer): string {
  let end = bytes.length
  while (end > 0 && isBlank(bytes[end - 1]!)) end--
  const text = bytes.subarray(0, end)
  return crc32(text.includes(CR) ? text.filter(byte => byte !== CR) : text)
}

/** Returns the checksum of a value, to see whether it was changed since. */
export function sumOf(value: unknown): string {
  return crc32(Buffer.from(JSON.stringify(value ?? null)))
}

function isBlank(byte: number): boolean {
  return byte === 10 || byte === CR || byte === 32 || byte === 9
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The CRC of each byte. CRC is linear: the entry of a byte is that of its highest bit, xor that of the rest. */
const TABLE = new Int32Array(256)
for (let bit = 128, value = 1; bit > 0; bit >>= 1) {
  value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  for (let byte = 0; byte < 256; byte += bit * 2) TABLE[byte + bit] = TABLE[byte]! ^ value
}

/** From this many bytes on, eight are processed at a time, which reads a store of thousands of cards twice as fast. */
const LONG = 65_536
const IS_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1

/** Returns the CRC-32 (ISO 3309, as in gzip) as 8 hex digits. Own code, because `node:zlib` takes 4 ms to load. */
export function crc32(bytes: Uint8Array): string {
  const isLong = bytes.length >= LONG && IS_LITTLE_ENDIAN
  const crc = isLong ? overWords(-1, bytes) : overBytes(-1, bytes)
  return (~crc >>> 0).toString(16).padStart(8, '0')
}

/** Processes four bytes a round: with one, V8 optimizes the loop, which takes longer than a small file does. */
function overBytes(initial: number, bytes: Uint8Array): number {
  const { length } = bytes
  const table = TABLE
  let crc = initial
  let at = 0
  for (const end = length - 3; at < end; at += 4) {
    crc = table[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
    crc = table[(crc ^ bytes[at + 1]!) & 255]! ^ (crc >>> 8)
    crc = table[(crc ^ bytes[at + 2]!) & 255]! ^ (crc >>> 8)
    crc = table[(crc ^ bytes[at + 3]!) & 255]! ^ (crc >>> 8)
  }
  for (; at < length; at++) crc = table[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return crc
}

/** "Slicing by 8" (Kounavis and Berry, 2005). Words begin at a multiple of four; the ends are processed by byte. */
function overWords(initial: number, bytes: Uint8Array): number {
  const start = -bytes.byteOffset & 3
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + start, ((bytes.length - start) >> 3) << 1)
  const [t0, t1, t2, t3, t4, t5, t6, t7] = slicingTables()
  let crc = overBytes(initial, bytes.subarray(0, start))
  for (let at = 0; at < words.length; at += 2) {
    const low = crc ^ words[at]!
    const high = words[at + 1]!
    crc =
      t7![low & 255]! ^
      t6![(low >>> 8) & 255]! ^
      t5![(low >>> 16) & 255]! ^
      t4![low >>> 24]! ^
      t3![high & 255]! ^
      t2![(high >>> 8) & 255]! ^
      t1![(high >>> 16) & 255]! ^
      t0![high >>> 24]!
  }
  return overBytes(crc, bytes.subarray(start + words.length * 4))
}

/** The n-th table has the CRC of a byte that is followed by n zero bytes. */
function slicingTables(): Int32Array[] {
  const tables = [TABLE]
  for (let n = 1; n < 8; n++) {
    const last = tables[n - 1]!
    tables.push(last.map(value => TABLE[value & 255]! ^ (value >>> 8)))
  }
  return tables
}
