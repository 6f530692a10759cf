import type { ChildProcess } from 'node:child_process'
import type { ProgramResult } from './io.ts'

/** Most of each stream that is kept, unless more is asked for. */
const CAPTURED = 64 * 1024
/** How long a program that has ended may keep its streams open through others it left running, in milliseconds. */
const GRACE = 200

/** What a program is given, and how long it may take. */
export interface RunOptions {
  input?: string
  /** All its variables. */
  env: NodeJS.ProcessEnv
  /** The folder it starts in; ours, unless said. */
  cwd?: string
  /** Characters of each stream to keep. */
  capture?: number
  /** Milliseconds. */
  timeout?: number
  signal?: AbortSignal
}

/** Runs a program without a shell; never throws (see `Io.run`). */
export async function runProgram(
  file: string,
  args: readonly string[],
  { input = '', env, cwd, capture = CAPTURED, timeout, signal }: RunOptions,
): Promise<ProgramResult> {
  const { spawn } = await import('node:child_process')
  return new Promise<ProgramResult>(resolve => {
    const options = { env, windowsHide: true, ...(cwd === undefined ? {} : { cwd }) }
    const child: ChildProcess = spawn(file, [...args], options)
    const said = { stdout: '', stderr: '' }
    let ended: string | null = null
    const stop = (reason: string) => () => {
      ended ??= reason
      child.kill('SIGKILL')
    }
    const late = timeout ? setTimeout(stop('TIMEOUT'), timeout) : null
    const aborted = stop('ABORT_ERR')
    const finish = (code: number | null, error: string | null) => {
      if (late) clearTimeout(late)
      signal?.removeEventListener('abort', aborted)
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve({ code, ...said, error })
    }
    child.on('error', (error: NodeJS.ErrnoException) => finish(null, error.code ?? 'EIO'))
    // Where no more files can be opened it has no streams either, and the error is still to come.
    for (const name of ['stdout', 'stderr'] as const) {
      // What is too much is read and dropped: a talkative program has done its work all the same.
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        said[name] += text.slice(0, capture - said[name].length)
      })
    }
    child.on('close', code => finish(code, ended))
    child.on('exit', code => setTimeout(() => finish(code, ended), GRACE).unref())
    // A program that does not read its input closes the pipe; that is its own business.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
    if (signal?.aborted) aborted()
    else signal?.addEventListener('abort', aborted)
  })
}

/** What `sh` says when there is no such program, or none it may start. */
const NOT_STARTED = [126, 127]

/** Gives a text to a pager that has our terminal (see `Io.page`). */
export async function runPager(command: string, text: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { spawn } = await import('node:child_process')
  return new Promise<boolean>(resolve => {
    // As man and git have it: short texts are shown and left, colours are colours, the screen stays as it is.
    const words = { LESS: 'FRX', ...env }
    const child: ChildProcess = spawn(command, {
      shell: true,
      stdio: ['pipe', 'inherit', 'inherit'],
      env: words,
    })
    child.on('error', () => resolve(false))
    child.on('close', code => resolve(!NOT_STARTED.includes(code ?? 0)))
    // Whoever leaves the pager early has seen enough.
    child.stdin?.on('error', () => {})
    child.stdin?.end(text)
  })
}
