import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Circumstances, newHome, renew } from '../world.ts'
import { bytesOf, RAW, refused } from './untouched.ts'

/** Names with their number in the table of FAULTS.md. */
const KEPT: [number, string][] = [
  [20, '🪪'],
  [20, '👨‍👩‍👧‍👦 family'],
  [20, '🇰🇿🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  [20, 'e\u0301e\u0323\u0302'],
  [20, 'Z̷̧a̸l̵g̷o̶'],
  [21, 'بطاقة الإقامة'],
  [21, '\u202egnp.exe'],
  [21, 'a\u2066b\u2069c'],
  [21, '\u202dleft'],
  [22, 'a\u200bb'],
  [22, 'soft\u00adhyphen'],
  [22, 'a\ufeffb'],
  [22, '\u2800'],
  [27, '../x'],
  [27, '/etc/passwd'],
  [27, 'C:\\x'],
  [27, '.'],
  [27, '..'],
  [27, 'nul'],
  [27, 'CON'],
  [28, '--flag'],
  [28, '-x'],
  [28, '--json'],
  [28, '--'],
  [28, '-'],
  [29, '__proto__'],
  [29, 'constructor'],
  [29, 'prototype'],
  [29, 'toString'],
  [29, 'hasOwnProperty'],
  [29, 'a.b'],
  [29, 'a[0]'],
  [31, '=1+1'],
  [31, '@SUM(A1)'],
  [31, '+1'],
  [31, '-1'],
  [33, '$(id)'],
  [33, '`id`'],
  [33, '%s%n'],
  [33, '"quoted" \'too\''],
  [33, '\\n'],
  [33, '$HOME'],
  [26, '卡'.repeat(80)],
  [26, '👍'.repeat(80)],
]

describe('a name is stored exactly as typed, and shown so that it does no harm:', () => {
  /** Runs a command that must succeed, and returns its answer, which must not hold a character that acts or hides. */
  async function say(home: string, argv: readonly string[], how?: Circumstances): Promise<string> {
    const said = await renew(home, argv, how)
    expect(said.code, `${argv.join(' ')}: ${said.stderr}`).toBe(0)
    expect(unwrapped(said.stdout), argv.join(' ')).not.toMatch(HIDDEN)
    expect(said.stderr, argv.join(' ')).not.toMatch(HIDDEN)
    return said.stdout
  }

  test.each(KEPT)('(%i) %j', async (_, name) => {
    const home = newHome()
    await say(home, ['add', '--expires', '2026-12-31', '--', name])
    const { stdout } = await renew(home, ['list', '--json'])
    expect(stdout).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029]/u)
    expect(JSON.parse(stdout)).toMatchObject({ cards: [{ name }] })
    await say(home, ['show', '--', name])
    await say(home, ['edit', '--holder', name, '--tags', 'x', '--', name])
    await say(home, ['status', '--holder', name])
    await say(home, ['ack', '--', name])
    await say(home, ['snooze', '--for', '2d', '--', name])
    await say(home, ['close', '--', name])
    await say(home, ['reopen', '--', name])
    await say(home, ['done', '--expires', '2027-12-31', '--', name])
    await say(home, ['history', '--', name])
    await say(home, ['undo', '--yes'])
    expect((await renew(home, ['remove', '--', name])).stderr).not.toMatch(HIDDEN)
    await say(home, ['remove', '--yes', '--', name])
    expect(JSON.parse((await renew(home, ['list', '--json'])).stdout)).toMatchObject({ cards: [] })
    // Nothing outside the home, and no file of that name in it.
    expect(readdirSync(path.dirname(home))).toEqual(['home'])
    expect(
      readdirSync(home).every(file =>
        /^(cards|ledger|settings)\.json$|^kept$|^last-delivery$|^prompt$/.test(file),
      ),
    ).toBe(true)
  })

  test('all of them, in lists, on screens and in reminders', async () => {
    const home = newHome()
    const names = [...new Set(KEPT.map(([, name]) => name))]
    for (const name of names)
      await say(home, ['add', '--expires', '2026-12-31', '--holder', name, '--', name])
    // One line a card, even when its name contains a line break or a tab.
    for (const command of ['list', 'status'])
      expect((await say(home, [command])).split('\n')).toHaveLength(names.length + 1)
    for (const width of [20, 40, 80]) {
      const terminal = { width, height: 1000 }
      await say(home, ['status', '--all'], { terminal })
      await say(home, ['list'], { terminal })
    }
    await say(home, ['remind'])
    await say(home, ['history', '--changes'])
  })
})

/** Removes the isolates that a terminal gets around right-to-left text. */
const unwrapped = (text: string): string => text.replace(/\u2068([^\u2066-\u2069\n]*)\u2069/gu, '$1')
const HIDDEN = new RegExp(`${RAW.source}|\\u00ad`, 'u')

describe('an invalid name is refused in one line, and nothing is stored:', () => {
  test.each([
    [23, '\u001b[31mred\u001b[0m'],
    [23, '\u001b]0;title\u0007'],
    [23, '\u001b]8;;http://evil\u0007link\u001b]8;;\u0007'],
    [23, '\u001b]52;c;ZXZpbA==\u0007'],
    [23, '\u009b31mred'],
    [23, 'bell\u0007'],
    [23, 'back\b\b\bspace'],
    [24, 'two\nlines'],
    [24, 'two\rlines'],
    [24, 'two\u2028lines'],
    [24, 'two\u2029lines'],
    [25, 'nul\u0000'],
    [26, 'x'.repeat(81)],
    [26, 'x'.repeat(10_000)],
    [30, 'lone \ud800 surrogate'],
    [30, '\udfff'],
    [31, '\u0009=1+1\u0009x'],
    [32, 'DTSTART:20260101\r\nEND:VEVENT'],
    [35, ''],
    [35, '   '],
    [35, '\t\n'],
  ])('(%i) %j', async (_, name) => {
    const home = newHome()
    await refused(home, ['add', '--expires', '2026-12-31', '--', name], 2)
    expect(existsSync(home)).toBe(false)
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await refused(home, ['edit', 'me', '--name', name], 2)
    const shown = await renew(home, ['show', '--', name])
    expect(shown.code).toBe(1)
    expect(shown.stderr).toMatch(/^renew: [^\n]+\n$/)
    expect(shown.stderr).not.toMatch(RAW)
    expect(shown.stderr.length).toBeLessThan(500)
  })
})

describe('a name that looks like an option, before --,', () => {
  test.each(['--flag', '-x', '--josn', '---'])('is an option: %s', async name => {
    const home = newHome()
    const { code, stderr } = await renew(home, ['add', name, '--expires', '2026-12-31'])
    expect([code, existsSync(home)]).toEqual([2, false])
    expect(stderr).toMatch(/^renew: [^\n]+\n$/)
  })
})

test('(35) blanks around a name are dropped, and it is found in every Unicode normal form', async () => {
  const home = newHome()
  await renew(home, ['add', ' \u00a0Caf\u00e9 \t', '--expires', '2026-12-31'])
  const { stdout } = await renew(home, ['show', 'cafe\u0301', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ card: { name: 'Caf\u00e9' } })
})

test('invalid input is repeated without its controls, and cut', async () => {
  const nasty = `\u001b[31m\u202e${'x'.repeat(10_000)}\n\u0000`
  const home = newHome()
  for (const [argv, code] of [
    [[nasty], 2],
    [['status', `--${nasty}`], 2],
    [['status', '--stage', nasty], 2],
    [['status', '--lang', nasty], 2],
    [['status', '--on', nasty], 2],
    [['status', '--within', nasty], 2],
    [['show', nasty], 1],
    [['show', 'a', nasty], 2],
    [['config', 'get', nasty], 2],
    [['config', nasty], 2],
    [['config', 'set', 'zone', nasty], 2],
    [['config', 'set', 'heartbeat', nasty], 2],
    [['guide', nasty], 1],
    [['add', 'me', '--expires', '2026-12-31', '--guide', nasty], 1],
    [['add', 'me', '--expires', '2026-12-31', '--lead', nasty], 2],
    [['add', 'me', '--expires', '2026-12-31', '--milestones', nasty], 2],
    [['add', 'me', '--expires', '2026-12-31', '--durations', nasty], 2],
    [['add', 'me', '--expires', '2026-12-31', '--note', nasty], 2],
    [['add', 'me', '--expires', '2026-12-31', '--channels', nasty], 1],
    [['add', 'me', '--expires', '2026-12-31', '--links', nasty], 1],
    [['remind', '--channel', nasty], 1],
    [['channel', 'add', nasty], 2],
    [['channel', 'add', 'command', '--name', nasty, '--run', '/bin/true'], 2],
    [['channel', 'add', 'command', '--run', nasty], 2],
    [['channel', 'remove', nasty], 1],
    [['timer', 'install', '--with', nasty], 2],
    [['timer', 'print', '--at', nasty], 2],
    [['export', '--format', nasty], 2],
  ] as [string[], number][]) {
    const { code: got, stderr } = await renew(home, argv)
    const what = argv.map(word => word.slice(0, 30)).join(' ')
    expect(got, what + stderr.slice(0, 300)).toBe(code)
    expect(stderr, what).toMatch(/^renew: [^\n]+\n$/)
    expect(stderr, what).not.toMatch(RAW)
    expect(stderr.length, what).toBeLessThan(600)
    const json = await renew(home, [...argv, '--json'])
    expect(json.stdout, what).not.toMatch(/\u001b|\u0000/)
  }
  expect(bytesOf(home)).toEqual({})
})
