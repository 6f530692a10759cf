import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/commands/index.ts'
import { widthOf } from '../../src/text/width.ts'
import { newHome, renew } from '../world.ts'

/** Commands with commands of their own. */
const SUBCOMMANDS: Record<string, string[]> = {
  timer: ['install', 'status', 'print', 'remove'],
  channel: ['add', 'list', 'test', 'remove'],
  config: ['get', 'set', 'unset', 'list', 'path'],
  guide: ['list'],
}
const ALL = Object.keys(COMMANDS).flatMap(name => [
  [name],
  ...(SUBCOMMANDS[name] ?? []).map(sub => [name, sub]),
])

describe('help', () => {
  test('lists every command, the four of every day first', async () => {
    const { code, stdout, stderr } = await renew(newHome(), ['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(match => match[1])
    for (const name of Object.keys(COMMANDS)) expect(listed).toContain(name)
    expect(listed.slice(0, 4)).toEqual(['add', 'status', 'done', 'remind'])
    expect(stdout).toMatch(/^More:\n(?: {2}.*\n)*? {2}help .*\n\nOptions:\n/m)
    expect((await renew(newHome(), ['help'])).stdout).toBe(stdout)
    expect((await renew(newHome(), ['-h'])).stdout).toBe(stdout)
  })

  test.each(ALL.map(words => [words.join(' '), words] as const))(
    'of %s has an example',
    async (name, words) => {
      const { code, stdout, stderr } = await renew(newHome(), [...words, '--help'])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(new RegExp(`Examples:\\n +renew ${words[0]}`))
      expect(stdout).toContain('--lang <code>')
      expect(stdout).toContain('--no-color')
      expect(await renew(newHome(), ['help', words[0]!]), name).toMatchObject({ code: 0, stderr: '' })
    },
  )

  test.each(['en', 'zh', 'ru', 'kk'])(
    'of everything is whole in %s: nothing undefined, nothing left in another language',
    async lang => {
      for (const words of [[], ...ALL]) {
        const { stdout } = await renew(newHome(), [...words, '--help'], { env: { RENEW_LANG: lang } })
        expect(stdout).not.toMatch(/undefined|\[object|function/)
        if (lang === 'zh')
          expect(stdout, words.join(' ')).not.toMatch(/^(Usage|Options|Arguments|Commands|Example):/m)
      }
    },
  )

  test('does not need a home, and makes none', async () => {
    const env = { RENEW_HOME: '', HOME: '/nonexistent' }
    expect((await renew('/nonexistent/home', ['--help'], { env })).code).toBe(0)
    expect((await renew('/nonexistent/home', ['add', '--help'], { env })).code).toBe(0)
  })
})

test('--version says the version', async () => {
  const { version } = (await import('../../package.json')).default
  for (const flag of ['--version', '-V', '-v', 'version'])
    expect(await renew(newHome(), [flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

describe('wrong usage is exit 2 and one line that says what to type', () => {
  test.each([
    ['an unknown command, with the nearest', ['stauts'], 'status'],
    ['the beginning of a command', ['rem'], 'rem'],
    ['an unknown option, with the nearest', ['status', '--jsn'], '--json'],
    ['an unknown option of renew itself', ['--frobnicate'], '--frobnicate'],
    ['an unknown command of a command', ['config', 'gte', 'lang'], 'get'],
    ['no command of a command', ['config'], 'one of: get, set'],
    ['a missing argument', ['show'], 'name'],
    ['a missing argument, with an example', ['snooze'], 'renew snooze me --for 3d'],
    ['a missing value', ['add', 'me', '--expires'], '--expires'],
    ['too many words', ['show', 'my', 'card'], 'type: renew show <name>'],
    ['not one of the choices', ['status', '--stage', 'soon'], "prepare, 'last day', expired"],
    ['a language that nobody speaks', ['status', '--lang', 'tlh'], 'en (English), zh (中文)'],
    ['a day to answer for that is none', ['status', '--on', '2026-02-30'], '2026-02-30'],
    ['a time that is none', ['status', '--within', '1m'], '1m'],
    ['--check with a value', ['status', '--check=yes'], '--check'],
  ])('%s: %j', async (_, words, hint) => {
    const { code, stdout, stderr } = await renew(newHome(), words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^renew: [^\n]+\n$/)
    expect(stderr).toContain(hint)
  })
})

test('a document or a paper may be called like an option or a date', async () => {
  const home = newHome()
  for (const name of ['holder', '2027-12-31', 'me'])
    await renew(home, ['add', name, '--expires', '2026-12-31', '--guide', 'generic'])
  expect(await renew(home, ['ack', 'holder', '2027-12-31', 'me'])).toMatchObject({ code: 0 })
  expect(await renew(home, ['status', 'holder', '2027', 'me'])).toMatchObject({ code: 0 })
  expect(await renew(home, ['tick', 'me', 'pages', 'photo', '--own'])).toMatchObject({ code: 0 })
})

describe('wrong usage names the command that was probably meant:', () => {
  const home = newHome()
  beforeAll(async () => {
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await renew(home, ['add', "Anna's visa", '--expires', '2026-12-31', '--guide', 'visa'])
  })

  test.each([
    ['the beginning of an option', ['add', 'x', '--exp', '2027-01-01'], 'did you mean --expires?'],
    ['a date without its option', ['add', 'x', '2027-01-01'], 'renew add x --expires 2027-01-01'],
    ['a date in Chinese', ['add', '护照', '2027年1月1日'], 'renew add 护照 --expires 2027年1月1日'],
    [
      'a date without its option, beside an option',
      ['add', 'x', '2027-01-01', '--holder', 'Li Na'],
      "renew add x --holder 'Li Na' --expires 2027-01-01",
    ],
    [
      'a name of two words and a date',
      ['add', 'my', 'visa', '1.2.2027'],
      "renew add 'my visa' --expires 1.2.2027",
    ],
    ['a document where none is taken', ['agenda', 'me'], 'words after "renew agenda"; type: renew agenda\n'],
    [
      'a date of three words',
      ['add', 'my', 'visa', '31', 'Dec', '2027'],
      "renew add 'my visa' --expires '31 Dec 2027'",
    ],
    [
      'a date of four words',
      ['done', 'me', '31', 'декабря', '2027', 'г.'],
      "renew done me --expires '31 декабря 2027 г.'",
    ],
    ['a period of two words', ['snooze', 'me', '3', 'days'], "renew snooze me --for '3 days'"],
    ['a paper left out', ['tick', 'me'], 'for example: renew tick me passport'],
    ['a paper to untick left out', ['untick', 'me 2'], "for example: renew untick 'me 2' photo"],
    ['a new date', ['done', 'me', '2027-12-31'], 'renew done me --expires 2027-12-31'],
    ['a corrected date', ['edit', 'me', '2027-12-31'], 'renew edit me --expires 2027-12-31'],
    ['a month in letters', ['add', 'виза', '31 декабря 2027'], "renew add виза --expires '31 декабря 2027'"],
    ['a field without dashes', ['edit', 'me', 'holder', 'Li Na'], "renew edit me --holder 'Li Na'"],
    ['the day of filing', ['submit', 'me', '2026-11-20'], 'renew submit me --submitted 2026-11-20'],
    ['the day a paper was taken', ['tick', 'me', 'photo', '2026-11-20'], 'tick me photo --taken 2026-11-20'],
    ['a period', ['snooze', 'me', '3d'], 'renew snooze me --for 3d'],
    ['a period in words', ['snooze', 'me', '3 дня'], "renew snooze me --for '3 дня'"],
    ['a day to be silent until', ['snooze', 'me', '2026-12-30'], 'renew snooze me --until 2026-12-30'],
    ['a period to look ahead', ['status', 'me', '60d'], 'renew status me --within 60d'],
    ['a setting to change', ['config', 'lang', 'zh'], 'renew config set lang zh'],
    ['a setting to read', ['config', 'lang'], 'renew config get lang'],
    ['a setting with an equals sign', ['config', 'set', 'lang=zh'], 'renew config set lang zh'],
    ['a channel to add', ['channel', 'telegram'], 'renew channel add telegram'],
    ['a name with blanks', ['show', "Anna's", 'visa'], "renew show 'Anna'\\''s visa'"],
    ['a document instead of a command', ['me'], 'renew show me'],
    ['the beginning of a document', ['anna'], "renew show 'Anna'\\''s visa'"],
    ['a document that is missing', ['done'], 'renew done me'],
    ['ls', ['ls'], 'renew list'],
    ['rm', ['rm', 'me'], 'renew remove'],
    ['delete', ['delete'], 'renew remove'],
    ['new', ['new'], 'renew add'],
  ])('%s: %j', async (_, words, hint) => {
    const { code, stdout, stderr } = await renew(home, words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(hint)
  })

  test('no option that only looks a little like it', async () => {
    for (const words of [
      ['add', '--name', 'x'],
      ['list', '--tag', 'x'],
    ])
      expect((await renew(home, words)).stderr).not.toContain('did you mean')
  })

  test('and no document where the cards cannot be read', async () => {
    const broken = newHome()
    await renew(broken, ['add', 'me', '--expires', '2026-12-31'])
    writeFileSync(`${broken}/cards.json`, 'not json')
    expect(await renew(broken, ['me'])).toMatchObject({ code: 2 })
  })
})

describe('an error with --json', () => {
  test.each([
    [['stauts', '--json'], 2, 'unknown-command'],
    [['--json', 'stauts'], 2, 'unknown-command'],
    [['status', '--json', '--stage', 'soon'], 2, 'not-a-choice'],
    [['add', 'me', '--expires', '2026-02-30', '--json'], 2, 'date-nonexistent'],
    [['add', 'me', '--json'], 2, 'expiry-needed'],
    [['show', 'nobody', '--json'], 1, 'card-not-found'],
    [['undo', '--yes', '--json'], 1, 'nothing-to-undo'],
    [['add', 'me', '--expires', '2050-01-01', '--json'], 2, 'needs-yes'],
  ])('is an object on stdout and the same words on stderr: %j', async (words, exit, error) => {
    const { code, stdout, stderr } = await renew(newHome(), words)
    expect(code).toBe(exit)
    expect(stdout.endsWith('\n') && stdout.split('\n').length === 2).toBe(true)
    const said = JSON.parse(stdout) as { error: { message: string; hint: string } }
    expect(said).toEqual({
      schema: 1,
      error: { code: error, message: expect.any(String), hint: expect.any(String) },
    })
    expect(stderr).toBe(`renew: ${said.error.message}; ${said.error.hint}\n`)
  })

  test('keeps its code in every language', async () => {
    const { stdout } = await renew(newHome(), ['show', 'nobody', '--json', '--lang', 'zh'])
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'card-not-found' } })
    expect(stdout).toMatch(/[\u4e00-\u9fff]/)
  })

  test('after -- is a name, not an option', async () => {
    const { stdout } = await renew(newHome(), ['show', '--', '--json'])
    expect(stdout).toBe('')
  })
})

describe('on a terminal', () => {
  test.each([['en'], ['zh']])('errors and notes are wrapped at blanks and between Han, in %s', async lang => {
    const home = newHome()
    for (const width of [40, 60, 80]) {
      const terminal = { width }
      const said = [
        await renew(home, ['add', 'x', '--expires', '05.03.2019', '--lang', lang], { terminal }),
        await renew(home, ['status', '--stage', 'soon', '--lang', lang], { terminal }),
        await renew(home, ['remove', 'x', '-y'], { terminal }),
      ].map(({ stderr }) => stderr)
      const lines = said.join('').split('\n')
      if (width === 40) expect(lines.length).toBeGreaterThan(4)
      expect(lines.filter(line => widthOf(line) > width)).toEqual([])
      expect(lines.filter(line => /^[，。、；：！？）》”」]/.test(line))).toEqual([])
    }
  })

  test('and in a pipe they stay on one line', async () => {
    const { stderr } = await renew(newHome(), ['status', '--stage', 'soon'])
    expect(stderr.trimEnd()).not.toContain('\n')
  })
})

describe('a bug of ours', () => {
  const broken = {
    io: {
      timestamp: () => {
        throw new TypeError('boom \u001b[31m')
      },
    },
  }

  test('is exit 70 with the stack and where to report it, cleaned', async () => {
    const { code, stderr } = await renew(newHome(), ['add', 'me', '--expires', '2026-12-31'], broken)
    expect(code).toBe(70)
    expect(stderr).toMatch(/report/)
    expect(stderr).toContain('boom \\x1b[31m')
    expect(stderr).not.toContain('\u001b')
    expect(stderr).toMatch(/\n +at /)
  })

  test('with --json is an error like any other on stdout', async () => {
    const { stdout } = await renew(newHome(), ['add', 'me', '--expires', '2026-12-31', '--json'], broken)
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      error: { code: 'bug', message: expect.stringContaining('boom \\x1b[31m') },
    })
  })
})

describe('what is wrong is told without its stack,', () => {
  test('which RENEW_DEBUG shows', async () => {
    const quiet = await renew(newHome(), ['show', 'nobody'])
    expect(quiet.stderr).not.toMatch(/\n +at /)
    const loud = await renew(newHome(), ['show', 'nobody'], { env: { RENEW_DEBUG: '1' } })
    expect(loud.stderr).toMatch(/\n +at /)
    expect(loud.code).toBe(1)
  })
})

test('options may stand before the command', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  const after = await renew(home, ['status', '--on', '2027-01-02', '--json'])
  expect(await renew(home, ['--json', '--on', '2027-01-02', 'status'])).toEqual(after)
  expect(await renew(home, ['--json', '--on=2027-01-02'])).toEqual(after)
})

describe('the language', () => {
  const said = async (argv: string[], env: Record<string, string>) =>
    /[\u4e00-\u9fff]/.test((await renew(newHome(), ['show', 'nobody', ...argv], { env })).stderr)
      ? 'zh'
      : 'en'

  test.each([
    ['--lang before everything', ['--lang', 'en'], { RENEW_LANG: 'zh' }, 'en'],
    ['RENEW_LANG before the locale', [], { RENEW_LANG: 'zh', LANG: 'en_US.UTF-8' }, 'zh'],
    ['LC_ALL before LANG', [], { LC_ALL: 'zh_CN.GB18030', LANG: 'en_US.UTF-8' }, 'zh'],
    ['LC_MESSAGES before LANG', [], { LC_MESSAGES: 'zh_TW', LANG: 'en_US' }, 'zh'],
    ['English for a language we do not speak', [], { LANG: 'tlh_QO.UTF-8' }, 'en'],
    ['English for POSIX', [], { LC_ALL: 'POSIX' }, 'en'],
  ])('%s', async (_, argv, env, lang) => {
    expect(await said(argv, env)).toBe(lang)
  })

  test('the setting before the locale, after RENEW_LANG', async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'lang', 'zh'])
    expect((await renew(home, ['show', 'x'])).stderr).toMatch(/[\u4e00-\u9fff]/)
    expect((await renew(home, ['show', 'x'], { env: { RENEW_LANG: 'en' } })).stderr).not.toMatch(
      /[\u4e00-\u9fff]/,
    )
  })
})

describe('colour', () => {
  const home = newHome()
  const esc = /\u001b\[/
  const screen = { terminal: { width: 80, color: 3 as const } }

  test('is on a terminal, unless --no-color or the setting says never', async () => {
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    expect((await renew(home, ['status'], screen)).stdout).toMatch(esc)
    expect((await renew(home, ['status', '--no-color'], screen)).stdout).not.toMatch(esc)
    await renew(home, ['config', 'set', 'color', 'never'])
    expect((await renew(home, ['status'], screen)).stdout).not.toMatch(esc)
    expect((await renew(home, ['status', '--color'], screen)).stdout).toMatch(esc)
    await renew(home, ['config', 'unset', 'color'])
  })

  test('is not in a pipe, unless --color or the setting asks for it', async () => {
    expect((await renew(home, ['status'])).stdout).not.toMatch(esc)
    expect((await renew(home, ['status', '--color'])).stdout).toMatch(esc)
    await renew(home, ['config', 'set', 'color', 'always'])
    expect((await renew(home, ['status'])).stdout).toMatch(esc)
    await renew(home, ['config', 'set', 'color', 'auto'])
    expect((await renew(home, ['status'])).stdout).not.toMatch(esc)
  })

  test('on stderr obeys the same wish', async () => {
    await renew(home, ['edit', 'me', '--holder', 'Anna'])
    const { stderr } = await renew(home, ['undo', '--yes', '--no-color'], screen)
    expect(stderr).toContain('Anna')
    expect(stderr).not.toMatch(esc)
  })
})

test('JSON is for people on a terminal and one line in a pipe, with nothing raw in it', async () => {
  const home = newHome()
  await renew(home, ['add', 'me\u202e\u200b', '--expires', '2026-12-31', '--note', 'a\nb'])
  expect((await renew(home, ['list', '--json'])).stdout.split('\n')).toHaveLength(2)
  const { stdout } = await renew(home, ['list', '--json'], { terminal: { width: 80 } })
  expect(stdout.split('\n').length).toBeGreaterThan(10)
  expect(JSON.parse(stdout)).toMatchObject({ cards: [{ name: 'me\u202e\u200b', note: 'a\nb' }] })
})
