import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'
import { tryOr } from '../errors.ts'
import { errnoOf } from './own-file.ts'

/** Who has a lock, in enough detail to distinguish it from a later process with the same id. */
export interface LockOwner {
  pid: number
  host: string
  machine: string | null
  boot: string | null
  /** PID namespace (Linux): containers number their processes separately. */
  space: string | null
  /** When the process started, in ticks since the boot (Linux): process ids are reused. */
  start: string | null
  token: string
}

/** `gone` only when that is certain; `elsewhere` when it cannot be seen from this machine or container. */
export type OwnerState = 'alive' | 'gone' | 'elsewhere'

type Self = Omit<LockOwner, 'token'>
let known: Self | null = null

export function thisOwner(): LockOwner {
  known ??= {
    pid,
    host: hostname(),
    machine: lineOf('/etc/machine-id'),
    boot: lineOf('/proc/sys/kernel/random/boot_id'),
    space: tryOr(() => readlinkSync('/proc/self/ns/pid'), null),
    start: processAt(pid)?.start ?? null,
  }
  return { ...known, token: `${pid}-${randomWord()}${randomWord()}` }
}

/** Parses the content of a lock file; null when it is not one of ours. */
export function parseOwner(text: string): LockOwner | null {
  const value: Partial<LockOwner> = tryOr(() => JSON.parse(text), null) ?? {}
  const word = (item: unknown) => (typeof item === 'string' ? item : null)
  const { pid: number, host, token } = value
  if (!Number.isSafeInteger(number) || number! < 1 || typeof host !== 'string') return null
  if (typeof token !== 'string' || !/^[0-9a-z-]{1,40}$/.test(token)) return null
  const { machine, boot, space, start } = value
  return {
    pid: number!,
    host,
    machine: word(machine),
    boot: word(boot),
    space: word(space),
    start: word(start),
    token,
  }
}

/** Whether an owner still runs, as far as `self` can see. */
export function ownerState(holder: LockOwner, self: Self = thisOwner()): OwnerState {
  const sameMachine = holder.host === self.host && holder.machine === self.machine
  if (holder.boot !== null && self.boot !== null) {
    if (holder.boot !== self.boot) return sameMachine ? 'gone' : 'elsewhere'
    return holder.space === self.space ? stateHere(holder) : 'elsewhere'
  }
  return sameMachine && holder.space === self.space ? stateHere(holder) : 'elsewhere'
}

/** Whether an owner is, or was, in another container on this kernel: whether it still runs cannot be seen from here. */
export function isInOtherContainer({ boot, space }: LockOwner, self: Self = thisOwner()): boolean {
  return boot !== null && boot === self.boot && space !== self.space
}

export function isRunning(number: number): boolean {
  try {
    kill(number, 0)
    return true
  } catch (error) {
    return errnoOf(error) !== 'ESRCH'
  }
}

function stateHere(holder: LockOwner): OwnerState {
  if (!isRunning(holder.pid)) return 'gone'
  const running = processAt(holder.pid)
  if (running === null) return 'alive'
  // A zombie keeps its id until its parent waits for it, which some parents never do.
  if (running.isDead) return 'gone'
  return holder.start === null || running.start === holder.start ? 'alive' : 'gone'
}

/** Reads `/proc/PID/stat`, proc(5): the name is in brackets and may contain anything; the state follows it. */
function processAt(number: number): { start: string; isDead: boolean } | null {
  const stat = lineOf(`/proc/${number}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state && start ? { start, isDead: state === 'Z' || state === 'X' } : null
}

function lineOf(file: string): string | null {
  return tryOr(() => readFileSync(file, 'utf8').trim() || null, null)
}

function randomWord(): string {
  return Math.random().toString(36).slice(2, 10)
}
