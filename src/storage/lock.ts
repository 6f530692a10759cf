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

/** Releases a lock; a second call does nothing. */
export type Release = () => void

export interface LockInfo {
  /** null when the lock's content cannot be read. */
  pid: number | null
  host: string | null
  /** When the holder took the lock (or began to wait for it): instant in milliseconds, by the file system's clock. */
  since: number
  /** `gone`: the next process takes the lock over; `elsewhere`: on another machine or in another container. */
  state: OwnerState | 'unreadable'
}

export interface LockOptions {
  /** Longest wait for another holder in milliseconds; 10 s by default. */
  wait?: number
}

const WAIT = 10_000
const heldLocks = new AsyncLocalStorage<{ path: string; isHeld: boolean }[]>()

/**
 * Runs `work` while it holds the lock. Waits for a living holder; takes over the lock of a dead one.
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

/** Takes a lock, or returns null when a living process holds it; never waits. @throws RenewError `cannot-write`, `disk-full` */
export function tryLock(path: string): Release | null {
  const attempt = new LockAttempt(path)
  try {
    return attempt.take() ? () => attempt.release() : null
  } finally {
    attempt.forget()
  }
}

export function lockInfo(path: string): LockInfo | null {
  const found = readLock(path)
  if (!found) return null
  const { holder, since } = found
  if (!holder) return { pid: null, host: null, since, state: 'unreadable' }
  return { pid: holder.pid, host: holder.host, since, state: ownerState(holder) }
}

/** Tries until it gets the lock, at random intervals, so that waiting processes do not try at the same moments. */
async function takeLock(path: string, wait: number): Promise<Release> {
  let attempt: LockAttempt | null = null
  const stopListening = onSignal(() => {
    attempt?.release()
    attempt?.forget()
  })
  const release = () => {
    attempt?.release()
    void stopListening()
  }
  const began = performance.now()
  try {
    attempt = new LockAttempt(path)
    while (!attempt.take()) {
      if (performance.now() - began >= wait) throw lockedBy(path)
      // The longer it has waited, the more often it tries; otherwise one of many might lose every time.
      const pause = Math.max(0.1, 1 - (performance.now() - began) / 4000)
      await sleep((3 + Math.random() * 20) * pause)
    }
    return release
  } catch (error) {
    void stopListening()
    throw error
  } finally {
    attempt?.forget()
  }
}

function lockedBy(path: string): RenewError {
  const { pid, host } = lockInfo(path) ?? { pid: null, host: null }
  return new RenewError('store-locked', { holder: pid === null ? null : `${pid}@${host}`, file: path })
}

/** What was found at a lock's path. */
export interface FoundLock {
  holder: LockOwner | null
  text: string | null
  /** Distinguishes this lock from every other that had or will have the path. */
  key: string
  /** Instant in milliseconds, by the clock of the file system. */
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
 * is then linked to the lock's. To remove the lock of a dead holder, a process must hold a second lock, named after that
 * holder's token. No token is used twice, so a process that holds the second lock and still sees the dead one may remove
 * it, whatever others saw before. A dead holder of the second lock is replaced in the same way.
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

  /** Tries once; whether the lock is ours now. */
  take(): boolean {
    if (this.#place(this.#lock)) return this.#taken()
    const found = readLock(this.#lock)
    if (found) {
      // A network disk may answer EEXIST to the request that created it.
      if (found.text === this.#text) return this.#taken()
      if (!this.#isGone(found)) return false
      this.#remove(found)
    }
    return this.#place(this.#lock) && this.#taken()
  }

  release(): void {
    try {
      if (readLock(this.#lock)?.text === this.#text) unlinkSync(this.#lock)
    } catch {
      // The work is done, and the lock ends with this process at the latest.
    }
  }

  /** Removes the temporary file; the lock itself stays. */
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

  /** Creates a lock file, whole or not at all; whether it is ours. */
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

  #isGone(found: FoundLock): boolean {
    if (found.holder) return ownerState(found.holder) === 'gone'
    if (found.text === null) return false
    const written = entryAt(this.#temporary)
    if (!written) return false
    const now = written.mtimeMs + performance.now() - this.#writtenAt
    return Math.abs(now - found.since) > UNWRITTEN
  }

  /** Removes the lock of a dead holder, unless another process is doing it. */
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
