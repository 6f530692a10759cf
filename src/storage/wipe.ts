import { realpathSync, rmdirSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { tryOr } from '../errors.ts'
import { entryAt, errnoOf, listFolder } from './own-file.ts'
import type { Paths } from './paths.ts'

/** What was removed and what remains, as absolute paths. */
export interface Wiped {
  removed: string[]
  /** Files that are not ours or could not be removed, and targets of removed links. */
  left: string[]
}

const OURS =
  /^(?:(?:settings|cards|ledger|quiet)(?:\.(?:damaged|newer)-[^/]*)?\.json(?:\.\d+-[a-z0-9]+\.tmp)?|(?:store|run)\.lock(?:\..*)?|(?:last-delivery|prompt)(?:\.\d+-[a-z0-9]+\.tmp)?)$/
const KEPT = /^(?:(?:settings|cards|guides|workdays)\..*|restore-\d+)\.json(?:\.\d+-[a-z0-9]+\.tmp)?$/
const TEXT = /\.json(?:\.\d+-[a-z0-9]+\.tmp)?$/

/**
 * Removes everything renew stores and nothing else: only names of ours, in folders of ours, never through a link.
 * Removes the cards before their kept copies, so that an interrupted wipe looks like a missing file and not like an
 * empty store. Removes folders that are then empty.
 * @throws RenewError `cannot-read`, `io-failed` when a folder cannot be read
 */
export function wipe(paths: Paths): Wiped {
  const { config, data, state, kept, guides, workdays } = paths
  const wiped: Wiped = { removed: [], left: [] }
  for (const folder of new Set([config, data, state])) removeIn(folder, OURS, wiped)
  for (const folder of [guides, workdays]) removeBelow(folder, wiped)
  removeIn(kept, KEPT, wiped)
  for (const folder of [kept, guides, workdays]) dropFolder(folder, wiped)
  for (const folder of new Set([config, data, state])) dropFolder(folder, wiped)
  return { removed: wiped.removed, left: [...new Set(wiped.left)] }
}

function removeIn(folder: string, ours: RegExp, wiped: Wiped): void {
  for (const name of listFolder(folder)) if (ours.test(name)) remove(path.join(folder, name), wiped)
}

/** Removes the user's texts in a folder and its subfolders; does not follow links. */
function removeBelow(folder: string, wiped: Wiped): void {
  for (const name of listFolder(folder)) {
    const entry = path.join(folder, name)
    if (entryAt(entry)?.isDirectory()) {
      removeBelow(entry, wiped)
      dropFolder(entry, wiped)
    } else if (TEXT.test(name)) remove(entry, wiped)
  }
}

function remove(file: string, wiped: Wiped): void {
  const entry = entryAt(file)
  if (!entry?.isFile() && !entry?.isSymbolicLink()) return
  try {
    const target = entry.isSymbolicLink() ? tryOr(() => realpathSync(file), null) : null
    unlinkSync(file)
    wiped.removed.push(file)
    if (target !== null) wiped.left.push(target)
  } catch {
    wiped.left.push(file)
  }
}

function dropFolder(folder: string, wiped: Wiped): void {
  try {
    rmdirSync(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    for (const name of listFolder(folder)) wiped.left.push(path.join(folder, name))
  }
}
