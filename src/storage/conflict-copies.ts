import { readdirSync } from 'node:fs'
import path from 'node:path'

/** How Syncthing, Dropbox, Nextcloud and OneDrive name the copy they make when two machines wrote one file. */
const CONFLICT = /^(settings|cards|ledger)\b.*(sync-conflict|conflicted copy|\(conflict|-conflict)/i

/** Copies of our files in these folders that a file-sharing program made of a conflict, as absolute paths. */
export function conflictCopies(folders: readonly string[]): string[] {
  return folders.flatMap(folder => {
    try {
      return readdirSync(folder)
        .filter(name => CONFLICT.test(name))
        .map(name => path.join(folder, name))
    } catch {
      // A folder that is not there, or not ours to list, is somebody else's fault to tell.
      return []
    }
  })
}
