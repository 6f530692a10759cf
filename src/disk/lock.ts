/** Gives a lock back. Calling it twice does no harm. */
export type Release = () => void

/** Who holds a lock. */
export interface LockHolder {
  /** null when the lock's content cannot be read. */
  pid: number | null
  host: string | null
  /** Instant in milliseconds since when, by the clock of the file system. */
  since: number
  /** `gone`: the next who asks takes it over; `elsewhere`: on another machine or in another container. */
  state: 'alive' | 'gone' | 'elsewhere' | 'unreadable'
}

export interface LockOptions {
  /** Longest wait for another holder in milliseconds; 10 s unless said. */
  wait?: number
}

/**
 * Does something while nobody else does: waits for the lock, takes over that of a dead process.
 * @throws RenewError `store-locked` naming holder and file, `cannot-write`, `disk-full`
 */
export declare function withLock<T>(path: string, options: LockOptions, work: () => T | Promise<T>): Promise<T>

/** Takes a lock if nobody alive holds it, else null. Never waits. */
export declare function tryLock(path: string): Release | null

/** Who holds the lock now, null when it is free. */
export declare function lockHolder(path: string): LockHolder | null
