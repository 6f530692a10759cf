import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { quotedForBash, readShellLine } from '../../src/commands/completion/shell-words.ts'
import { type Circumstances, newHome, renew } from '../world.ts'

const HOSTILE = [
  '$(touch x)',
  '`touch x`',
  'it\'s "me"; !x \\ *',
  '-dash',
  '护照',
  'ВНЖ Анны',
  'a:b=c',
  '~',
  '#1',
]

async function homeWith(...names: string[]): Promise<string> {
  const home = newHome()
  for (const name of names) {
    const card = [
      '--expires',
      '2027-12-31',
      '--guide',
      'kz/registration-card',
      '--holder',
      'Li Na',
      '--tags',
      'office',
    ]
    const { code, stderr } = await renew(home, ['add', ...card, '--', name])
    expect(code, stderr).toBe(0)
  }
  return home
}

/** What fish would offer, with descriptions, without the first line. */
async function offered(home: string, words: readonly string[], how?: Circumstances): Promise<string[]> {
  const { code, stdout, stderr } = await renew(home, ['completion', 'fish', '--', ...words], how)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout.split('\n').slice(1, -1)
}

const wordsOf = (lines: readonly string[]) => lines.map(line => line.split('\t')[0])

/** What bash would offer for a line, with what is replaced. */
async function inBash(home: string, line: string, end: string): Promise<string[]> {
  const { stdout } = await renew(home, ['completion', 'bash', '--', line, end])
  return stdout.split('\n').slice(1, -1)
}

describe('what may follow', () => {
  test.each<[string[], string[]]>([
    [[''], ['add', 'status', 'completion', 'help']],
    [
      ['help', ''],
      ['add', 'timer', 'dates', 'exit-codes', 'topics'],
    ],
    [
      ['timer', ''],
      ['install', 'status', 'print', 'remove'],
    ],
    [
      ['timer', 'install', '--with', ''],
      ['cron', 'systemd', 'launchd', 'schtasks'],
    ],
    [
      ['status', '-'],
      ['--stage', '--holder', '--json', '--help'],
    ],
    [
      ['status', '--stage', ''],
      ['valid', 'last-day'],
    ],
    [['status', '--holder', ''], ['Li Na']],
    [['status', '--holder='], ['--holder=Li Na']],
    [['status', '--tag', ''], ['office']],
    [
      ['--lang', ''],
      ['en', 'zh', 'ru', 'kk'],
    ],
    [['--lang', 'zh', ''], ['add']],
    [
      ['show', ''],
      ['me', 'child'],
    ],
    [['show', 'me', ''], ['--json']],
    [
      ['edit', 'me', '--method', ''],
      ['in-person', 'online', 'agent'],
    ],
    [
      ['edit', 'me', '--workdays', ''],
      ['KZ', 'weekends', 'none'],
    ],
    [['edit', 'me', '--links', 'me,'], ['me,child']],
    [['edit', 'me', '--zone', ''], ['Asia/Almaty']],
    [
      ['tick', 'me', ''],
      ['photo', 'application-form'],
    ],
    [['tick', '--holder', 'Li Na', ''], ['photo']],
    [['tick', 'ME', ''], ['photo']],
    [['tick', '--holder', 'li', ''], ['photo']],
    [
      ['edit', 'ME', '--method', ''],
      ['in-person', 'online', 'agent'],
    ],
    [
      ['channel', 'add', ''],
      ['email', 'ntfy'],
    ],
    [
      ['channel', 'add', 'ntfy', '-'],
      ['--topic', '--server', '--name'],
    ],
    [
      ['guide', ''],
      ['list', 'passport', 'me'],
    ],
    [
      ['config', 'set', ''],
      ['lang', 'remindAt'],
    ],
    [['config', 'set', 'lang', ''], ['zh']],
    [['config', 'set', 'color', ''], ['always']],
    [
      ['export', '--format', ''],
      ['ics', 'csv'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell'],
    ],
    [
      ['undo', ''],
      ['1', '2'],
    ],
  ])('%j', async (words, some) => {
    const home = await homeWith('me', 'child')
    const found = wordsOf(await offered(home, words))
    expect(found).toEqual(expect.arrayContaining(some))
    expect(new Set(found).size).toBe(found.length)
  })

  test('is not what was typed already, nor what belongs to another command', async () => {
    const home = await homeWith('me', 'child')
    expect(wordsOf(await offered(home, ['close', 'me', '']))).toEqual(['child'])
    expect(wordsOf(await offered(home, ['status', '--all', '-']))).not.toContain('--all')
    expect(wordsOf(await offered(home, ['close', '-']))).not.toContain('--stage')
    expect(wordsOf(await offered(home, ['channel', 'add', 'ntfy', '-']))).not.toContain('--password-of')
    expect(wordsOf(await offered(home, ['channel', 'add', 'desktop', '-']))).not.toContain('--topic')
    expect(wordsOf(await offered(home, ['reopen', '']))).toEqual([])
    await renew(home, ['tick', 'me', 'photo'])
    expect(wordsOf(await offered(home, ['untick', 'me', '']))).toEqual(['photo'])
    expect(wordsOf(await offered(home, ['tick', 'me', '']))).not.toContain('photo')
    expect(await offered(home, ['nonsense', ''])).toEqual([])
  })

  test.each([
    [['import', '']],
    [['export', '']],
    [['guide', 'new', '--file', '']],
    [['config', 'set', 'heartbeatCa', '']],
  ])('is a file after %j', async words => {
    expect((await renew(newHome(), ['completion', 'zsh', '--', ...words])).stdout).toBe('files\n')
  })

  test('is described in the language of the user, and typed in it', async () => {
    const home = await homeWith('me')
    const russian = { env: { LANG: 'ru_RU.UTF-8' } }
    expect(await offered(home, ['show', ''], russian)).toEqual(['me\tLi Na, 31 декабря 2027 (пт)'])
    const items = wordsOf(await offered(home, ['tick', 'me', ''], russian))
    expect(items.join(' ')).not.toMatch(/[a-z]/)
    for (const item of items.slice(0, 3)) {
      const { code, stderr } = await renew(home, ['tick', 'me', item!], russian)
      expect({ item, code, stderr }).toEqual({ item, code: 0, stderr: '' })
    }
    expect(wordsOf(await offered(home, ['untick', 'me', 'pho'], russian))).toContain('photo')
  })

  test('is offered by its id where a name is an option or has invisible characters', async () => {
    const home = await homeWith('-dash', 'a\u202eb')
    const lines = await offered(home, ['show', ''])
    for (const line of lines) expect(line).toMatch(/^[a-z0-9]{10}\t/)
    expect(lines.join('\n')).toContain('a\\u202eb, ')
    expect(wordsOf(await offered(home, ['show', '--', '']))).toContain('-dash')
  })
})

describe('stays silent', () => {
  test.each(['{', '', '[]', '{"schema":99}'])('where cards.json is %j', async text => {
    const home = await homeWith('me')
    writeFileSync(`${home}/cards.json`, text)
    for (const words of [
      ['show', ''],
      ['tick', 'me', ''],
      ['status', '--holder', ''],
      ['undo', ''],
    ])
      expect(await offered(home, words)).toEqual([])
    expect(wordsOf(await offered(home, ['']))).toContain('status')
  })

  test('without a home', async () => {
    const env = { RENEW_HOME: '', HOME: '', XDG_CONFIG_HOME: '', XDG_DATA_HOME: '' }
    expect(await offered(newHome(), ['show', ''], { env })).toEqual([])
  })
})

describe('in bash', () => {
  test.each(['', '"', "'", "$'"])(
    'every name is quoted behind %j, so that it is read as it is',
    async open => {
      const home = await homeWith(...HOSTILE)
      const lines = await inBash(home, `renew show -- ${open}`, '')
      expect(lines).toHaveLength(HOSTILE.length)
      const close = open.slice(-1)
      expect(lines.map(line => readShellLine(`renew show -- ${open}${line}${close} `).before.at(-1))).toEqual(
        HOSTILE,
      )
    },
  )

  test('only the part that readline replaces is printed', async () => {
    const home = await homeWith('Li Na', 'a:b=c')
    expect(await inBash(home, 'renew show Li\\ N', 'Li\\ N')).toEqual(['Li\\ Na'])
    expect(await inBash(home, 'renew show "Li N', 'Li N')).toEqual(['Li Na'])
    expect(await inBash(home, 'renew show a:b', 'b')).toEqual(['b=c'])
    expect(await inBash(home, 'renew status --holder=L', 'L')).toEqual(['Li\\ Na'])
    expect(await inBash(home, 'renew show li', 'li')).toEqual(['Li\\ Na'])
  })

  test('only the last command of the line counts', async () => {
    const home = await homeWith('me')
    expect(await inBash(home, 'cd x && RENEW_HOME=y renew show m', 'm')).toEqual(['me'])
  })
})

test.each([
  ['a "b c" d', ['a', 'b c'], 'd'],
  ["a 'b \\' c", ['a', 'b \\'], 'c'],
  ['a b\\ c', ['a'], 'b c'],
  ['a "b\\"$x', ['a'], 'b"$x'],
  ['a ; b c', ['b'], 'c'],
  ["a $'it\\'s' ", ['a', "it's"], ''],
])('a line of bash is read: %s', (line, before, current) => {
  expect(readShellLine(line)).toMatchObject({ before, current })
})

test('an exclamation mark is kept from the history', () => {
  expect(quotedForBash('a!b', 'double')).toBe(`a"'!'"b`)
  expect(quotedForBash('a!b', 'none')).toBe('a\\!b')
})

test('PowerShell gets quoted words, with what is shown and what it is', async () => {
  const home = await homeWith("O'Li Na", 'me')
  const typed = (words: string[]) => Buffer.from(JSON.stringify(words)).toString('base64')
  const { stdout } = await renew(home, ['completion', 'powershell', '--', typed(['show', "'O"])])
  expect(stdout).toBe("words\n'O''Li Na'\tO'Li Na\tLi Na, Fri 31 Dec 2027\n")
})

test('an unknown shell is refused with those there are, exit 2', async () => {
  const { code, stderr } = await renew(newHome(), ['completion', 'tcsh'])
  expect(code).toBe(2)
  expect(stderr).toContain('powershell')
})
