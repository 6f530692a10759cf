import { AsyncLocalStorage } from 'node:async_hooks'
import {
  closeSync,
  constants,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RenewError } from '../errors.ts'
import { onSignal } from '../io/on-signal.ts'
import {
  asWriteError,
  beforeRename,
  namesIn,
  removeQuietly,
  temporaryWriter,
  writeTemporary,
} from './atomic-file.ts'
import { makeFolder } from './folders.ts'
import {
  isInOtherContainer,
  isRunning,
  type LockOwner,
  type OwnerState,
  ownerState,
  parseOwner,
  thisOwner,
} from './lock-owner.ts'
import { closeQuietly, entryAt, errnoOf } from './own-file.ts'

/** Releases a lock; a second call does nothing. */
export interface Release {
  (): void
  /** Whether the lock is still ours: another process takes over a lock that is more than an hour old. */
  isHeld(): boolean
}

export interface LockInfo {
  /** null when the lock's content cannot be read. */
  pid: number | null
  host: string | null
  /** When the holder took the lock (or began to wait for it): instant in milliseconds, by the file system's clock. */
  since: number
  /** `gone`: the holder has ended; `elsewhere`: on another machine or in another container. */
  state: OwnerState | 'unreadable'
  /** Whether the next process takes the lock over from any holder. */
  isExpired: boolean
  /** When it does so at the latest: instant in milliseconds. */
  until: number
}

export interface LockOptions {
  /** Longest wait for another holder in milliseconds; 10 s by default. */
  wait?: number
  /** Gets `lock-expired` when a lock was taken over because of its age. */
  warn?: (warning: RenewError) => void
}

const WAIT = 10_000
/** Locks are leases: one dated further than this from now, in milliseconds, does not count (§8). */
const LEASE = 3_600_000
/** The same in another container of this machine: an hour would cost an hourly timer its next run, or two. */
const CONTAINER_LEASE = 600_000
const heldLocks = new AsyncLocalStorage<{ path: string; isHeld: boolean }[]>()

/** Another process took the lock over while the work was stopped. */
class LockLost extends Error {
  constructor(readonly release: Release) {
    super('the lock was taken over')
  }
}

/**
 * Runs `work` while it holds the lock. Waits for a living holder; takes over the lock of a dead one, and one that is
 * more than an hour old. When this process was stopped so long that it lost the lock itself, the next rename finds that
 * out; `work` then starts again under a new lock, so it must read afresh what it changes.
 * @throws RenewError `store-locked` naming holder and file, `cannot-write`, `disk-full`
 */
export async function withLock<T>(
  path: string,
  { wait = WAIT, warn = () => {} }: LockOptions,
  work: () => T | Promise<T>,
): Promise<T> {
  const outer = heldLocks.getStore() ?? []
  if (outer.some(lock => lock.isHeld && lock.path === path)) {
    throw new Error(`this would wait for itself: ${path} is locked by the work that asks for it`)
  }
  for (;;) {
    const release = await takeLock(path, wait, warn)
    const lock = { path, isHeld: true }
    const assertHeld = () => {
      if (!release.isHeld()) throw new LockLost(release)
    }
    try {
      return await heldLocks.run([...outer, lock], () => beforeRename.run(assertHeld, work))
    } catch (error) {
      if (!(error instanceof LockLost) || error.release !== release) throw error
    } finally {
      lock.isHeld = false
      release()
    }
  }
}

/** Takes a lock without waiting; null when another process holds it. @throws RenewError `cannot-write`, `disk-full` */
export function tryLock(path: string, warn: (warning: RenewError) => void = () => {}): Release | null {
  const attempt = new LockAttempt(path, warn)
  try {
    return attempt.take() ? releaseOf(attempt) : null
  } finally {
    attempt.forget()
  }
}

function releaseOf(attempt: LockAttempt, alsoDo = () => {}): Release {
  const release = () => {
    attempt.release()
    alsoDo()
  }
  return Object.assign(release, { isHeld: () => attempt.isHeld() })
}

export function lockInfo(path: string): LockInfo | null {
  const found = readLock(path)
  if (!found) return null
  const { holder, since } = found
  const lease = { since, until: since + leaseOf(holder), isExpired: isLeaseOver(found, realNow()) }
  if (!holder) return { pid: null, host: null, state: 'unreadable', ...lease }
  return { pid: holder.pid, host: holder.host, state: ownerState(holder), ...lease }
}

function leaseOf(holder: LockOwner | null): number {
  return holder && isInOtherContainer(holder) ? CONTAINER_LEASE : LEASE
}

function isLeaseOver({ since, holder }: FoundLock, now: number): boolean {
  return Math.abs(now - since) > leaseOf(holder)
}

/** The instant by this machine's clock, which `RENEW_NOW` does not change. */
function realNow(): number {
  return performance.timeOrigin + performance.now()
}

/** Tries until it gets the lock, at random intervals, so that waiting processes do not try at the same moments. */
async function takeLock(path: string, wait: number, warn: (warning: RenewError) => void): Promise<Release> {
  let attempt: LockAttempt | null = null
  const stopListening = onSignal(() => {
    attempt?.release()
    attempt?.forget()
  })
  const began = performance.now()
  try {
    attempt = new LockAttempt(path, warn)
    while (!attempt.take()) {
      if (performance.now() - began >= wait) throw lockedBy(path)
      // The longer it has waited, the more often it tries; otherwise one of many might lose every time.
      const pause = Math.max(0.1, 1 - (performance.now() - began) / 4000)
      await sleep((3 + Math.random() * 20) * pause)
    }
    return releaseOf(attempt, () => void stopListening())
  } catch (error) {
    void stopListening()
    throw error
  } finally {
    attempt?.forget()
  }
}

/** The error of a change that cannot have the lock, naming its holder. */
export function lockedBy(path: string): RenewError {
  return new RenewError('store-locked', { holder: holderName(readLock(path)?.holder), file: path })
}

/** Returns a holder as errors name it, `4711@host`; null when it is not known. */
function holderName(holder: LockOwner | null | undefined): string | null {
  return holder ? `${holder.pid}@${holder.host}` : null
}

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

  /** @throws RenewError `cannot-write`, `disk-full`, `io-failed` */
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

  /** Tries once; whether the lock is ours now. */
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
    } catch {
      // The work is done, and the lock ends with this process at the latest.
    }
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

  /** Whether a lock does not count: its holder is dead, or it has expired. */
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

  /** Removes the lock of a dead holder, unless another process is doing it. @returns whether it did */
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

  /** Reports a lock that was taken over only because of its age. */
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
  const text = entry.isFile() ? lockText(name) : entry.isDirectory() ? null : ''
  const holder = text === null ? null : parseOwner(text)
  const key = holder?.token ?? `${entry.ino}-${Math.floor(entry.mtimeMs)}`
  return { holder, text, key, since: entry.mtimeMs }
}

/** Removes a lock of any kind; a folder with something in it is moved aside. */
function dropLock(name: string, key: string): void {
  try {
    if (!entryAt(name)?.isDirectory()) unlinkSync(name)
    else if (namesIn(name).length === 0) rmdirSync(name)
    else renameSync(name, `${name}.moved-${key}`)
  } catch {}
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

/** Whole minutes since an instant by this machine's clock. */
export function minutesSince(at: number): number {
  return Math.floor((realNow() - at) / 60_000)
}
