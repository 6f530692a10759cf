import { execFile } from 'node:child_process'
import type { ProgramResult } from '../../src/io/io.ts'

/** Runs a real program as `Io.run` does. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { input?: string; timeout?: number; env?: Record<string, string | undefined> } = {},
): Promise<ProgramResult> {
  return new Promise(resolve => {
    const child = execFile(
      file,
      [...args],
      { env: { ...process.env, ...options.env }, timeout: options.timeout ?? 20_000, maxBuffer: 64 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null
        const reason = error !== null && typeof error.code === 'string' ? error.code : null
        resolve({ code, stdout, stderr, error: reason })
      },
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input ?? '')
  })
}
