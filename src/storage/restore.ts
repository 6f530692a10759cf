import { RenewError } from '../errors.ts'
import { type Backup, type Checks, type Restored, restoreBackup } from './backup.ts'
import { contentOf } from './checked-file.ts'
import { type KeptCopy, keptCopies } from './kept-copies.ts'
import { readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'
import { type DiskIo, type StoredName, storedFile } from './stored-file.ts'
import { replaceContent, underLock } from './update.ts'

/** A kept copy as `restore` lists it. */
export interface Restorable extends KeptCopy {
  file: 'cards' | 'settings'
  /** How many cards it holds; null for settings, and where it cannot be read. */
  cards: number | null
  /** Why it cannot be used, null when it can. */
  fault: RenewError | null
}

/** Returns all kept copies, newest first, cards before settings. */
export function restorable(io: DiskIo, paths: Paths): Restorable[] {
  return (['cards', 'settings'] as const).flatMap(file =>
    keptCopies(paths.kept, paths[file]).map(copy => {
      try {
        const content = readContent(copy.path, io.uid)
        return { ...copy, file, cards: countOf(content), fault: null }
      } catch (fault) {
        if (!(fault instanceof RenewError)) throw fault
        return { ...copy, file, cards: null, fault }
      }
    }),
  )
}

/**
 * Restores a kept copy (`cards.before`; `before` alone means cards), a copy of one of the store's files, or a backup.
 * Keeps what it replaces: as the kept copy `before` when it was valid, else under a new name.
 * @param stamp instant of the command, RFC 3339
 * @param checks for files from outside; kept copies were written by us
 * @throws RenewError `copy-not-found`, `backup-unusable`, and the errors of writing
 */
export async function restore(
  io: DiskIo,
  paths: Paths,
  which: string,
  stamp: string,
  checks: Checks,
): Promise<Restored> {
  const copy = findCopy(io, paths, which)
  if (copy?.fault) throw unusable(copy.fault, copy.path)
  const file = copy?.path ?? which
  const content = usableContent(file, copy ? io.uid : null, which)
  const kind = kindOf(content)
  if (kind === null) throw new RenewError('backup-unusable', { file, why: 'foreign' })
  if (kind === 'backup') return restoreBackup(io, paths, content as unknown as Backup, file, stamp, checks)
  const checked = copy ? content : checks[kind](content, file)
  const target = storedFile<object>(io, paths, kind, () => ({}))
  const aside = await underLock(target, () => replaceContent(target, checked, stamp, paths.kept))
  return { files: [kind], from: copy?.name ?? file, cards: countOf(content), aside: aside ? [aside] : [] }
}

function findCopy(io: DiskIo, paths: Paths, which: string): Restorable | null {
  const name = which.replace(/\.json$/, '')
  const copies = restorable(io, paths)
  return copies.find(copy => copy.name === name || copy.name === `cards.${name}`) ?? null
}

function usableContent(file: string, uid: number | null, which: string): Record<string, unknown> {
  try {
    return readContent(file, uid)
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    if (error.code === 'copy-not-found') throw new RenewError('copy-not-found', { name: which })
    throw unusable(error, file)
  }
}

function readContent(file: string, uid: number | null): Record<string, unknown> {
  const bytes = readOwnFile(file, uid)
  if (!bytes) throw new RenewError('copy-not-found', { name: file })
  return contentOf(bytes, file)
}

/** Replaces the store's own errors, whose hints name `restore`, which is already running. */
function unusable(error: RenewError, file: string): RenewError {
  const reasons = {
    'store-damaged': 'damaged',
    'store-edited': 'edited',
    'store-newer': 'newer',
    'store-not-file': 'not-file',
  } as const
  const why = error.code in reasons ? reasons[error.code as keyof typeof reasons] : null
  return why ? new RenewError('backup-unusable', { file, why }, { cause: error }) : error
}

function countOf(content: Record<string, unknown>): number | null {
  return Array.isArray(content.cards) ? content.cards.length : null
}

/** Which stored file a content is from, `backup` for a backup; null when it is neither. */
function kindOf(content: Record<string, unknown>): StoredName | 'backup' | null {
  if (content.kind === 'renew-backup') return 'backup'
  if (Array.isArray(content.cards)) return 'cards'
  if (Array.isArray(content.entries)) return 'ledger'
  return typeof content.values === 'object' && content.values !== null ? 'settings' : null
}
