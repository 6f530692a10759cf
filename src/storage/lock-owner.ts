import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'
import { errnoOf } from './own-file.ts'

/** Who holds a lock, told exactly enough that another process of the same number is not taken for it. */
export interface LockOwner {
  pid: number
  /** Name of the machine or container. */
  host: string
  /** The installation of the system, where it says. */
  machine: string | null
  /** One boot of one kernel, where the system says. */
  boot: string | null
  /** The space in which the number counts (Linux): containers number their processes anew. */
  space: string | null
  /** When the process started, in ticks since the boot (Linux): numbers are used again. */
  start: string | null
  /** Different for every lock that is taken. */
  token: string
}

/** `gone` is only said when it is certain; `elsewhere`: nothing can be known from here. */
export type OwnerState = 'alive' | 'gone' | 'elsewhere'

type Self = Omit<LockOwner, 'token'>
let known: Self | null = null

/** This process as the holder of a new lock. */
export function thisOwner(): LockOwner {
  known ??= {
    pid,
    host: hostname(),
    machine: lineOf('/etc/machine-id'),
    boot: lineOf('/proc/sys/kernel/random/boot_id'),
    space: linkOf('/proc/self/ns/pid'),
    start: processAt(pid)?.start ?? null,
  }
  return { ...known, token: `${pid}-${randomWord()}${randomWord()}` }
}

/** What a lock file says, null when it is none of ours. */
export function parseOwner(text: string): LockOwner | null {
  let value: Partial<LockOwner>
  try {
    value = JSON.parse(text) ?? {}
  } catch {
    return null
  }
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

/** Whether a holder still runs, as far as it can be known from `self`. */
export function ownerState(holder: LockOwner, self: Self = thisOwner()): OwnerState {
  const sameMachine = holder.host === self.host && holder.machine === self.machine
  if (holder.boot !== null && self.boot !== null) {
    // The machine was started anew since: nothing of then runs any more.
    if (holder.boot !== self.boot) return sameMachine ? 'gone' : 'elsewhere'
    return holder.space === self.space ? stateHere(holder) : 'elsewhere'
  }
  return sameMachine && holder.space === self.space ? stateHere(holder) : 'elsewhere'
}

/** Whether a process of this number runs here. */
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
  // A killed process keeps its number until its parent has asked for it, which some parents never do.
  if (running.isDead) return 'gone'
  return holder.start === null || running.start === holder.start ? 'alive' : 'gone'
}

/** proc(5), `/proc/PID/stat`: the name stands in brackets and may hold anything; state is the field behind it. */
function processAt(number: number): { start: string; isDead: boolean } | null {
  const stat = lineOf(`/proc/${number}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return state && start ? { start, isDead: state === 'Z' || state === 'X' } : null
}

function lineOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch {
    return null
  }
}

function linkOf(file: string): string | null {
  try {
    return readlinkSync(file)
  } catch {
    return null
  }
}

function randomWord(): string {
  return Math.random().toString(36).slice(2, 10)
}
