import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { tryOr } from '../errors.ts'
import { failure } from '../failure.ts'
import type { ProgramResult } from '../io/io.ts'
import { type ChannelWorld, channelError } from './channel.ts'

/** Whether a program was stopped in its work, by us or by another: it may have delivered. */
export function wasStopped({ code, error }: ProgramResult): boolean {
  return error === 'TIMEOUT' || error === 'ABORT_ERR' || (code === null && error === null)
}

const READ_MS = 5000
/**
 * Reads the beginning of a file. A pipe is left alone: reading one may never end either, and its mount is not dead.
 * A folder of `PATH` may be on a dead mount itself.
 */
const READ = 'PATH=/usr/bin:/bin:$PATH; test ! -f "$0" || head -c 1 -- "$0"'

/**
 * Whether a file can be read, or fails at once. On a dead mount reading or starting it never ends: it would stop every
 * channel, and even keep this process from ending. So another program tries it.
 */
export async function isReadable(
  file: string,
  { platform, run, signal }: Pick<ChannelWorld, 'platform' | 'run'> & { signal?: AbortSignal },
): Promise<boolean> {
  if (platform === 'win32') return true
  return !wasStopped(await run('/bin/sh', ['-c', READ, file], { timeout: READ_MS, signal }))
}

/** Checks that a file does not hang. @throws DeliveryError */
export async function assertReadable(file: string, world: Parameters<typeof isReadable>[1]): Promise<void> {
  if (!(await isReadable(file, world))) throw channelError(failure('file-silent', { file }))
}

/**
 * Returns the text of a file; null when it is larger, in bytes, or of another kind: reading a pipe would hang, and a
 * device may never end.
 */
export function readSmall(file: string, limit: number): string | null {
  const kind = statSync(file)
  return kind.isFile() && kind.size <= limit ? readFileSync(file, 'utf8') : null
}

/** Whether a path is a file that the user may run. */
export function isRunnable(file: string): boolean {
  return tryOr(() => {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  }, false)
}

/**
 * Returns where a program is found; null when it is not.
 * @param name a path, or a name to look up in `PATH`
 */
export function findProgram(name: string, env: Readonly<Record<string, string | undefined>>): string | null {
  if (name.includes('/') || name.includes('\\')) return isRunnable(name) ? name : null
  const folders = (env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '')
  return folders.map(folder => path.join(folder, name)).find(isRunnable) ?? null
}

/**
 * Splits a line into words as a shell does, but expands nothing: blanks separate words, `'…'` and `"…"` quote, a
 * backslash quotes the next character except inside `'…'`.
 * @returns null when a quote is not closed
 */
export function splitWords(line: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let quote: string | null = null
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!
    if (quote === null && /\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else if (char === quote) {
      quote = null
    } else if (quote === null && (char === "'" || char === '"')) {
      quote = char
      word ??= ''
    } else if (char === '\\' && quote !== "'" && at + 1 < line.length) {
      word = (word ?? '') + line[++at]
    } else {
      word = (word ?? '') + char
    }
  }
  if (quote !== null) return null
  if (word !== null) words.push(word)
  return words
}
