import { dirname } from 'node:path'
import { type CivilDate, isCivilDate } from '../../dates/civil-date.ts'
import { orElse } from '../../errors.ts'
import type { Io } from '../../io/io.ts'
import type { RunInput } from '../../reminders/run-input.ts'
import { writeAtomically } from '../../storage/atomic-file.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { exists, readOwnFile } from '../../storage/own-file.ts'
import type { Paths } from '../../storage/paths.ts'

/**
 * Returns the record of the day of the last delivery, which is kept beside the cards: where the ledger is lost, nothing is
 * sent twice on that day (§8). A file that cannot be read or written counts as none.
 * @param dryRun writes nothing
 */
export function lastDeliveryOf(
  { lastDelivery: file }: Paths,
  { uid }: Pick<Io, 'uid'>,
  dryRun: boolean,
): NonNullable<RunInput['lastDelivery']> {
  let day = read(file, uid)
  return {
    day,
    record(today) {
      if (today === day || dryRun) return
      day = today
      // The ledger has it too; this file only helps when that is lost.
      orElse(() => {
        ensureOwnFolder(dirname(file), uid)
        writeAtomically(file, Buffer.from(`${today}\n`))
      }, undefined)
    },
  }
}

/** Whether reminders were delivered and the ledger is gone. */
export function isLedgerLost({ ledger, lastDelivery }: Pick<Paths, 'ledger' | 'lastDelivery'>): boolean {
  return exists(lastDelivery) && !exists(ledger)
}

function read(file: string, uid: number | null): CivilDate | null {
  const day =
    orElse(() => readOwnFile(file, uid), null)
      ?.toString('utf8')
      .trim() ?? ''
  return isCivilDate(day) ? day : null
}
