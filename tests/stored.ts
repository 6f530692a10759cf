import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { toBytes } from '../src/storage/to-bytes.ts'

/** Changes a stored file as the program would have written it, with a valid checksum. */
export function changeStored(file: string, change: (content: Record<string, unknown>) => object): void {
  const stored: Record<string, unknown> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const { schema: _, checksum: __, ...content } = stored
  writeFileSync(file, toBytes(change(content), file), { mode: 0o600 })
}
