import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Io, ProgramResult } from '../../src/io/io.ts'

const ENDED: ProgramResult = { code: 0, stdout: '', stderr: '', error: null }

/**
 * A crontab in memory, for tests that start no process; no user manager answers.
 * @param also answers for other programs, by name
 */
export function fakeCrontab(
  table: string | null = null,
  also: Record<string, (args: readonly string[]) => Partial<ProgramResult>> = {},
) {
  const box = { table, io: {} as Partial<Io> }
  box.io = {
    async run(file, args) {
      const answer = also[file]
      if (answer) return { ...ENDED, ...answer(args) }
      const [, script = '', , folder = ''] = args
      if (file !== '/bin/sh' || !script.includes('crontab')) return { ...ENDED, code: 1, stderr: 'not here' }
      if (script.includes('crontab -l')) {
        if (box.table === null) return { ...ENDED, code: 1, stderr: 'no crontab for aliya' }
        writeFileSync(path.join(folder, 'listing'), box.table, 'latin1')
      } else if (script.includes('crontab -r')) box.table = null
      else box.table = readFileSync(path.join(folder, 'table'), 'latin1')
      return ENDED
    },
  }
  return box
}
