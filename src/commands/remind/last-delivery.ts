import { dirname } from 'node:path'
import { type CivilDate, isCivilDate } from '../../dates/civil-date.ts'
import { orElse } from '../../errors.ts'
import type { Io } from '../../io/io.ts'
import type { LastDelivery } from '../../reminders/run-input.ts'
import { writeAtomically, writeInPlace } from '../../storage/atomic-file.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { readOwnFile } from '../../storage/own-file.ts'
import type { Paths } from '../../storage/paths.ts'

/**
 * Returns the record of deliveries beside the cards (§8). A file that cannot be read or written counts as none.
 * @param dryRun writes nothing
 */
export function lastDeliveryOf(
  { lastDelivery: file }: Paths,
  { uid }: Pick<Io, 'uid'>,
  dryRun: boolean,
): LastDelivery {
  const { last, marks } = read(file, uid)
  const write = (bytes: Buffer) => {
    const isWritten = orElse(() => {
      ensureOwnFolder(dirname(file), uid)
      writeAtomically(file, bytes)
      return true
    }, false)
    // On a full disk there may be no room for a second file.
    if (!isWritten) orElse(() => writeInPlace(file, bytes), undefined)
  }
  return {
    marks,
    keep(changed, isRecorded) {
      if (!dryRun) write(Buffer.from(textOf(changed, isRecorded ? last : undefined)))
    },
  }
}

/**
 * The day of the last delivery shows that a ledger is lost (`isLedgerLost`); the marks of each day are below it.
 * @param before the last day that the file has so far; undefined: the ledger could not be written, and lacks the day
 */
function textOf(marks: ReadonlyMap<string, CivilDate>, before: CivilDate | null | undefined): string {
  const days = [...new Set(marks.values())].sort().reverse()
  const lines = days.flatMap(day => [day, ...[...marks.keys()].filter(mark => marks.get(mark) === day)])
  return `${[before === undefined ? '' : (days[0] ?? before), ...lines].join('\n')}\n`
}

function read(file: string, uid: number | null): { last: CivilDate | null; marks: Map<string, CivilDate> } {
  const text = orElse(() => readOwnFile(file, uid), null)?.toString('utf8') ?? ''
  const lines = text.trim().split('\n')
  const marks = new Map<string, CivilDate>()
  let day: CivilDate | null = null
  for (const line of lines)
    if (isCivilDate(line)) day = line
    else if (day !== null) marks.set(line, day)
  return { last: lines.find(isCivilDate) ?? null, marks }
}
