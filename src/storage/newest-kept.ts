import { RenewError } from '../errors.ts'
import { contentOf } from './checked-json.ts'
import { keptCopies } from './kept-copies.ts'
import { readOwnFile } from './own-file.ts'
import type { StoredFile } from './stored-file.ts'

/** The content of the newest kept copy that can be read; null when there is none. Writes nothing. */
export function newestKept<T extends object>(file: StoredFile<T>): T | null {
  for (const copy of readable(() => keptCopies(file.options.kept, file.path)) ?? []) {
    const content = readable(() => {
      const bytes = readOwnFile(copy.path, file.io.uid)
      return bytes && contentOf(bytes, copy.path)
    })
    if (content) return content as T
  }
  return null
}

function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RenewError) return null
    throw error
  }
}
