import { chmodSync, statSync } from 'node:fs'
import { RenewError } from '../errors.ts'
import { makeFolder } from './make-folder.ts'
import { writeFault } from './write-fault.ts'

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
    throw writeFault(error, folder)
  }
}
