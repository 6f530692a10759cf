import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { tryOr } from '../errors.ts'

const MAX_DEPTH = 4
const MAX_ENTRIES = 10_000

/**
 * Returns the `.json` files in a folder and the folders below, as sorted paths from there. Visits a folder that links
 * lead to once, and stops in a tree that is too deep or too large.
 * @throws the system's error when the folder itself cannot be read
 */
export function jsonFilesBelow(folder: string): string[] {
  const found: string[] = []
  const seen = new Set<string>()
  let left = MAX_ENTRIES
  // Level by level, so that a huge tree does not hide the files beside it.
  for (let level = [''], depth = 1; level.length > 0 && depth <= MAX_DEPTH; depth++) {
    const below: string[] = []
    for (const at of level) {
      const entries = () => entriesIn(join(folder, at), seen)
      for (const entry of depth === 1 ? entries() : tryOr(entries, [])) {
        const name = join(at, entry.name)
        if (left-- <= 0) return found.sort()
        if (name.endsWith('.json')) found.push(name)
        else if (isFolder(entry, join(folder, name))) below.push(name)
      }
    }
    level = below
  }
  return found.sort()
}

function entriesIn(folder: string, seen: Set<string>): Dirent[] {
  const real = realpathSync(folder)
  if (seen.has(real)) return []
  seen.add(real)
  return readdirSync(real, { withFileTypes: true })
}

function isFolder(entry: Dirent, path: string): boolean {
  return entry.isSymbolicLink() ? tryOr(() => statSync(path).isDirectory(), false) : entry.isDirectory()
}
