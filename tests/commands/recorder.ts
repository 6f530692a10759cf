import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { renew } from '../world.ts'

/** A reminder as a program gets it with its message (§7). */
export interface Heard {
  card: string
  name: string
  expires: string
  milestone: string
  date: string
  id: string
  stage: string
  daysLeft: number
}

/** A message as a program gets it on stdin. */
export interface Body {
  schema: number
  id: string
  lang: string
  text: string
  reminders: Heard[]
}

/**
 * Sets up a channel that keeps each message as a line of a file, by a real program.
 * @param script further words of the shell script, `exit 1` and the like
 * @returns reads what it got
 */
export async function addRecorder(home: string, name = 'log', script = ''): Promise<() => Body[]> {
  const kept = path.join(path.dirname(home), `${name}.jsonl`)
  const program = path.join(path.dirname(home), `${name}.sh`)
  writeFileSync(program, `#!/bin/sh\ncat >> '${kept}'\n${script}\n`, { mode: 0o700 })
  const words = ['channel', 'add', 'command', '--name', name, '--run', program, '--no-test']
  const { code, stderr } = await renew(home, words)
  expect(code, stderr).toBe(0)
  return () => {
    const lines = existsSync(kept) ? readFileSync(kept, 'utf8').trimEnd().split('\n') : []
    return lines.map(line => JSON.parse(line) as Body)
  }
}
