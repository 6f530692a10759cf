import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderBlock } from '../../src/timers/crontab.ts'
import { folderForTest, planWith } from './plans.ts'
import { runProgram } from './real-run.ts'

/** What Vixie cron and its heirs do to a command before the shell sees it; some halve `\\`, some do not. */
function vixie(command: string, halves: boolean): string {
  let result = ''
  for (let at = 0; at < command.length; at += 1) {
    const [char, next] = [command[at] ?? '', command[at + 1] ?? '']
    if (char === '\\') {
      at += 1
      result += next === '%' || (halves && next === '\\') ? next : char + next
    } else if (char === '%') return result
    else result += char
  }
  return result
}

const CRONS: Record<string, (command: string) => string> = {
  'Vixie cron 3.0': command => vixie(command, true),
  'cronie and ISC cron': command => vixie(command, false),
  // busybox takes the rest of the line after # for a comment, even within quotes, and gives % no meaning.
  'busybox crond': command => command.replace(/#.*/s, '').trimEnd(),
}

/** A program that writes its name, its arguments and three variables, each ended by a NUL. */
const DUMP = `#!/bin/sh
printf '%s\\0' "$0" "$@" "$RENEW_HOME" "$XDG_DATA_HOME" "$TZ"
`

const special = fc.constantFrom(...` '"%$\\\`#!~;&|<>()[]{}*?^=:,@-é王ә🙂`)
const text = fc.string({
  unit: fc.oneof({ weight: 3, arbitrary: special }, fc.constantFrom(...'abz09._')),
  maxLength: 30,
})
const runs = [{ name: 'é %', home: "a'b\\\\%c", data: '\\\\\\', zone: '%%' }]

describe('the line, taken by cron and run by the real /bin/sh', () => {
  const shells = ['/bin/sh', '/bin/bash', '/bin/dash'].filter(shell => existsSync(shell))

  test('gives the exact arguments and variables, whatever is in them and whichever cron it is', async () => {
    const folder = folderForTest()
    const name = text
      .filter(one => one !== '' && one !== '.' && one !== '..')
      .map(one => one.replaceAll('=', '-'))
    let count = 0
    await fc.assert(
      fc.asyncProperty(
        fc.record({ name, home: text, data: text, zone: text }),
        async ({ name, home, data, zone }) => {
          count += 1
          const node = join(folder, String(count), name)
          mkdirSync(dirname(node), { recursive: true })
          writeFileSync(node, DUMP)
          chmodSync(node, 0o700)
          const script = `/some where/${name}`
          const plan = planWith({ node, script, env: { RENEW_HOME: home, XDG_DATA_HOME: data, TZ: zone } })
          const line = renderBlock(plan).split('\n')[1] ?? ''
          const command = line.replace(/^\S+ \S+ \* \* \* /, '')
          for (const [cron, taken] of Object.entries(CRONS)) {
            const shell = shells[count % shells.length] ?? '/bin/sh'
            const { stdout, stderr } = await runProgram(shell, ['-c', taken(command)])
            const words = [node, script, 'remind', '--scheduled', home, data, zone]
            expect({ cron, stderr, words: stdout.split('\0').slice(0, -1) }).toEqual({
              cron,
              stderr: '',
              words,
            })
          }
        },
      ),
      { numRuns: 60, examples: runs.map(run => [run]) },
    )
  })
})
