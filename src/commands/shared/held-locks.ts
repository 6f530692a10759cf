import type { StatusContext } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { type LockInfo, lockInfo, minutesSince } from '../../storage/lock.ts'
import { moment } from '../../text/dates.ts'
import { shellWord } from '../../text/printable.ts'

/** Minutes after which a run or a change on this machine counts as stuck; both end much sooner (§8). */
const STUCK_AFTER_MIN = 5

/** A fault, and the command that helps. */
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
    const at = (instant: number) => moment(ctx.io.timestamp(instant), ctx.words)
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
