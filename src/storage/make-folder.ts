import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { flushFolder } from './atomic-file.ts'
import { errnoOf } from './disk-fault.ts'

/**
 * Makes a folder (0700) and those above it. Node's own `recursive` never ends where a folder is there and still none
 * can be made in it for want of one (`/proc`, a home that is mounted on demand). New ones are made durable in those that
 * hold them; else a power cut could take all that is put into them along.
 * @returns whether it is new
 * @throws the system's error
 */
export function makeFolder(folder: string): boolean {
  try {
    return makeOne(folder)
  } catch (error) {
    const above = path.dirname(folder)
    if (errnoOf(error) !== 'ENOENT' || above === folder) throw error
    makeFolder(above)
    return makeOne(folder)
  }
}

/** What keeps a folder from being made does not matter where it is there already. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && isFolder(folder)) return false
    throw error
  }
  flushFolder(path.dirname(folder))
  return true
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false
}
