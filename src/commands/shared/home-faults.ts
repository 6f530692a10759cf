import type { StatusContext } from '../../context.ts'
import { type CivilDate, isCivilDate } from '../../dates/civil-date.ts'
import { orElse, RenewError } from '../../errors.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { type LockInfo, lockInfo, minutesSince } from '../../storage/lock.ts'
import { newerKept, olderFault } from '../../storage/older-file.ts'
import { conflictCopies } from '../../storage/other-copies.ts'
import { beginningOf, exists } from '../../storage/own-file.ts'
import { dateTime, longDate } from '../../text/dates.ts'
import { shellWord } from '../../text/printable.ts'

/** Minutes after which a run or a change on this machine counts as stuck; both end much sooner (§8). */
const STUCK_AFTER_MIN = 5

export interface FaultWithCure {
  error: RenewError
  command: string
}

/** Returns the locks that stop reminders or changes: of a process that is stuck, or that cannot be seen from here. */
export function locksInTheWay(ctx: StatusContext): FaultWithCure[] {
  const { runLock, storeLock } = ctx.paths
  const locks = [
    ['run-lock-held', runLock],
    ['store-lock-held', storeLock],
  ] as const
  return locks.flatMap(([code, file]) => {
    const lock = lockInfo(file)
    if (!lock || !isInTheWay(lock)) return []
    const { pid, host, since, until, state } = lock
    const at = (instant: number) => dateTime(ctx.io.timestamp(instant), ctx.words)
    const cure = state === 'alive' ? `kill ${pid}` : `rm ${shellWord(file)}`
    const holder = pid === null ? null : `${pid}@${host}`
    const error = new RenewError(code, { holder, since: at(since), until: at(until), cure })
    return [{ error, command: cure }]
  })
}

function isInTheWay({ state, since, isExpired }: LockInfo): boolean {
  if (isExpired || state === 'gone') return false
  return state !== 'alive' || minutesSince(since) >= STUCK_AFTER_MIN
}

/** Returns older files in the place of ours, and copies with changes that ours lack (§8). */
export function replacedFiles(
  ctx: StatusContext,
  names?: readonly ('cards' | 'settings' | 'ledger')[],
): FaultWithCure[] {
  const { paths, io } = ctx
  const older = [paths.cards, paths.settings].flatMap(ours => {
    const copy = newerKept(ours, paths.kept, io.uid)
    return copy ? [olderFault(ours, copy.path)] : []
  })
  const conflicts = conflictCopies(paths, names).map(({ of, path }) =>
    isSetAside(path, paths[of])
      ? olderFault(paths[of], path)
      : new RenewError('conflict-copy', { why: of, file: path }),
  )
  const faults = [...older, ...conflicts].map(error => {
    const { why, file } = error.values as { why: string; file: string }
    return { error, command: cureFor(why, shellWord(file)) }
  })
  return [...faults, ...olderLedger(ctx)]
}

function olderLedger({ paths, ledger, words }: StatusContext): FaultWithCure[] {
  const sent = orElse(() => lostDay(ledger.read(), paths), null)
  if (sent === null) return []
  const error = new RenewError('ledger-older', { file: paths.ledger, day: longDate(sent, words) })
  return [{ error, command: 'renew remind --dry-run' }]
}

function isSetAside(copy: string, ours: string): boolean {
  return copy.startsWith(`${ours.slice(0, -'.json'.length)}.newer-`)
}

function cureFor(why: string, file: string): string {
  if (why === 'ledger') return `rm ${file}`
  return why.startsWith('cards') ? `renew import ${file} --dry-run` : `renew restore ${file}`
}

/** Returns the day of deliveries that the ledger lacks, because an older one is in its place; null: it lacks none. */
function lostDay(
  { entries, trying, channels, runs }: Ledger,
  { ledger, lastDelivery }: StatusContext['paths'],
): CivilDate | null {
  const sent = beginningOf(lastDelivery, 10)?.toString() ?? ''
  const known = [...entries, ...trying.map(one => one.waits), ...Object.values(channels).map(one => one.told)]
  const days = [...known.map(one => one?.day), ...(Array.isArray(runs) ? runs.map(one => one?.to) : [])]
  return isCivilDate(sent) && exists(ledger) && !days.some(day => day! >= sent) ? sent : null
}
