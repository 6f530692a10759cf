import { type BigIntStats, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { errnoOf } from './disk-fault.ts'

/**
 * What tells one state of a file from another without reading it: size, both times to the nanosecond, and the number of
 * the file, which every change of ours makes a new one. `-`: there is none; null: nobody can tell.
 */
export function stampOf(file: string): string | null {
  let entry: BigIntStats | undefined
  try {
    entry = statSync(file, { bigint: true, throwIfNoEntry: false })
  } catch (error) {
    if (errnoOf(error) !== 'ENOTDIR') return null
  }
  return entry ? [entry.size, entry.mtimeNs, entry.ctimeNs, entry.ino, entry.dev].join(':') : '-'
}

/** The stamps of a folder and of everything below it, by path. */
export function stampsBelow(folder: string): Record<string, string | null> {
  const stamps: Record<string, string | null> = { [folder]: stampOf(folder) }
  let names: string[] = []
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  } catch (error) {
    // That it is not there is in its own stamp.
    if (errnoOf(error) !== 'ENOENT') stamps[folder] = null
  }
  for (const name of names) stamps[path.join(folder, name)] = stampOf(path.join(folder, name))
  return stamps
}
