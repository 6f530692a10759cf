import {
  closeSync,
  constants,
  linkSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { asWriteError, namesIn, removeQuietly, temporaryWriter, writeTemporary } from './atomic-file.ts'
import { makeFolder } from './folders.ts'
import {
  isInOtherContainer,
  isRunning,
  type LockOwner,
  ownerState,
  parseOwner,
  thisOwner,
} from './lock-owner.ts'
import { beginningOf, entryAt, errnoOf } from './own-file.ts'

/** Locks are leases: one dated further than this from now, in milliseconds, does not count (§8). */
const LEASE = 3_600_000
/** The same in another container of this machine: an hour would cost an hourly timer its next run, or two. */
const CONTAINER_LEASE = 600_000

export interface FoundLock {
  holder: LockOwner | null
  text: string | null
  /** Distinguishes this lock from every other that had or will have the path. */
  key: string
  /** When it was written, by the clock of the file system. */
  since: number
}

const IS_WINDOWS = path.sep === '\\'
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EXDEV', 'ENODEV'])
/** Windows' errors for a file that is being removed or read at this moment. */
const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY'])
const LONGEST = 4096
/** After this time in milliseconds the writer of an empty lock is dead; only where there are no hard links. */
const UNWRITTEN = 5000

/**
 * One process's attempt to take one lock. The lock appears whole: its content is written under a temporary name, which
 * is then linked to the lock's. To remove the lock of a dead holder, a process must hold a second lock, named after
 * that holder's token. No token is used twice, so a process that holds the second lock and still sees the dead one may
 * remove it, whatever others saw before. A dead holder of the second lock is replaced in the same way. What is said
 * here of a dead holder is true of an expired lock too.
 */
export class LockAttempt {
  readonly #lock: string
  readonly #text: string
  readonly #warn: (warning: RenewError) => void
  #temporary = ''
  #writtenAt = 0

  constructor(lock: string, warn: (warning: RenewError) => void) {
    this.#lock = lock
    this.#warn = warn
    this.#text = `${JSON.stringify(thisOwner())}\n`
    try {
      makeFolder(path.dirname(lock))
    } catch (error) {
      throw asWriteError(error, lock)
    }
    this.#write()
  }

  take(): boolean {
    if (this.#place(this.#lock)) return this.#taken()
    const found = readLock(this.#lock)
    if (!found) return this.#place(this.#lock) && this.#taken()
    // A network disk may answer EEXIST to the request that created it.
    if (found.text === this.#text) return this.#taken()
    if (!this.#isOver(found)) return false
    const isRemoved = this.#remove(found)
    if (!this.#place(this.#lock)) return false
    if (isRemoved) this.#report(found)
    return this.#taken()
  }

  isHeld(): boolean {
    return readLock(this.#lock)?.text === this.#text
  }

  release(): void {
    try {
      if (this.isHeld()) unlinkSync(this.#lock)
    } catch {}
  }

  forget(): void {
    removeQuietly(this.#temporary)
  }

  #write(): void {
    // Not flushed: after a power cut no process holds it.
    this.#temporary = writeTemporary(this.#lock, Buffer.from(this.#text), { flush: false })
    this.#writtenAt = performance.now()
  }

  #taken(): true {
    this.#sweep()
    return true
  }

  #place(name: string): boolean {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(this.#temporary, name)
        return true
      } catch (error) {
        const code = errnoOf(error) ?? ''
        if (code === 'EEXIST') return false
        if (NO_LINKS.has(code) || (IS_WINDOWS && BUSY.has(code))) return this.#create(name)
        // A process in another container, which cannot see ours, has swept our temporary file.
        if (code !== 'ENOENT' || attempt > 2) throw asWriteError(error, name)
        this.#write()
      }
    }
  }

  /** Without hard links: creates the file, writes its content, and checks that it is still ours. */
  #create(name: string): boolean {
    try {
      const fd = openSync(name, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
      try {
        writeSync(fd, this.#text)
      } finally {
        closeSync(fd)
      }
    } catch (error) {
      const code = errnoOf(error) ?? ''
      if (code === 'EEXIST' || (IS_WINDOWS && BUSY.has(code))) return false
      throw asWriteError(error, name)
    }
    return readLock(name)?.text === this.#text
  }

  #isOver(found: FoundLock): boolean {
    const now = this.#diskNow()
    if (isLeaseOver(found, now)) return true
    if (found.holder) return ownerState(found.holder) === 'gone'
    return found.text !== null && Math.abs(now - found.since) > UNWRITTEN
  }

  /** The instant by the clock of the file system, which dates the locks. */
  #diskNow(): number {
    const written = entryAt(this.#temporary)
    return written ? written.mtimeMs + performance.now() - this.#writtenAt : realNow()
  }

  #remove(dead: FoundLock): boolean {
    const marks: string[] = []
    for (let key = dead.key; marks.length < 20; ) {
      const mark = `${this.#lock}.over-${key}`
      marks.push(mark)
      if (this.#place(mark)) {
        const isSame = readLock(this.#lock)?.key === dead.key
        if (isSame) dropLock(this.#lock, dead.key)
        for (const name of marks) removeQuietly(name)
        return isSame
      }
      const other = readLock(mark)
      if (!other || !this.#isOver(other)) return false
      key = other.key
    }
    return false
  }

  #report({ holder, since }: FoundLock): void {
    const now = this.#diskNow()
    if (Math.abs(now - since) <= LEASE || (holder && ownerState(holder) === 'gone')) return
    const hours = Math.floor(Math.abs(now - since) / 3_600_000)
    const why = since > now ? 'ahead' : 'old'
    this.#warn(new RenewError('lock-expired', { holder: holderName(holder), hours, why, file: this.#lock }))
  }

  /** Removes what killed processes left. A process that still uses one of these files only has to try again. */
  #sweep(): void {
    const folder = path.dirname(this.#lock)
    const base = `${path.basename(this.#lock)}.`
    for (const name of namesIn(folder)) {
      if (!name.startsWith(base)) continue
      const writer = temporaryWriter(name)
      const isOver = name.startsWith(`${base}over-`) || (writer !== null && !isRunning(writer))
      if (isOver) removeQuietly(path.join(folder, name))
    }
  }
}

/** Reads the lock at a path; null when there is none. Does not follow links. */
export function readLock(name: string): FoundLock | null {
  const entry = entryAt(name)
  if (!entry) return null
  const content = () => beginningOf(name, LONGEST)?.toString() ?? null
  const text = entry.isFile() ? content() : entry.isDirectory() ? null : ''
  const holder = text === null ? null : parseOwner(text)
  const key = holder?.token ?? `${entry.ino}-${Math.floor(entry.mtimeMs)}`
  return { holder, text, key, since: entry.mtimeMs }
}

function dropLock(name: string, key: string): void {
  try {
    if (!entryAt(name)?.isDirectory()) unlinkSync(name)
    else if (namesIn(name).length === 0) rmdirSync(name)
    else renameSync(name, `${name}.moved-${key}`)
  } catch {}
}

export function holderName(holder: LockOwner | null | undefined): string | null {
  return holder ? `${holder.pid}@${holder.host}` : null
}

export function leaseOf(holder: LockOwner | null): number {
  return holder && isInOtherContainer(holder) ? CONTAINER_LEASE : LEASE
}

export function isLeaseOver({ since, holder }: FoundLock, now: number): boolean {
  return Math.abs(now - since) > leaseOf(holder)
}

/** This machine's clock, which `RENEW_NOW` does not change. */
export function realNow(): number {
  return performance.timeOrigin + performance.now()
}
