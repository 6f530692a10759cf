import { accessSync, constants, statfsSync, statSync } from 'node:fs'
import { tryOr } from '../errors.ts'
import { errnoOf } from './own-file.ts'

export interface PlaceState {
  foreign: boolean
  /** Others may read or enter it. */
  open: boolean
  readOnly: boolean
  /** The network file system it is on (`nfs`); null for a local disk, or when unknown. */
  network: string | null
  /** The file system, when it has no permissions (`fat`), so that nobody can close it to others; else null. */
  modeless: string | null
}

/** Returns the state of a folder or file; null when there is none, or it cannot be examined. */
export function placeState(path: string, uid: number | null): PlaceState | null {
  try {
    const { mode, uid: owner } = statSync(path)
    return {
      foreign: uid !== null && owner !== uid,
      open: uid !== null && (mode & 0o077) !== 0,
      readOnly: (uid !== null && !(mode & 0o200)) || !isWritable(path),
      // The numbers are Linux's only.
      ...fileSystem(tryOr(() => statfsSync(path).type, 0)),
    }
  } catch (error) {
    if (errnoOf(error) === null) throw error
    return null
  }
}

/**
 * File systems on which a lock of one machine may mean nothing to another, by the magic numbers of Linux statfs(2).
 * FUSE is among them, because sshfs and cloud drives use it.
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

/** File systems that have no permissions, or whose permissions come from how they were mounted. */
const MODELESS: Record<number, string> = {
  19780: 'fat',
  538032816: 'exfat',
  1397118030: 'ntfs',
  1936094318: 'ntfs',
  20859: 'smb',
  4283649346: 'cifs',
  4266872130: 'smb2',
}

/** Returns what a file system is by its magic number. */
export function fileSystem(type: number): Pick<PlaceState, 'network' | 'modeless'> {
  // On some systems Node returns it as a signed number.
  const number = type >>> 0
  return { network: NETWORKS[number] ?? null, modeless: MODELESS[number] ?? null }
}

function isWritable(path: string): boolean {
  return tryOr(() => {
    accessSync(path, constants.W_OK)
    return true
  }, false)
}
