import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RenewError } from '../errors.ts'
import type { ProgramResult } from '../io/io.ts'
import { exactTable, isAmbiguous, withoutHeader } from './crontab.ts'
import { commandOutput, type TimerWorld } from './timer.ts'

const TIMEOUT_MS = 20_000

const ATTEMPTS = 3

/**
 * Reads the user's table as latin1 text, one character a byte; null when there is none.
 * @throws RenewError `crontab-missing`, `crontab-denied`, `crontab-unreadable`, `crontab-inexact`
 */
export function readTable(world: TimerWorld): Promise<string | null> {
  return inPrivateFolder(world, folder => listTable(world, folder))
}

/**
 * Changes the user's table: reads it, reads it again right before writing, writes it from a file, and reads it back.
 * Removes a table that becomes empty.
 * @param change returns the new table for the present one ('' when there is none)
 * @returns whether anything was written
 * @throws RenewError what {@link readTable} and `change` throw, `crontab-changing`, `crontab-refused`,
 * `crontab-not-kept`
 */
export function changeTable(world: TimerWorld, change: (table: string) => string): Promise<boolean> {
  return inPrivateFolder(world, async (folder, keep) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await listTable(world, folder)
      const after = change(before ?? '')
      if (after === (before ?? '')) return false
      await write(join(folder, 'table'), after)
      if ((await listTable(world, folder)) !== before) continue
      const written = await crontab(world, folder, after === '' ? 'crontab -r' : 'crontab table')
      const now = await listTable(world, folder)
      if ((now ?? '') === after) return true
      if (now === before) throw new RenewError('crontab-refused', { said: commandOutput(written) })
      await write(join(folder, 'before'), before ?? '')
      keep()
      throw new RenewError('crontab-not-kept', { kept: join(folder, 'before'), said: commandOutput(written) })
    }
    throw new RenewError('crontab-changing', {})
  })
}

/**
 * Reads `crontab -l` through a file, as a pipe would be decoded as UTF-8 and cut. CRONTAB_NOHEADER=N keeps Debian's
 * crontab from hiding the first three comment lines of a table as its own header.
 */
async function listTable(world: TimerWorld, folder: string): Promise<string | null> {
  const listed = await crontab(world, folder, 'CRONTAB_NOHEADER=N crontab -l >listing')
  const listing = withoutHeader((await read(join(folder, 'listing'))) ?? '')
  if (listed.code !== 0) {
    if (listing === '' && saysNoTable(listed.stderr)) return null
    throw unreadable(listed)
  }
  if (!isAmbiguous(listing)) return listing
  return readWithEditor(world, folder, listing)
}

function saysNoTable(stderr: string): boolean {
  return /^(crontab: )?no crontab for \S+$|^crontab: can't open '[^'/]+': No such file or directory$/i.test(
    stderr.trim(),
  )
}

/**
 * Reads the exact table with an editor that copies it and then fails, so that crontab installs nothing (lines may be
 * missing in its copy). busybox installs it anyway, but its copy is complete.
 */
async function readWithEditor(world: TimerWorld, folder: string, listing: string): Promise<string> {
  const editor = join(folder, 'copy-table')
  await writeFile(editor, '#!/bin/sh\ncat "$1" >"$RENEW_COPY"; exit 1\n', { mode: 0o700 })
  await rm(join(folder, 'copy'), { force: true })
  // By name only, since the folder's path may contain blanks.
  const asEditor = 'RENEW_COPY="$PWD/copy" PATH="$PWD:$PATH" VISUAL=copy-table EDITOR=copy-table'
  await crontab(world, folder, `${asEditor} crontab -e`)
  const copy = await read(join(folder, 'copy'))
  const table = copy === null ? null : exactTable(listing, withoutHeader(copy))
  if (table === null) throw new RenewError('crontab-inexact', {})
  return table
}

function read(file: string): Promise<string | null> {
  return readFile(file, 'latin1').catch(() => null)
}

/** Writes latin1 text as bytes. @throws RenewError `disk-full`, `cannot-write` */
function write(path: string, text: string): Promise<void> {
  return writeFile(path, text, 'latin1').catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? 'EIO'
    throw code === 'ENOSPC' || code === 'EDQUOT'
      ? new RenewError('disk-full', { path })
      : new RenewError('cannot-write', { path, code })
  })
}

/** Runs crontab in the folder, so that file names are short: some crontabs take at most 100 characters. */
function crontab(world: TimerWorld, folder: string, command: string): Promise<ProgramResult> {
  const script = `cd "$1" || exit 1; command -v crontab >/dev/null || exit 127; exec env LC_ALL=C ${command}`
  return world.run('/bin/sh', ['-c', script, 'sh', folder], { timeout: TIMEOUT_MS })
}

function unreadable(finished: ProgramResult): RenewError {
  if (finished.code === 127 || finished.error === 'ENOENT') return new RenewError('crontab-missing', {})
  const said = commandOutput(finished)
  return new RenewError(/not allowed/i.test(said) ? 'crontab-denied' : 'crontab-unreadable', { said })
}

/** Runs `work` with a folder that only the user can enter, and removes it afterwards unless `keep` is called. */
async function inPrivateFolder<T>(
  world: TimerWorld,
  work: (folder: string, keep: () => void) => Promise<T>,
): Promise<T> {
  const parent = world.env.TMPDIR?.startsWith('/') ? world.env.TMPDIR : '/tmp'
  const folder = await mkdtemp(join(parent, 'renew-crontab-')).catch((error: NodeJS.ErrnoException) => {
    throw new RenewError('cannot-write', { path: parent, code: error.code ?? 'EIO' })
  })
  let kept = false
  try {
    return await work(folder, () => {
      kept = true
    })
  } finally {
    if (!kept) await rm(folder, { recursive: true, force: true })
  }
}
