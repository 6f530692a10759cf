import { dirname } from 'node:path'
import { type CivilDate, isCivilDate } from '../../dates/civil-date.ts'
import { orElse } from '../../errors.ts'
import type { Io } from '../../io/io.ts'
import type { LastDelivery } from '../../reminders/run-input.ts'
import { writeAtomically, writeInPlace } from '../../storage/atomic-file.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { exists, readOwnFile } from '../../storage/own-file.ts'
import type { Paths } from '../../storage/paths.ts'

/**
 * Returns the record of deliveries that is kept beside the cards (§8): where the ledger is lost, nothing is sent twice
 * on the day of the last one, and what could not be recorded in the ledger is known. A file that cannot be read or
 * written counts as none.
 * @param dryRun writes nothing
 */
export function lastDeliveryOf(
  { lastDelivery: file }: Paths,
  { uid }: Pick<Io, 'uid'>,
  dryRun: boolean,
): LastDelivery {
  const before = read(file, uid)
  let { day, unrecorded } = before
  const write = () => {
    if (dryRun) return
    const bytes = Buffer.from(textOf(day, unrecorded))
    const isWritten = orElse(() => {
      ensureOwnFolder(dirname(file), uid)
      writeAtomically(file, bytes)
      return true
    }, false)
    // On a full disk there may be no room for a second file.
    if (!isWritten) orElse(() => writeInPlace(file, bytes), undefined)
  }
  return {
    ...before,
    delivered(today) {
      if (today === day) return
      day = today
      write()
    },
    keep(marks) {
      unrecorded = marks
      write()
    },
  }
}

/** Whether reminders were delivered and the ledger is gone. */
export function isLedgerLost({ ledger, lastDelivery }: Pick<Paths, 'ledger' | 'lastDelivery'>): boolean {
  return exists(lastDelivery) && !exists(ledger)
}

/** Writes the day of the last delivery, then the marks of each day. Earlier versions read all lines as marks. */
function textOf(last: CivilDate | null, marks: ReadonlyMap<string, CivilDate>): string {
  const days = [...new Set(marks.values())].sort().reverse()
  const lines = days.flatMap(day => [day, ...[...marks.keys()].filter(mark => marks.get(mark) === day)])
  return `${[last ?? days[0], ...lines].join('\n')}\n`
}

function read(file: string, uid: number | null): Pick<LastDelivery, 'day' | 'unrecorded'> {
  const text = orElse(() => readOwnFile(file, uid), null)?.toString('utf8') ?? ''
  const [last = '', ...lines] = text.trim().split('\n')
  if (!isCivilDate(last)) return { day: null, unrecorded: new Map() }
  let day = last
  const unrecorded = new Map<string, CivilDate>()
  for (const line of lines)
    if (isCivilDate(line)) day = line
    else unrecorded.set(line, day)
  return { day: last, unrecorded }
}
