import { AsyncLocalStorage } from 'node:async_hooks'
import { closeSync, constants, linkSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RenewError } from '../errors.ts'
import { onSignal } from '../io/on-signal.ts'
import { asWriteError, namesIn, removeQuietly, temporaryWriter, writeTemporary } from './atomic-file.ts'
import { makeFolder } from './folders.ts'
import {
  isRunning,
  type LockOwner,
  type OwnerState,
  ownerState,
  parseOwner,
  thisOwner,
} from './lock-owner.ts'
import { closeQuietly, entryAt, errnoOf } from './own-file.ts'

/** Gives a lock back. Calling it twice does no harm. */
export type Release = () => void

/** Who holds a lock. */
export interface LockInfo {
  /** null when the lock's content cannot be read. */
  pid: number | null
  host: string | null
  /** Instant in milliseconds since when (or since it began to wait), by the clock of the file system. */
  since: number
  /** `gone`: the next who asks takes it over; `elsewhere`: on another machine or in another container. */
  state: OwnerState | 'unreadable'
}

export interface LockOptions {
  /** Longest wait for another holder in milliseconds; 10 s unless said. */
  wait?: number
}

const WAIT = 10_000
const heldLocks = new AsyncLocalStorage<{ path: string; isHeld: boolean }[]>()

/**
 * Does something while nobody else does: waits for the lock, takes over that of a dead process. A killed holder
 * needs nothing: its lock is taken over by the next.
 * @throws RenewError `store-locked` naming holder and file, `cannot-write`, `disk-full`
 */
export async function withLock<T>(
  path: string,
  { wait = WAIT }: LockOptions,
  work: () => T | Promise<T>,
): Promise<T> {
  const outer = heldLocks.getStore() ?? []
  if (outer.some(lock => lock.isHeld && lock.path === path)) {
    throw new Error(`this would wait for itself: ${path} is locked by the work that asks for it`)
  }
  const release = await takeLock(path, wait)
  const lock = { path, isHeld: true }
  try {
    return await heldLocks.run([...outer, lock], work)
  } finally {
    lock.isHeld = false
    release()
  }
}

/** Takes a lock if nobody alive holds it, else null. Never waits. @throws RenewError `cannot-write`, `disk-full` */
export function tryLock(path: string): Release | null {
  const claim = new LockAttempt(path)
  try {
    return claim.take() ? () => claim.release() : null
  } finally {
    claim.forget()
  }
}

/** Who holds the lock now, null when it is free. */
export function lockInfo(path: string): LockInfo | null {
  const found = readLock(path)
  if (!found) return null
  const { holder, since } = found
  if (!holder) return { pid: null, host: null, since, state: 'unreadable' }
  return { pid: holder.pid, host: holder.host, since, state: ownerState(holder) }
}

/** Asks again and again, at odd moments, so that waiting processes do not ask in step. */
async function takeLock(path: string, wait: number): Promise<Release> {
  let claim: LockAttempt | null = null
  const isOver = onSignal(() => {
    claim?.release()
    claim?.forget()
  })
  const release = () => {
    claim?.release()
    void isOver()
  }
  const began = performance.now()
  try {
    claim = new LockAttempt(path)
    while (!claim.take()) {
      if (performance.now() - began >= wait) throw lockedBy(path)
      // Who has waited long asks more often, or among many the same one might lose every time.
      const patience = Math.max(0.1, 1 - (performance.now() - began) / 4000)
      await sleep((3 + Math.random() * 20) * patience)
    }
    return release
  } catch (error) {
    void isOver()
    throw error
  } finally {
    claim?.forget()
  }
}

function lockedBy(path: string): RenewError {
  const { pid, host } = lockInfo(path) ?? { pid: null, host: null }
  return new RenewError('store-locked', { holder: pid === null ? null : `${pid}@${host}`, file: path })
}

/** What stands at a lock's name. */
export interface FoundLock {
  /** null: not the content of a lock. */
  holder: LockOwner | null
  text: string | null
  /** Tells this very lock from all others that had or will have the name. */
  key: string
  /** Instant in milliseconds, by the clock of the file system. */
  since: number
}

const IS_WINDOWS = path.sep === '\\'
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EXDEV', 'ENODEV'])
/** What Windows says of a file that is being removed or read this moment. */
const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY'])
const LONGEST = 4096
/** A lock without content is only so for a moment, and only where there are no links; later its writer is dead. */
const UNWRITTEN = 5000

/**
 * One process's wish to hold one lock. The lock appears whole: its content is written under a temporary name and
 * linked to the lock's. The lock of a dead holder is removed only by whoever holds a second lock named after that
 * holder's token; as no token comes twice, who sees that lock and then the dead one still in place may remove it,
 * whatever others saw before, and a dead holder of the second lock is followed in the same way.
 */
export class LockAttempt {
  readonly #lock: string
  readonly #text: string
  #temporary = ''
  #writtenAt = 0

  /** @throws RenewError `cannot-write`, `disk-full`, `io-failed` */
  constructor(lock: string) {
    this.#lock = lock
    this.#text = `${JSON.stringify(thisOwner())}\n`
    try {
      makeFolder(path.dirname(lock))
    } catch (error) {
      throw asWriteError(error, lock)
    }
    this.#write()
  }

  /** Whether the lock is ours now. */
  take(): boolean {
    if (this.#place(this.#lock)) return this.#taken()
    const found = readLock(this.#lock)
    if (found) {
      // A network disk may answer "it is there" to the very request that put it there.
      if (found.text === this.#text) return this.#taken()
      if (!this.#isGone(found)) return false
      this.#remove(found)
    }
    return this.#place(this.#lock) && this.#taken()
  }

  /** Gives the lock back, if it is still ours. */
  release(): void {
    try {
      if (readLock(this.#lock)?.text === this.#text) unlinkSync(this.#lock)
    } catch {
      // What was done under the lock is done; the lock ends with this process at the latest.
    }
  }

  /** Removes the temporary file; the lock itself stays. */
  forget(): void {
    removeQuietly(this.#temporary)
  }

  #write(): void {
    // Not flushed: after a power cut nobody holds it, whatever it says.
    this.#temporary = writeTemporary(this.#lock, Buffer.from(this.#text), { flush: false })
    this.#writtenAt = performance.now()
  }

  #taken(): true {
    this.#sweep()
    return true
  }

  /** Whether our content stands at the name now; it stands there whole or not at all. */
  #place(name: string): boolean {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(this.#temporary, name)
        return true
      } catch (error) {
        const code = errnoOf(error) ?? ''
        if (code === 'EEXIST') return false
        if (NO_LINKS.has(code) || (IS_WINDOWS && BUSY.has(code))) return this.#create(name)
        // Somebody in another container, who cannot see us, has swept our temporary file.
        if (code !== 'ENOENT' || attempt > 2) throw asWriteError(error, name)
        this.#write()
      }
    }
  }

  /** Where there are no links: the name first and the content after it, then a look whether both are still ours. */
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

  #isGone(found: FoundLock): boolean {
    if (found.holder) return ownerState(found.holder) === 'gone'
    if (found.text === null) return false
    const written = entryAt(this.#temporary)
    if (!written) return false
    const now = written.mtimeMs + performance.now() - this.#writtenAt
    return Math.abs(now - found.since) > UNWRITTEN
  }

  /** Removes the lock of a dead holder, unless somebody else is about to. */
  #remove(dead: FoundLock): void {
    const marks: string[] = []
    for (let key = dead.key; marks.length < 20; ) {
      const mark = `${this.#lock}.over-${key}`
      marks.push(mark)
      if (this.#place(mark)) {
        if (readLock(this.#lock)?.key === dead.key) removeQuietly(this.#lock)
        for (const name of marks) removeQuietly(name)
        return
      }
      const other = readLock(mark)
      if (!other || !this.#isGone(other)) return
      key = other.key
    }
  }

  /** What killed processes left; nobody who still uses one of these loses more than a moment. */
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

/** What stands at a lock's name, null when nothing does. Links are not followed. */
export function readLock(name: string): FoundLock | null {
  const entry = entryAt(name)
  if (!entry) return null
  const text = entry.isFile() ? lockText(name) : entry.isDirectory() ? null : ''
  const holder = text === null ? null : parseOwner(text)
  const key = holder?.token ?? `${entry.ino}-${Math.floor(entry.mtimeMs)}`
  return { holder, text, key, since: entry.mtimeMs }
}

function lockText(name: string): string | null {
  let fd: number | null = null
  try {
    fd = openSync(name, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const bytes = Buffer.alloc(LONGEST)
    return bytes.toString('utf8', 0, readSync(fd, bytes, 0, LONGEST, 0))
  } catch {
    return null
  } finally {
    if (fd !== null) closeQuietly(fd)
  }
}
