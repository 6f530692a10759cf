import { inflateRawSync } from 'node:zlib'
import { RenewError } from '../errors.ts'

/** One file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  name: string
  size: number
  isEncrypted: boolean
  at: number
}

/** The most bytes that the files of an archive may have unpacked; a workbook takes several times as much in memory. */
const MOST_BYTES = 200 * 1024 * 1024
const MOST_ENTRIES = 10_000

const END = Buffer.from('PK\x05\x06', 'latin1')
const END_BYTES = 22
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const HEADER = 0x04034b50
const HEADER_BYTES = 30

/** Returns the files of a zip archive; null if it is not one, or damaged. */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.lastIndexOf(END)
  if (end < 0 || end + END_BYTES > bytes.length) return null
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) return null
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  while (entries.length < count) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null
    const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_BYTES, nameEnd),
      size: bytes.readUInt32LE(at + 24),
      isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      at: bytes.readUInt32LE(at + 42),
    })
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Unpacks files of a zip archive. The directory's sizes are added up first, and no file may be larger than it says: an
 * archive of one megabyte can hold a gigabyte.
 * @throws RenewError `import-damaged`, `import-unpacked-size`
 */
export function unzip(bytes: Buffer, entries: readonly ZipEntry[]): Map<string, Buffer> {
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > MOST_BYTES)
    throw new RenewError('import-unpacked-size', { limit: `${MOST_BYTES / 1024 / 1024} MB` })
  return new Map(entries.map(entry => [entry.name, unpacked(bytes, entry)]))
}

function unpacked(bytes: Buffer, { at, size }: ZipEntry): Buffer {
  if (at + HEADER_BYTES > bytes.length || bytes.readUInt32LE(at) !== HEADER)
    throw new RenewError('import-damaged', {})
  const start = at + HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  const method = bytes.readUInt16LE(at + 8)
  if (method === 0) return bytes.subarray(start, start + size)
  if (method !== 8) throw new RenewError('import-damaged', {})
  try {
    // What follows the file in the archive is not read.
    return inflateRawSync(bytes.subarray(start), { maxOutputLength: Math.max(size, 1) })
  } catch (error) {
    throw new RenewError('import-damaged', {}, { cause: error })
  }
}
