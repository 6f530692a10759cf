import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { type Circumstances, renew, type Said } from '../world.ts'

/** Returns every file below a folder with its bytes; nothing when there is no folder. */
export function bytesOf(folder: string): Record<string, string> {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
  return Object.fromEntries(files.map(file => [path.relative(folder, file), readFileSync(file, 'latin1')]))
}

/** What no terminal may get raw: controls except line ends and tabs, C1, line separators, bidi marks. */
export const RAW = /[^\P{Cc}\n\t]|[\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u

/** Checks that a call is refused: its exit code, one line on stderr, nothing raw, and no byte changed. */
export async function refused(
  home: string,
  argv: readonly string[],
  code: number,
  how?: Circumstances,
): Promise<Said> {
  const before = bytesOf(home)
  const said = await renew(home, argv, how)
  expect(said.code, said.stderr).toBe(code)
  expect(said.stdout).toBe('')
  expect(said.stderr).toMatch(/^renew: [^\n]+\n$/)
  expect(said.stderr).not.toMatch(RAW)
  expect(said.stderr.length).toBeLessThan(500)
  expect(bytesOf(home)).toEqual(before)
  return said
}
