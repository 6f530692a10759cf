import type { ChildProcess } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { ProgramResult } from './io.ts'
import { onSignal } from './on-signal.ts'

/** How many characters of each stream are kept by default. */
const CAPTURED = 64 * 1024
/** How long to wait, in milliseconds, for a stopped program to end, or for streams held by its children. */
const GRACE = 200

export interface RunOptions {
  input?: string
  /** All its variables. */
  env: NodeJS.ProcessEnv
  /** The folder it starts in; ours by default. */
  cwd?: string
  /** Characters of each stream to keep. */
  capture?: number
  /** Milliseconds. */
  timeout?: number
  signal?: AbortSignal
  mayHang?: boolean
}

/** Exit codes of `sh` when a program does not exist or may not be started. */
const NOT_STARTED = [126, 127]

/**
 * Runs a program; never throws (see `Io.run`). No shell reads its arguments. The program leads a group of its own, so
 * that it can be stopped together with all that it has started, also when a signal ends us.
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { input = '', env, cwd, capture = CAPTURED, timeout, signal, mayHang = false }: RunOptions,
): Promise<ProgramResult> {
  const { spawn } = await import('node:child_process')
  return new Promise<ProgramResult>(resolve => {
    const detached = process.platform !== 'win32'
    const options = { env, detached, windowsHide: true, ...(cwd === undefined ? {} : { cwd }) }
    const bySh = mayHang && detached
    const child: ChildProcess = bySh
      ? spawn(shell(), ['-c', 'exec "$0" "$@"', file, ...args], options)
      : spawn(file, [...args], options)
    const said = { stdout: '', stderr: '' }
    let ended: string | null = null
    const stop = (reason: string) => () => {
      if (ended !== null) return
      ended = reason
      killGroup(child, spawn)
      // A program that hangs in the system, as on a dead mount, does not end.
      setTimeout(() => finish(null, ended), GRACE)
    }
    const late = timeout ? setTimeout(stop('TIMEOUT'), timeout) : null
    const aborted = stop('ABORT_ERR')
    const forget = onSignal(() => killGroup(child, spawn))
    const finish = (code: number | null, error: string | null) => {
      if (late) clearTimeout(late)
      signal?.removeEventListener('abort', aborted)
      void forget()
      child.unref()
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve({ code, ...said, error })
    }
    child.on('error', (error: NodeJS.ErrnoException) => finish(null, error.code ?? 'EIO'))
    // When no more files can be opened, it has no streams, and the error event follows.
    for (const name of ['stdout', 'stderr'] as const) {
      // What is too much is read and dropped: a talkative program has still done its work.
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        said[name] += text.slice(0, capture - said[name].length)
      })
    }
    const onEnd = (code: number | null) => {
      const fault = bySh && NOT_STARTED.includes(code ?? 0) ? startFault(file, env) : null
      finish(fault === null ? code : null, ended ?? fault)
    }
    child.on('close', onEnd)
    child.on('exit', code => setTimeout(onEnd, GRACE, code).unref())
    // A program that does not read its input may close the pipe.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
    if (signal?.aborted) aborted()
    else signal?.addEventListener('abort', aborted)
  })
}

/** Kills a program and all that it has started. */
function killGroup({ pid }: ChildProcess, spawn: typeof import('node:child_process').spawn): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    const stdio = 'ignore'
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio, windowsHide: true }).on('error', () => {})
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // All of them have ended.
  }
}

/** Returns the shell; Android does not have it in /bin. */
function shell(): string {
  return existsSync('/bin/sh') ? '/bin/sh' : 'sh'
}

/** Returns why `sh` could not start a program; null when it was there to be started. */
function startFault(file: string, { PATH = '' }: NodeJS.ProcessEnv): string | null {
  const places = file.includes('/') ? [file] : PATH.split(delimiter).map(folder => join(folder, file))
  const codes = places.map(place => {
    try {
      accessSync(place, constants.X_OK)
      return null
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'EIO'
    }
  })
  return codes.includes(null) ? null : (codes.find(code => code !== 'ENOENT') ?? 'ENOENT')
}

/** Shows a text with a pager on our terminal (see `Io.page`). */
export async function runPager(command: string, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { spawn } = await import('node:child_process')
  return new Promise<boolean>(resolve => {
    // As in git: less ends when the text fits the screen, shows colours, and does not clear the screen.
    const environment = { LESS: 'FRX', ...env }
    const child: ChildProcess = spawn(command, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: environment,
    })
    child.on('error', () => resolve(false))
    child.on('close', code => resolve(!NOT_STARTED.includes(code ?? 0)))
    // The user may leave the pager before it has read everything.
    child.stdin?.on('error', () => {})
    child.stdin?.end(text)
  })
}
