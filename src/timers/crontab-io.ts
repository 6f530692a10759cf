import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RenewError } from '../errors.ts'
import type { ProgramResult } from '../io/real-io.ts'
import { exactTable, isAmbiguous, withoutHeader } from './crontab-table.ts'
import { commandOutput } from './run-switch.ts'
import type { TimerWorld } from './timer.ts'

/** How long crontab may take, in milliseconds. */
const TIMEOUT_MS = 20_000

/** How often a table that changes under our hands is read anew. */
const ATTEMPTS = 3

/**
 * The user's table as latin1 text, one character a byte; null when there is none.
 * @throws RenewError `crontab-missing`, `crontab-denied`, `crontab-unreadable`, `crontab-inexact`
 */
export function readTable(world: TimerWorld): Promise<string | null> {
  return inPrivateFolder(world, folder => listTable(world, folder))
}

/**
 * Changes the user's table: reads it, reads it again right before writing, writes it through a file, and reads it back.
 * A table that would be empty is taken away instead.
 * @param change from the table ('' where there is none) to the wished one
 * @returns whether anything had to be written
 * @throws RenewError what {@link readTable} and `change` throw, `crontab-changing`, `crontab-refused`, `crontab-not-kept`
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
 * `crontab -l`, through a file: a pipe would be taken for UTF-8 and cut at some length. Debian's crontab hides the first
 * three comment lines of a table, taking them for its own header, unless told not to.
 */
async function listTable(world: TimerWorld, folder: string): Promise<string | null> {
  const listed = await crontab(world, folder, 'CRONTAB_NOHEADER=N crontab -l >listing')
  const listing = withoutHeader((await read(join(folder, 'listing'))) ?? '')
  if (listed.code !== 0) {
    if (listing === '' && saysNoTable(listed.stderr)) return null
    throw unreadable(listed)
  }
  if (!isAmbiguous(listing)) return listing
  return throughEditor(world, folder, listing)
}

/** What `crontab -l` says of a user who has no table: Vixie's family in a sentence, busybox by the missing file. */
function saysNoTable(stderr: string): boolean {
  return /^(crontab: )?no crontab for \S+$|^crontab: can't open '[^'/]+': No such file or directory$/i.test(
    stderr.trim(),
  )
}

/**
 * The exact table, by an editor that copies it and then fails: so crontab takes nothing back, not even where it thinks that
 * something was edited (its copy may lack lines). busybox takes it back all the same, but its copy is whole.
 */
async function throughEditor(world: TimerWorld, folder: string, listing: string): Promise<string> {
  const editor = join(folder, 'copy-table')
  await writeFile(editor, '#!/bin/sh\ncat "$1" >"$RENEW_COPY"; exit 1\n', { mode: 0o700 })
  await rm(join(folder, 'copy'), { force: true })
  // By name alone, since a shell or crontab itself starts it, and the folder may have blanks in its name.
  const asEditor = 'RENEW_COPY="$PWD/copy" PATH="$PWD:$PATH" VISUAL=copy-table EDITOR=copy-table'
  await crontab(world, folder, `${asEditor} crontab -e`)
  const copy = await read(join(folder, 'copy'))
  const table = copy === null ? null : exactTable(listing, withoutHeader(copy))
  if (table === null) throw new RenewError('crontab-inexact', {})
  return table
}

/** A file's bytes in latin1, null where crontab never got so far as to make it. */
function read(file: string): Promise<string | null> {
  return readFile(file, 'latin1').catch(() => null)
}

/** Writes latin1 text as bytes; a full disk is the user's to mend. */
function write(path: string, text: string): Promise<void> {
  return writeFile(path, text, 'latin1').catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? 'EIO'
    throw code === 'ENOSPC' || code === 'EDQUOT'
      ? new RenewError('disk-full', { path })
      : new RenewError('cannot-write', { path, code })
  })
}

/** Runs crontab in the folder, where file names are short: some crontabs take 100 characters at most. */
function crontab(world: TimerWorld, folder: string, command: string): Promise<ProgramResult> {
  const script = `cd "$1" || exit 1; command -v crontab >/dev/null || exit 127; exec env LC_ALL=C ${command}`
  return world.run('/bin/sh', ['-c', script, 'sh', folder], { timeout: TIMEOUT_MS })
}

function unreadable(finished: ProgramResult): RenewError {
  if (finished.code === 127 || finished.error === 'ENOENT') return new RenewError('crontab-missing', {})
  const said = commandOutput(finished)
  return new RenewError(/not allowed/i.test(said) ? 'crontab-denied' : 'crontab-unreadable', { said })
}

/** A folder that only the user can enter, gone afterwards unless kept. */
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
