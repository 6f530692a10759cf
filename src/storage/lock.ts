import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { RenewError } from '../errors.ts'
import type { Instant } from '../io/io.ts'
import { onSignal } from '../io/on-signal.ts'
import { beforeRename } from './atomic-file.ts'
import { holderName, isLeaseOver, LockAttempt, leaseOf, readLock, realNow } from './lock-attempt.ts'
import { type OwnerState, ownerState } from './lock-owner.ts'

/** Releases a lock; a second call does nothing. */
export interface Release {
  (): void
  /** Whether the lock is still ours: another process takes over a lock that is more than an hour old. */
  isHeld(): boolean
}

export interface LockInfo {
  pid: number | null
  host: string | null
  /** When the holder took the lock or began to wait for it, by the clock of the file system. */
  since: Instant
  state: OwnerState | 'unreadable'
  /** Whether the next process takes the lock over from any holder. */
  isExpired: boolean
  until: Instant
}

export interface LockOptions {
  wait?: number
  warn?: (warning: RenewError) => void
}

const WAIT = 10_000
const heldLocks = new AsyncLocalStorage<{ path: string; isHeld: boolean }[]>()

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

/** Whole minutes since an instant by this machine's clock. */
export function minutesSince(at: number): number {
  return Math.floor((realNow() - at) / 60_000)
}
