import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cronWord, wordsOfCommand } from '../../src/text/shell-words.ts'
import { BEGIN, END, readBlock, renderBlock } from '../../src/timers/crontab-entry.ts'
import { folderForTest, planWith, runProgram } from './real-run.ts'

describe('the crontab block', () => {
  test('is three lines between its markers, readable where nothing is special', () => {
    expect(renderBlock(planWith())).toBe(
      '# >>> renew: reminders; do not edit between these lines\n' +
        '7 9,13,18 * * * /usr/bin/env RENEW_HOME=/home/aliya/renew TZ=Asia/Almaty LC_CTYPE=C.UTF-8' +
        ' /usr/bin/node /usr/lib/node_modules/renew-reminder/bin/renew.js remind --scheduled\n' +
        '# <<< renew\n',
    )
  })

  test('names the hours in order, also past midnight', () => {
    expect(renderBlock(planWith({ times: ['22:30', '02:30', '07:30'] }))).toContain('\n30 2,7,22 * * * ')
    expect(renderBlock(planWith({ times: ['00:00', '04:00', '09:00'] }))).toContain('\n0 0,4,9 * * * ')
  })

  test('a command that cron would refuse or cut is not made', () => {
    const plan = (length: number) => planWith({ script: `/${'x'.repeat(length)}`, env: {} })
    const around = '/usr/bin/env /usr/bin/node / remind --scheduled'.length
    expect(() => renderBlock(plan(998 - around))).not.toThrow()
    expect(() => renderBlock(plan(999 - around))).toThrowError(
      expect.objectContaining({ code: 'timer-entry-too-long', values: { bytes: 999, limit: 998 } }),
    )
    const bytes = planWith({ script: `/${'王'.repeat(400)}` })
    expect(() => renderBlock(bytes)).toThrowError(expect.objectContaining({ code: 'timer-entry-too-long' }))
  })

  test('reads back what it wrote', () => {
    const plan = planWith({ script: "/it's 100% \\ #1/renew.js", times: ['22:05', '02:05', '07:05'] })
    expect(readBlock(renderBlock(plan))).toEqual({
      env: plan.env,
      node: plan.node,
      script: plan.script,
      times: ['02:05', '07:05', '22:05'],
    })
  })

  test('reads what a hand has edited as far as it goes', () => {
    const block = (line: string) => readBlock(`${BEGIN}\n${line}\n${END}\n`)
    expect(block('*/5 9 * * * /usr/bin/env A="b c" /n /s remind\r')).toMatchObject({
      env: { A: 'b c' },
      node: '/n',
      script: '/s',
      times: [],
    })
    expect(block('7 9 * * 1 /n /s')).toMatchObject({ node: '/n', times: [] })
    expect(block("7 9 * * * '/n /s")).toMatchObject({ node: null, script: null })
    expect(block('')).toEqual({ env: {}, node: null, script: null, times: [] })
  })
})

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

  test('never holds two backslashes side by side, nor a bare per cent or hash', () => {
    fc.assert(
      fc.property(text, value => {
        const word = cronWord(value)
        expect(word).not.toContain('\\\\')
        expect(word).not.toMatch(/(^|[^\\])%|#/)
        expect(wordsOfCommand(`x ${word} y`)).toEqual(['x', value, 'y'])
      }),
      { numRuns: 500 },
    )
  })
})
