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
 * Returns the record of deliveries that is kept beside the cards (§8): where the ledger is lost, nothing is sent twice on
 * the day of the last one, and what could not be recorded in the ledger is known. A file that cannot be read or written counts as
 * none.
 * @param dryRun writes nothing
 */
export function lastDeliveryOf(
  { lastDelivery: file }: Paths,
  { uid }: Pick<Io, 'uid'>,
  dryRun: boolean,
): LastDelivery {
  let { day, unrecorded } = read(file, uid)
  return {
    day,
    unrecorded,
    record(today, sent = unrecorded) {
      if ((today === day && sent.join() === unrecorded.join()) || dryRun) return
      day = today
      unrecorded = sent
      const bytes = Buffer.from(`${[day, ...sent].join('\n')}\n`)
      const isWritten = orElse(() => {
        ensureOwnFolder(dirname(file), uid)
        writeAtomically(file, bytes)
        return true
      }, false)
      // On a full disk there may be no room for a second file.
      if (!isWritten) orElse(() => writeInPlace(file, bytes), undefined)
    },
  }
}

/** Whether reminders were delivered and the ledger is gone. */
export function isLedgerLost({ ledger, lastDelivery }: Pick<Paths, 'ledger' | 'lastDelivery'>): boolean {
  return exists(lastDelivery) && !exists(ledger)
}

function read(file: string, uid: number | null): { day: CivilDate | null; unrecorded: readonly string[] } {
  const text = orElse(() => readOwnFile(file, uid), null)?.toString('utf8') ?? ''
  const [day = '', ...unrecorded] = text.trim().split('\n')
  return isCivilDate(day) ? { day, unrecorded } : { day: null, unrecorded: [] }
}
