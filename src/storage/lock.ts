import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { RenewError } from '../errors.ts'
import { onSignal } from '../io/on-signal.ts'
import type { Instant } from '../io/real-io.ts'
import { LockAttempt, readLock } from './lock-claim.ts'
import { type Verdict, verdictOn } from './lock-owner.ts'

/** Gives a lock back. Calling it twice does no harm. */
export type Release = () => void

/** Who holds a lock. */
export interface LockHolder {
  /** null when the lock's content cannot be read. */
  pid: number | null
  host: string | null
  /** Instant in milliseconds since when (or since it began to wait), by the clock of the file system. */
  since: number
  /** `gone`: the next who asks takes it over; `elsewhere`: on another machine or in another container. */
  state: Verdict | 'unreadable'
}

export interface LockOptions {
  /** Longest wait for another holder in milliseconds; 10 s unless said. */
  wait?: number
}

const WAIT = 10_000
const held = new AsyncLocalStorage<{ path: string; isHeld: boolean }[]>()

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
  const outer = held.getStore() ?? []
  if (outer.some(lock => lock.isHeld && lock.path === path)) {
    throw new Error(`this would wait for itself: ${path} is locked by the work that asks for it`)
  }
  const release = await takeLock(path, wait)
  const lock = { path, isHeld: true }
  try {
    return await held.run([...outer, lock], work)
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
export function lockHolder(path: string): LockHolder | null {
  const found = readLock(path)
  if (!found) return null
  const { holder, since } = found
  if (!holder) return { pid: null, host: null, since, state: 'unreadable' }
  return { pid: holder.pid, host: holder.host, since, state: verdictOn(holder) }
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
  const { pid, host } = lockHolder(path) ?? { pid: null, host: null }
  return new RenewError('store-locked', { holder: pid === null ? null : `${pid}@${host}`, file: path })
}

/**
 * Whole minutes since something happened on this machine, by its own clock: `RENEW_NOW` moves what day it is for
 * the cards, not when another process began.
 */
export function minutesSince(at: Instant): number {
  return Math.floor((performance.timeOrigin + performance.now() - at) / 60_000)
}
