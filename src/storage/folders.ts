import { chmodSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { asWriteError, flushFolder } from './atomic-file.ts'
import { errnoOf } from './own-file.ts'

const OTHERS = 0o077
const OWN_WRITE = 0o200
const STICKY = 0o1000

/**
 * Makes sure of a folder that only this user can enter: creates it, or closes an own one that was open (0700). One
 * that the user made read-only stays so, also where the system would let root write into it.
 * @param uid the user's number, null where the system has none
 * @throws RenewError `foreign-folder`, `cannot-write`, `disk-full`
 */
export function ensureOwnFolder(folder: string, uid: number | null): void {
  try {
    const isNew = makeFolder(folder)
    if (uid === null) return
    const { mode, uid: owner } = statSync(folder)
    // A sticky folder such as /tmp is for everybody, even where root owns it and is asking.
    if (owner !== uid || mode & STICKY) throw new RenewError('foreign-folder', { folder })
    // A new one has lost what the umask forbids.
    if (!isNew && !(mode & OWN_WRITE)) throw new RenewError('cannot-write', { path: folder, code: 'EACCES' })
    if (mode & OTHERS || (mode & 0o700) !== 0o700) chmodSync(folder, 0o700)
  } catch (error) {
    throw asWriteError(error, folder)
  }
}

/**
 * Makes a folder (0700) and those above it. Node's own `recursive` never ends where a folder is there and still none
 * can be made in it for want of one (`/proc`, a home that is mounted on demand). New ones are made durable in those that
 * hold them; else a power cut could take all that is put into them along.
 * @returns whether it is new
 * @throws the system's error
 */
export function makeFolder(folder: string): boolean {
  try {
    return makeOne(folder)
  } catch (error) {
    const above = path.dirname(folder)
    if (errnoOf(error) !== 'ENOENT' || above === folder) throw error
    makeFolder(above)
    return makeOne(folder)
  }
}

/** What keeps a folder from being made does not matter where it is there already. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && isFolder(folder)) return false
    throw error
  }
  flushFolder(path.dirname(folder))
  return true
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false
}
