import { renameSync } from 'node:fs'
import path from 'node:path'
import type { CivilDate } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import {
  asWriteError,
  beforeRename,
  flushFolder,
  linkAtomically,
  namesIn,
  prepareFile,
  removeQuietly,
  setMode,
  sweepTemporaries,
  writeAtomically,
} from './atomic-file.ts'
import { SCHEMA } from './checked-file.ts'
import { DurableConf } from './durable-conf.ts'
import { ensureOwnFolder } from './folders.ts'
import { keptCopies, keptPath } from './kept-copies.ts'
import { withLock } from './lock.ts'
import { newerKept, olderFault } from './older-file.ts'
import { entryAt, errnoOf, exists, realFile } from './own-file.ts'
import type { Stored } from './stored.ts'
import { toBytes } from './to-bytes.ts'

export function updateStored<T extends object>(file: Stored<T>, change: (current: T) => T): Promise<T> {
  return underLock(file, () => {
    const stored = file.read()
    const current = stored ?? file.options.initial
    const next = change(current)
    if (next === current) return next
    if (stored) setNewerAside(file)
    writeStored(file, next, stored && file.path)
    return next
  })
}

function setNewerAside<T extends object>({ path: ours, options, io }: Stored<T>): void {
  const newer = newerKept(ours, options.kept, io.uid)
  if (newer === null) return
  const aside = path.join(path.dirname(ours), `${path.basename(ours, '.json')}.newer-${newer.number}.json`)
  linkAtomically(newer.path, aside)
  io.warnings.push(olderFault(ours, aside))
}

export function acceptEdited<T extends object>(
  file: Stored<T>,
  check: (content: Record<string, unknown>) => T,
): Promise<boolean> {
  return underLock(file, () => {
    const parsed = file.parse()
    if (!parsed) return false
    if (parsed.schema !== SCHEMA)
      throw new RenewError('store-newer', { file: file.path, schema: parsed.schema })
    if (!parsed.edited) return false
    const content = check(parsed.content)
    const latest = keptCopies(file.options.kept, file.path).find(copy => copy.kind === 'latest')
    try {
      writeStored(file, content, latest?.path ?? null)
    } catch (error) {
      // Nested so deeply that it can be parsed but not written.
      throw error instanceof RangeError ? new RenewError('store-damaged', { file: file.path }) : error
    }
    return true
  })
}

/** Runs `work` under the lock of a stored file, after making sure of its folders. */
export function underLock<T extends object, R>(file: Stored<T>, work: () => R): Promise<R> {
  const { lock, kept } = file.options
  const isFirst = kept !== null && !exists(file.path)
  for (const folder of new Set([path.dirname(file.path), path.dirname(lock), kept])) {
    const isPrivate = folder === null || ensureOwnFolder(folder, file.io.uid)
    if (!isPrivate && isFirst && folder === path.dirname(file.path))
      file.io.warnings.push(new RenewError('no-permissions', { folder }))
  }
  return withLock(lock, { warn: warning => file.io.warnings.push(warning) }, work)
}

/**
 * Writes a stored file. Call it only under the lock, after reading the file or moving it away.
 * @param previous the file that is kept as `before`
 */
export function writeStored<T extends object>(file: Stored<T>, content: T, previous: string | null): void {
  const { io, options } = file
  // A link stays a link; its target is replaced.
  const target = realFile(file.path, io.uid) ?? file.path
  const { kept } = options
  const day = io.dayIn(null, io.now())
  const before = previous === file.path ? target : previous
  const keeping = kept === null ? null : { folder: kept, day, previous: before }
  const conf = new DurableConf(target, next => {
    const fault = replaceWithCopies(target, toBytes(next, file.path), file.path, keeping)
    if (fault) io.warnings.push(fault)
  })
  conf.store = content as Record<string, unknown>
}

/**
 * Replaces the content of a stored file, whatever its state; call it only under the lock. A healthy file becomes the
 * kept copy `before`; a damaged one is renamed to `….damaged-<stamp>.json`.
 * @param stamp instant of the command (RFC 3339), for that name
 * @returns the new path of the damaged file; null when there was none
 */
export function replaceContent<T extends object>(
  file: Stored<T>,
  content: T,
  stamp: string,
  keptFolder: string,
): string | null {
  const state = stateOf(file)
  const aside = state === 'damaged' ? putAside(file, stamp) : null
  const isHealthy = state === 'healthy'
  if (isHealthy && file.options.kept === null) {
    linkAtomically(realFile(file.path, file.io.uid)!, keptPath(keptFolder, file.path, 'before'))
    flushKept(keptFolder)
  }
  writeStored(file, content, isHealthy ? file.path : null)
  return aside
}

function stateOf<T extends object>(file: Stored<T>): 'healthy' | 'absent' | 'damaged' {
  try {
    return file.read() ? 'healthy' : 'absent'
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    return error.code === 'store-missing' ? 'absent' : 'damaged'
  }
}

function putAside<T extends object>({ path: file }: Stored<T>, stamp: string): string {
  const aside = freeName(file, stamp)
  try {
    // Linked, so that the file is never missing; anything but a regular file is moved.
    if (entryAt(file)?.isFile()) linkAtomically(file, aside)
    else {
      beforeRename.getStore()?.()
      renameSync(file, aside)
    }
    flushFolder(path.dirname(aside))
  } catch (error) {
    throw asWriteError(error, aside)
  }
  return aside
}

function freeName(file: string, stamp: string): string {
  const start = path.join(path.dirname(file), `${path.basename(file, '.json')}.damaged-`)
  const when = stamp.slice(0, 19).replaceAll(':', '-')
  for (let number = 1; ; number++) {
    const name = `${start}${when}${number > 1 ? `-${number}` : ''}.json`
    if (!entryAt(name)) return name
  }
}

const DAYS = 7

interface KeepOptions {
  folder: string
  day: CivilDate
  previous: string | null
}

/**
 * Writes first everything that needs disk space, then keeps the earlier file, then moves the new one into place. From
 * then on the change is done; copies that fail are made by the next one.
 * @param name the stored file, which may be a link to `target`
 * @returns why a copy failed; null when all are made
 */
function replaceWithCopies(
  target: string,
  bytes: Uint8Array,
  name: string,
  keeping: KeepOptions | null,
): RenewError | null {
  sweepTemporaries(target)
  if (!keeping) {
    writeAtomically(target, bytes)
    return null
  }
  const { folder, day, previous } = keeping
  const before = keptPath(folder, name, 'before')
  const latest = keptPath(folder, name, 'latest')
  const today = keptPath(folder, name, day)
  for (const copy of [before, latest, today]) sweepTemporaries(copy)

  const file = prepareFile(target, bytes)
  try {
    const second = prepareFile(latest, bytes)
    try {
      if (previous) linkAtomically(previous, before)
      file.commit()
      return faultOf(folder, () => {
        second.commit()
        linkAtomically(latest, today)
        for (const copy of oldDays(folder, name)) removeQuietly(copy)
        for (const copy of namesIn(folder)) closeToOthers(path.join(folder, copy))
        flushFolder(folder)
      })
    } finally {
      second.discard()
    }
  } finally {
    file.discard()
  }
}

function oldDays(folder: string, name: string): string[] {
  const days = keptCopies(folder, name).filter(copy => copy.kind === 'day')
  return days
    .map(copy => copy.path)
    .sort()
    .slice(0, -DAYS)
}

/** Returns why the copies failed: the change is already durable, so it must not be reported as failed itself. */
function faultOf(folder: string, work: () => void): RenewError | null {
  try {
    work()
    return null
  } catch (error) {
    const cause = error instanceof RenewError ? error.cause : error
    const code = errnoOf(cause)
    // Without a code the lock was lost, and the process that has it made its own copies.
    return code === null ? null : new RenewError('kept-failed', { folder, code }, { cause })
  }
}

function flushKept(folder: string): void {
  try {
    flushFolder(folder)
  } catch (error) {
    throw asWriteError(error, folder)
  }
}

function closeToOthers(file: string): void {
  const entry = entryAt(file)
  if (entry?.isFile() && entry.mode & 0o077) setMode(file, 0o600)
}
