import path from 'node:path'
import { orElse, RenewError } from '../errors.ts'
import { flushFolder, namesIn, removeQuietly, writeAtomically } from './atomic-file.ts'
import { type Checks, type Content, readTexts, type Texts, writeTexts } from './backup.ts'
import { contentOf, sumOf } from './checked-file.ts'
import { readOwnFile } from './own-file.ts'
import type { Paths } from './paths.ts'
import type { DiskIo } from './stored.ts'
import { storedFile } from './stored-file.ts'
import { toBytes } from './to-bytes.ts'
import { underLock, writeStored } from './update.ts'

/** The files whose changes can be undone (§13). */
type UndoableName = 'settings' | 'cards'

/** The files of the moment before a restore, kept for `undo`: only those that the restore replaces. */
export interface Moment {
  kind: 'renew-moment'
  files: Partial<Record<UndoableName, { content: Content | null; isDamaged: boolean; after: string }>>
  texts: Record<'guides' | 'workdays', Record<string, { text: string | null; after: string }>>
}

/** What the owner of the data says about a stored file, so that a restore can be logged and undone. */
export interface Journal {
  /** Returns the part of a content that is the user's data. */
  dataOf(name: UndoableName, content: Content): unknown
  /** Returns the content that undoing a restore writes. @param before null: there was no file */
  undone(name: UndoableName, before: Content | null, here: Content, number: string): Content
}

const NAMES = ['settings', 'cards'] as const
const TEXTS = ['guides', 'workdays'] as const
/** Moments that are kept: as many as changes can be undone. */
const KEPT = 20

export function momentFile({ kept }: Pick<Paths, 'kept'>, number: string): string {
  return path.join(kept, `restore-${number}.json`)
}

/** Writes the files of this moment. Call it under the lock, before the restore replaces them. */
export function keepMoment(paths: Paths, number: string, moment: Moment): void {
  const file = momentFile(paths, number)
  writeAtomically(file, toBytes(moment, file))
  const numbers = namesIn(paths.kept)
    .flatMap(name => /^restore-(\d+)\.json$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(b) - Number(a))
  for (const old of numbers.slice(KEPT)) removeQuietly(momentFile(paths, old))
}

/** Reads the files of the moment before a restore. @throws RenewError `undo-copy`, `undo-damaged` */
export function readMoment(io: DiskIo, paths: Paths, number: string, command: string): Moment {
  const file = momentFile(paths, number)
  const bytes = orElse(() => readOwnFile(file, io.uid), null)
  const moment = bytes && (orElse(() => contentOf(bytes, file), null) as Moment | null)
  if (moment?.kind !== 'renew-moment') throw new RenewError('undo-copy', { command, file })
  const damaged = NAMES.find(name => moment.files[name]?.isDamaged)
  if (damaged) throw new RenewError('undo-damaged', { command, file: paths[damaged] })
  return moment
}

/**
 * Puts back the files of the moment before a restore. Interrupted, it can be repeated.
 * @param assertLast checks under the lock that nothing newer touched the same
 * @param checks for what is written
 * @throws RenewError as `readMoment`, `undo-changed`, and the errors of writing
 */
export async function undoRestore(
  io: DiskIo,
  paths: Paths,
  { number, command }: { number: string; command: string },
  journal: Journal,
  assertLast: () => void,
  checks: Checks,
): Promise<void> {
  const open = (name: UndoableName) => storedFile(io, paths, name)
  await underLock(open('cards'), () => {
    assertLast()
    const moment = readMoment(io, paths, number, command)
    const changed = changedSince(io, paths, moment, journal)
    if (changed !== null) throw new RenewError('undo-changed', { card: changed, command })
    for (const name of TEXTS) putBack(paths[name], moment.texts[name], paths.kept)
    for (const name of NAMES) {
      const kept = moment.files[name]
      if (!kept) continue
      const file = open(name)
      const here = file.read() ?? {}
      const content = journal.undone(name, kept.content, here, number)
      writeStored(file, checks[name](content, file.path) as Content, file.path)
    }
  })
}

/** Returns what is neither as the restore left it nor as before it, which a killed undo leaves; null: nothing. */
function changedSince(io: DiskIo, paths: Paths, { files, texts }: Moment, journal: Journal): string | null {
  for (const name of NAMES) {
    const kept = files[name]
    if (!kept) continue
    const here = storedFile(io, paths, name).read() ?? {}
    const sum = sumOf(journal.dataOf(name, here))
    if (sum !== kept.after && sum !== sumOf(journal.dataOf(name, kept.content ?? {}))) return paths[name]
  }
  for (const name of TEXTS) {
    const here = readTexts(paths[name], io.uid).texts
    for (const [id, { text, after }] of Object.entries(texts[name])) {
      const now = here[id] ?? null
      if (sumOf(now) !== after && now !== text) return `${path.join(paths[name], id)}.json`
    }
  }
  return null
}

function putBack(folder: string, texts: Moment['texts']['guides'], kept: string): void {
  const before = Object.entries(texts).filter(
    (pair): pair is [string, { text: string; after: string }] => pair[1].text !== null,
  )
  writeTexts(folder, Object.fromEntries(before.map(([id, { text }]) => [id, text])), kept)
  for (const [id, { text }] of Object.entries(texts)) {
    if (text !== null) continue
    const file = path.join(folder, ...`${id}.json`.split('/'))
    removeQuietly(file)
    flushFolder(path.dirname(file))
  }
}

/** Returns the texts that a restore replaces, as they are now. */
export function textsBefore(io: DiskIo, folder: string, restored: Texts): Moment['texts']['guides'] {
  const here = readTexts(folder, io.uid).texts
  return Object.fromEntries(
    Object.entries(restored).map(([id, text]) => [id, { text: here[id] ?? null, after: sumOf(text) }]),
  )
}

/** Returns a stored file as it is now. @param after the content that the restore writes */
export function fileBefore(
  io: DiskIo,
  paths: Paths,
  name: UndoableName,
  after: Content,
  journal: Journal,
): NonNullable<Moment['files'][UndoableName]> {
  const file = storedFile(io, paths, name)
  const content = orElse(() => file.read(), null)
  const isDamaged = content === null && orElse(() => readOwnFile(file.path, io.uid), 'unreadable') !== null
  return { content, isDamaged, after: sumOf(journal.dataOf(name, after)) }
}
