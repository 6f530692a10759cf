import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { RenewError } from '../errors.ts'
import { writeFault } from './disk-fault.ts'

const OTHERS = 0o077
const STICKY = 0o1000

/**
 * Makes sure of a folder that only this user can enter: creates it, or closes an own one that was open (0700).
 * @param uid the user's number, null where the system has none
 * @throws RenewError `foreign-folder`, `cannot-write`, `disk-full`
 */
export function ensureOwnFolder(folder: string, uid: number | null): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (uid === null) return
    const { mode, uid: owner } = statSync(folder)
    // A sticky folder such as /tmp is for everybody, even where root owns it and is asking.
    if (owner !== uid || mode & STICKY) throw new RenewError('foreign-folder', { folder })
    if (mode & OTHERS || (mode & 0o700) !== 0o700) chmodSync(folder, 0o700)
  } catch (error) {
    throw writeFault(error, folder)
  }
}
