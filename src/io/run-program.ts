import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tryOr } from '../errors.ts'
import type { ProgramResult, RunOptions } from './io.ts'
import { onSignal } from './on-signal.ts'

const CAPTURED = 64 * 1024
/** How long to wait, in milliseconds, for a stopped program to end, or for streams held by its children. */
const GRACE = 200
const LOOK_MS = 5000

/** The variable that all processes which a program starts have from it, also those of another session. */
const MARK = 'RENEW_PROGRAM'

/** The exit codes of `sh` for a program that it could not start, with the system's code for each. */
const NOT_STARTED: Record<number, string | undefined> = { 126: 'EACCES', 127: 'ENOENT' }

/**
 * Runs a program; never throws (see `Io.run`). No shell reads its arguments. The program leads a group of its own, so
 * that it can be stopped together with all that it has started, also when a signal ends us.
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { input = '', capture = CAPTURED, bare = false, ...how }: RunOptions = {},
): Promise<ProgramResult> {
  const { spawn } = await import('node:child_process')
  const detached = process.platform !== 'win32'
  const mark = randomUUID()
  const env = { ...(bare ? {} : process.env), ...how.env, [MARK]: mark }
  const options = { env, cwd: how.cwd, detached, windowsHide: true }
  // Node would hang together with a program that is on a dead mount, or is looked for there.
  const child: ChildProcess = detached
    ? spawn(shell(), ['-c', 'exec "$0" "$@"', file, ...args], options)
    : spawn(file, [...args], options)
  const said = { stdout: '', stderr: '' }
  // When no more files can be opened, it has no streams, and the error event follows.
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text.slice(0, capture - said[name].length)
    })
  }
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const kill = () => killAll(child, mark, spawn)
  const forget = onSignal(kill)
  const { code, error } = await endOf(child, kill, how)
  void forget()
  const fault = detached ? NOT_STARTED[code ?? 0] : undefined
  // A program may end with such a code itself.
  if (fault === undefined || error !== null || (await isThere(file, { ...how, bare })))
    return { code, ...said, error }
  return { code: null, stdout: '', stderr: '', error: fault }
}

function endOf(
  child: ChildProcess,
  kill: () => void,
  { timeout, signal }: RunOptions,
): Promise<Pick<ProgramResult, 'code' | 'error'>> {
  return new Promise(resolve => {
    let stopped: string | null = null
    const finish = (code: number | null, error: string | null) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      child.unref()
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve({ code, error })
    }
    const stop = (reason: string) => {
      if (stopped !== null) return
      stopped = reason
      kill()
      // A program that hangs in the system, as on a dead mount, does not end.
      setTimeout(finish, GRACE, null, reason)
    }
    const timer = timeout ? setTimeout(stop, timeout, 'TIMEOUT') : undefined
    const abort = () => stop('ABORT_ERR')
    const onEnd = (code: number | null) => finish(code, stopped)
    child.on('error', (error: NodeJS.ErrnoException) => finish(null, error.code ?? 'EIO'))
    child.on('close', onEnd)
    child.on('exit', code => setTimeout(onEnd, GRACE, code).unref())
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
  })
}

function killAll(
  { pid }: ChildProcess,
  mark: string,
  spawn: typeof import('node:child_process').spawn,
): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    const stdio = 'ignore'
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio, windowsHide: true }).on('error', () => {})
    return
  }
  const kill = (one: number) => tryOr(() => process.kill(one, 'SIGKILL'), false)
  kill(-pid)
  for (const one of processesWith(`${MARK}=${mark}`)) kill(one)
}

function processesWith(variable: string): number[] {
  const has = (pid: string) => {
    // proc(5): the state follows the name. Of a process that waits for a dead disk, reading more may never end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    if (stat.charAt(stat.lastIndexOf(')') + 2) === 'D') return false
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(variable)
  }
  if (process.platform !== 'linux') return []
  // Another user's process cannot be read.
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && tryOr(() => has(name), false))
    .map(Number)
}

/** Android does not have it in /bin. */
function shell(): string {
  return existsSync('/bin/sh') ? '/bin/sh' : 'sh'
}

async function isThere(file: string, { env = {}, bare = false, cwd }: RunOptions): Promise<boolean> {
  const look = 'case $0 in */*) test -f "$0" && test -x "$0" ;; *) command -v "$0" ;; esac'
  const { code } = await runProgram(shell(), ['-c', look, file], { env, bare, cwd, timeout: LOOK_MS })
  return code === 0
}

/** Shows a text with a pager on our terminal (see `Io.page`). */
export async function runPager(command: string, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { spawn } = await import('node:child_process')
  return new Promise<boolean>(resolve => {
    // As in git: less ends when the text fits the screen, shows colours, and does not clear the screen. Without the
    // locale on this machine, it would show our letters as numbers.
    const withDefaults = { LESS: 'FRX', LESSCHARSET: 'utf-8', ...env }
    const child: ChildProcess = spawn(command, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: withDefaults,
    })
    child.on('error', () => resolve(false))
    child.on('close', code => resolve(NOT_STARTED[code ?? 0] === undefined))
    child.stdin?.on('error', () => {})
    child.stdin?.end(text)
  })
}
