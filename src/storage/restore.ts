import { orElse, RenewError, tryOr } from '../errors.ts'
import {
  assertTextNames,
  type Backup,
  type Checks,
  type Content,
  type Restored,
  type Texts,
  writeTexts,
} from './backup.ts'
import { contentOf, isObject } from './checked-file.ts'
import { ensureOwnFolder } from './folders.ts'
import { type KeptCopy, keptCopies } from './kept-copies.ts'
import { fileBefore, type Journal, keepMoment, textsBefore } from './moment.ts'
import { entryAt, readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'
import type { DiskIo } from './stored.ts'
import { type StoredName, storedFile } from './stored-file.ts'
import { replaceContent, underLock } from './update.ts'

export interface Restorable extends KeptCopy {
  file: 'cards' | 'settings'
  cards: number | null
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

/** What `restore` brings back: read and checked, before anything changes. */
export interface RestoreSource {
  from: string
  isBackup: boolean
  parts: Partial<Record<StoredName, Content>>
  guides: Texts
  workdays: Texts
}

/** How a restore is logged, so that it can be undone (§13). */
export interface RestoreJournal extends Journal {
  number(files: readonly (Content | null)[]): string
  restored(name: StoredName, content: Content, here: Content | null, number: string, from: string): Content
}

/**
 * Reads a kept copy (`cards.before`; `before` alone means cards), a copy of one of the store's files, or a backup.
 * @param checks for files from outside; kept copies were written by us
 * @throws RenewError `copy-not-found`, `backup-unusable`, and those of the checks
 */
export function restoreSource(io: DiskIo, paths: Paths, which: string, checks: Checks): RestoreSource {
  const copy = findCopy(io, paths, which)
  if (copy?.fault) throw unusable(copy.fault, copy.path)
  const file = copy?.path ?? which
  const content = usableContent(file, copy ? io.uid : null, which)
  const from = copy?.name ?? file
  const kind = kindOf(content)
  if (kind === null) throw new RenewError('backup-unusable', { file, why: 'foreign' })
  const none = { guides: {}, workdays: {} }
  if (kind !== 'backup') {
    const checked = copy ? content : (checks[kind](content, file) as Content)
    return { from, isBackup: false, parts: { [kind]: checked }, ...none }
  }
  const { guides, workdays, ...backup } = content as unknown as Backup
  assertTextNames([guides, workdays], file)
  const names = STORED.filter(name => isObject(backup[name]))
  const parts = Object.fromEntries(names.map(name => [name, checks[name](backup[name]!, file) as Content]))
  return { from, isBackup: true, parts, guides, workdays }
}

/** The ledger comes last: without it an interrupted restore repeats reminders; alone it could suppress them. */
const STORED = ['settings', 'cards', 'ledger'] as const

/**
 * Restores what was read. Keeps what it replaces: for `undo`, and as the kept copy `before` when it was valid, else
 * under a new name.
 * @param stamp instant of the command, RFC 3339
 * @throws RenewError the errors of writing
 */
export async function restore(
  io: DiskIo,
  paths: Paths,
  { from, parts, guides, workdays }: RestoreSource,
  stamp: string,
  journal: RestoreJournal,
): Promise<Restored> {
  const open = (name: StoredName) => storedFile(io, paths, name)
  const names = STORED.filter(name => parts[name])
  const aside: string[] = []
  await underLock(open('cards'), () => {
    for (const folder of [paths.config, paths.guides, paths.workdays]) ensureOwnFolder(folder, io.uid)
    const contents = logged(io, paths, { from, parts, guides, workdays }, journal)
    writeTexts(paths.guides, guides, paths.kept)
    writeTexts(paths.workdays, workdays, paths.kept)
    for (const name of names) {
      const damaged = replaceContent(open(name), contents[name]!, stamp, paths.kept)
      if (damaged) aside.push(damaged)
    }
  })
  const { cards } = parts
  return { files: [...names], from, cards: cards ? countOf(cards) : null, aside }
}

function logged(
  io: DiskIo,
  paths: Paths,
  { from, parts, guides, workdays }: Omit<RestoreSource, 'isBackup'>,
  journal: RestoreJournal,
): RestoreSource['parts'] {
  const here = (name: StoredName) => orElse(() => storedFile(io, paths, name).read(), null)
  const logs = [here('cards'), here('settings'), parts.cards ?? null, parts.settings ?? null]
  const number = journal.number(logs)
  const entries = STORED.flatMap((name): [StoredName, Content][] =>
    parts[name] ? [[name, journal.restored(name, parts[name], here(name), number, from)]] : [],
  )
  const contents: RestoreSource['parts'] = Object.fromEntries(entries)
  const undoable = (['settings', 'cards'] as const).filter(name => contents[name])
  if (undoable.length === 0) return contents
  keepMoment(paths, number, {
    kind: 'renew-moment',
    files: Object.fromEntries(
      undoable.map(name => [name, fileBefore(io, paths, name, contents[name]!, journal)]),
    ),
    texts: {
      guides: textsBefore(io, paths.guides, guides),
      workdays: textsBefore(io, paths.workdays, workdays),
    },
  })
  return contents
}

function findCopy(io: DiskIo, paths: Paths, which: string): Restorable | null {
  const name = which.replace(/\.json$/, '')
  const copies = restorable(io, paths)
  return copies.find(copy => copy.name === name || copy.name === `cards.${name}`) ?? null
}

function usableContent(file: string, uid: number | null, which: string): Content {
  try {
    return readContent(file, uid)
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    if (error.code === 'copy-not-found') throw new RenewError('copy-not-found', { name: which })
    throw unusable(error, file, uid)
  }
}

function readContent(file: string, uid: number | null): Content {
  const bytes = readOwnFile(file, uid)
  if (!bytes) throw new RenewError('copy-not-found', { name: file })
  return contentOf(bytes, file)
}

/** Replaces the store's own errors, whose hints name `restore`, which is already running. */
function unusable(error: RenewError, file: string, uid: number | null = null): RenewError {
  const reasons = {
    'store-damaged': 'damaged',
    'store-edited': 'edited',
    'store-newer': 'newer',
    'store-not-file': 'not-file',
  } as const
  const why = error.code in reasons ? reasons[error.code as keyof typeof reasons] : null
  if (why === null) return error
  return new RenewError('backup-unusable', { file, why: otherKind(file, uid) ?? why }, { cause: error })
}

function otherKind(file: string, uid: number | null) {
  if (entryAt(file)?.isDirectory()) return 'folder'
  const bytes = tryOr(() => readOwnFile(file, uid) ?? Buffer.of(), null)
  if (bytes === null) return null
  const text = bytes.toString('utf8', 0, 2000)
  if (/^\s*BEGIN:VCALENDAR/.test(text)) return 'calendar'
  if (text.startsWith('PK\u0003\u0004')) return 'table'
  if (/^\uFEFF?\s*[{[]/.test(text))
    return /^\s*\{\s*"schema"\s*:\s*\d+\s*,\s*"cards"/.test(text) ? 'export' : null
  return /^[^\n]*[,;\t|]/.test(text) && !text.includes('\0') ? 'table' : 'foreign'
}

function countOf(content: Content): number | null {
  return Array.isArray(content.cards) ? content.cards.length : null
}

function kindOf(content: Content): StoredName | 'backup' | null {
  if (content.kind === 'renew-backup') return 'backup'
  if (Array.isArray(content.cards)) return 'cards'
  if (Array.isArray(content.entries)) return 'ledger'
  return typeof content.values === 'object' && content.values !== null ? 'settings' : null
}
