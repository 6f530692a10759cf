import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'
import { bytesOf, RAW, refused } from './untouched.ts'

const OVERRIDE = '\u202egnp'

async function homeWith(name: string): Promise<string> {
  const home = newHome()
  const said = await renew(home, [
    'add',
    '--expires',
    '2026-12-31',
    '--holder',
    name,
    '--note',
    name,
    '--',
    name,
  ])
  expect(said.code, said.stderr).toBe(0)
  return home
}

test('(21) a bidi mark does not reorder JSON, calendars or exported text on a terminal', async () => {
  const home = await homeWith(OVERRIDE)
  for (const argv of [
    ['list', '--json'],
    ['status', '--json'],
    ['show', '--json', '--', OVERRIDE],
    ['export', '--format', 'json'],
    ['export', '--format', 'ics'],
  ]) {
    const { stdout } = await renew(home, argv)
    expect(stdout.replaceAll('\r', ''), argv.join(' ')).not.toMatch(RAW)
    expect(stdout, argv.join(' ')).toMatch(/\\u202egnp/)
  }
  for (const format of ['csv', 'ics', 'json']) {
    const { stdout } = await renew(home, ['export', '--format', format], { terminal: { width: 80 } })
    expect(stdout, format).not.toMatch(RAW)
  }
  // Exactly as typed for other programs.
  expect(JSON.parse((await renew(home, ['list', '--json'])).stdout)).toMatchObject({
    cards: [{ name: OVERRIDE }],
  })
  expect((await renew(home, ['export', '--format', 'csv'])).stdout).toContain(`\n${OVERRIDE},`)
})

test('(31) no cell of an exported table is a formula, and each is imported unchanged', async () => {
  for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', "='x'!A1", "=cmd|' /C calc'!A0"]) {
    const home = await homeWith(name)
    const { stdout } = await renew(home, ['export', '--format', 'csv'])
    for (const cell of stdout.split(/[,\r\n]+/))
      expect(cell.replace(/^"/, ''), name).not.toMatch(/^[=+\-@\t\r]/)
    const file = path.join(path.dirname(home), 'cards.csv')
    writeFileSync(file, stdout)
    const other = newHome()
    const said = await renew(other, ['import', file])
    expect(said.code, said.stderr).toBe(0)
    const { cards } = JSON.parse((await renew(other, ['list', '--json'])).stdout)
    expect(cards).toMatchObject([{ name, holder: name, note: name }])
  }
})

test('(27) a guide’s name cannot lead out of the folder of guides', async () => {
  const home = newHome()
  const outside = path.join(path.dirname(home), 'outside.json')
  writeFileSync(outside, '{"title":{"en":"secret"}}')
  mkdirSync(path.join(home, 'guides'), { recursive: true, mode: 0o700 })
  symlinkSync(path.dirname(home), path.join(home, 'guides', 'up'))
  const before = readdirSync(path.dirname(home))
  for (const id of [
    ...[
      '../outside',
      '../../outside',
      '/etc/passwd',
      './outside',
      'a/../../outside',
      'a//b',
      'a/',
      '.',
      '..',
      '',
    ],
    ...['..\\outside', 'C:\\x', '%2e%2e/outside', '__proto__', 'toString', 'a b', 'A', 'a\u0000b'],
  ]) {
    await refused(home, ['guide', 'new', '--', id], 2)
    for (const argv of [
      ['guide', '--', id],
      ['add', 'x', '--expires', '2027-01-01', `--guide=${id}`],
      // An empty value clears a setting.
      ...(id === '' ? [] : [['config', 'set', 'guide', '--', id]]),
    ])
      expect([1, 2], `${argv.join(' ')}`).toContain((await renew(home, argv)).code)
  }
  expect(readdirSync(path.dirname(home))).toEqual(before)
  expect(existsSync(path.join(home, 'cards.json'))).toBe(false)
  expect((await renew(home, ['guide', 'up/outside'])).stdout).not.toContain('secret')
  // A name that every object has as a key is an ordinary name.
  expect((await renew(home, ['guide', 'constructor'])).code).toBe(1)
  expect((await renew(home, ['guide', 'new', 'constructor'])).code).toBe(0)
  expect((await renew(home, ['guide', 'constructor'])).code).toBe(0)
})

test('(62) keys that every object has change no prototype', async () => {
  const home = newHome()
  const file = path.join(path.dirname(home), 'in.json')
  const evil = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"'
  writeFileSync(file, `{"schema":1,"cards":[{"name":"p","expires":"2026-12-31",${evil}}],${evil}}`)
  for (const argv of [
    ['import', file],
    ['restore', file, '--yes'],
    ['guide', 'validate', file],
    ['status'],
    ['list'],
  ])
    expect((await renew(home, argv)).code, argv.join(' ')).not.toBe(70)
  const table = path.join(path.dirname(home), 'in.csv')
  writeFileSync(table, 'name,expires,__proto__,constructor\nq,2026-12-31,x,y\n')
  await renew(home, ['import', table, '--map', '*=-'])
  for (const name of ['p', 'q']) expect((await renew(home, ['show', name])).code, name).toBe(0)
  for (const flag of ['--durations', '--readings']) await renew(home, ['edit', 'q', `${flag}=__proto__=2d`])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

test('(63) something other than a regular file is neither overwritten nor restored', async () => {
  const home = await homeWith('me')
  const folder = path.dirname(home)
  const victim = path.join(folder, 'victim')
  writeFileSync(victim, 'precious')
  symlinkSync(victim, path.join(folder, 'link'))
  const before = bytesOf(home)
  for (const place of ['link', '.'].map(name => path.join(folder, name))) {
    for (const argv of [
      ['export', place, '--force'],
      ['backup', place, '--force'],
    ]) {
      const { stderr } = await refused(home, argv, 1)
      expect(stderr).toContain('not a regular file')
      expect(stderr).not.toContain('--force')
    }
  }
  for (const [source, reason] of [
    [folder, 'it is a folder'],
    ['/dev/zero', 'it is not a regular file'],
  ] as const) {
    const { stderr } = await refused(home, ['restore', source, '--yes'], 1)
    expect(stderr).toContain(`${source} cannot be used because ${reason}`)
  }
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  expect(bytesOf(home)).toEqual(before)
})
