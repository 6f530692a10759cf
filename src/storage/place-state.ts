import { accessSync, constants, readdirSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { errnoOf } from './own-file.ts'

/** How a folder or file of ours is kept. */
export interface PlaceState {
  /** Somebody else's. */
  foreign: boolean
  /** Others may read or enter it. */
  open: boolean
  /** Its owner may not write there. */
  readOnly: boolean
  /** The kind of network file system it lies on (`nfs`), null for a disk of this machine and where nobody can tell. */
  network: string | null
}

/** How a folder or file is kept; null when there is none, or it cannot be looked at. */
export function placeState(path: string, uid: number | null): PlaceState | null {
  try {
    const { mode, uid: owner } = statSync(path)
    return {
      foreign: uid !== null && owner !== uid,
      open: uid !== null && (mode & 0o077) !== 0,
      readOnly: (uid !== null && !(mode & 0o200)) || !isWritable(path),
      network: networkName(typeOf(path)),
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error
    return null
  }
}

/**
 * File systems on which a lock of one machine may mean nothing to another, by the numbers of Linux' statfs(2). FUSE is
 * among them, since sshfs and the folders of cloud drives are made with it.
 */
const NETWORKS: Record<number, string> = {
  26985: 'nfs',
  20859: 'smb',
  4283649346: 'cifs',
  4266872130: 'smb2',
  16914839: '9p',
  1397113167: 'afs',
  12805120: 'ceph',
  1702057286: 'fuse',
}

/** The name of a network file system by its number, null for all others. */
export function networkName(type: number): string | null {
  // Node gives the number with a sign on some systems.
  return NETWORKS[type >>> 0] ?? null
}

/** Only Linux numbers its file systems so. */
function typeOf(path: string): number {
  try {
    return statfsSync(path).type
  } catch {
    return 0
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

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
