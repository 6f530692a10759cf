import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { newHome, renew } from '../world.ts'

/** The file without its times: one text a line. */
const textsIn = (home: string): string[] =>
  readFileSync(`${home}/prompt`, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => line.split('\t')[1]!)

const now = (home: string): string => textsIn(home)[0]!

async function homeWith(...expires: string[]): Promise<string> {
  const home = newHome()
  for (const [at, date] of expires.entries())
    await renew(home, ['add', `no${at + 1}`, '--guide', 'generic', '--expires', date, '--yes'])
  return home
}

describe('the file that prompts read', () => {
  test('has the texts from now on, each with the second from which it holds; the last line ends them', async () => {
    const home = await homeWith('2026-11-25', '2027-06-30')
    await renew(home, ['edit', 'no2', '--zone', 'Asia/Almaty'])
    expect(readFileSync(`${home}/prompt`, 'utf8')).toBe(
      [
        `${Date.parse('2026-12-01T12:00:00+05:00') / 1000}\trenew: 1 expired`,
        `${Date.parse('2027-05-30T00:00:00+05:00') / 1000}\trenew: 1 expired, 1 to prepare`,
        `${Date.parse('2027-06-30T00:00:00+05:00') / 1000}\trenew: 1 expired, 1 today`,
        `${Date.parse('2027-07-01T00:00:00+05:00') / 1000}\trenew: 2 expired`,
        '253402300800\t\n',
      ].join('\n'),
    )
    expect(statSync(`${home}/prompt`).mode & 0o777).toBe(0o600)
    expect(readdirSync(home).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('has no names, and no text where nothing needs action', async () => {
    const home = newHome()
    await renew(home, [
      'add',
      '$(reboot)',
      '--holder',
      'secret',
      '--guide',
      'generic',
      '--expires',
      '2027-06-30',
    ])
    expect(now(home)).toBe('')
    expect(readFileSync(`${home}/prompt`, 'utf8')).not.toMatch(/reboot|secret/)
  })

  test.each<[string, string[][], string]>([
    ['add', [], 'renew: 1 expired, 1 today'],
    ['done', [['done', 'no1', '--expires', '2027-11-25', '--yes']], 'renew: 1 today'],
    ['edit', [['edit', 'no2', '--expires', '2026-11-30']], 'renew: 2 expired'],
    ['close', [['close', 'no1']], 'renew: 1 today'],
    ['remove', [['remove', 'no1', '--yes']], 'renew: 1 today'],
    [
      'undo of a change of documents',
      [
        ['close', 'no1'],
        ['undo', '--yes'],
      ],
      'renew: 1 expired, 1 today',
    ],
    ['import', [['import', '../list.csv', '--yes']], 'renew: 2 expired, 1 today'],
    ['config set', [['config', 'set', 'lang', 'zh']], 'renew：1 份已过期、1 份今天须办理'],
    [
      'undo of a setting',
      [
        ['config', 'set', 'lang', 'ru'],
        ['undo', '--yes'],
      ],
      'renew: 1 expired, 1 today',
    ],
    [
      'restore',
      [
        ['close', 'no1'],
        ['restore', 'cards.before', '--yes'],
      ],
      'renew: 1 expired, 1 today',
    ],
    [
      'one command in another language',
      [['edit', 'no1', '--note', 'x', '--lang', 'ru']],
      'renew: 1 expired, 1 today',
    ],
  ])('is written by %s', async (_, commands, text) => {
    const home = await homeWith('2026-11-25', '2026-12-01')
    writeFileSync(path.join(home, '../list.csv'), 'name,expires,guide\nthird,2026-11-20,generic\n')
    const io = { cwd: () => home }
    for (const words of commands) {
      rmSync(`${home}/prompt`, { force: true })
      const { code, stderr } = await renew(home, words, { io })
      expect({ words, code, stderr: code === 0 ? '' : stderr }).toEqual({ words, code: 0, stderr: '' })
    }
    expect(now(home)).toBe(text)
  })

  test.each([['remind'], ['remind', '--scheduled']])(
    'is written by %s %s, though nothing is owed',
    async (...words) => {
      const home = await homeWith('2026-12-20')
      const later = { now: '2026-12-22T12:00:00+05:00' }
      await renew(home, words, later)
      expect(now(home)).toBe('renew: 1 expired')
      rmSync(`${home}/prompt`)
      await renew(home, words, later)
      expect(now(home)).toBe('renew: 1 expired')
    },
  )

  test('is written by remind from the newest copy of damaged documents, and in the language of the setting', async () => {
    const home = await homeWith('2026-11-25', '2026-12-01')
    await renew(home, ['config', 'set', 'lang', 'kk'])
    writeFileSync(`${home}/cards.json`, '{')
    rmSync(`${home}/prompt`)
    await renew(home, ['remind', '--scheduled'])
    expect(now(home)).toBe('renew: мерзімі өткені 1, 1 бүгін')
  })

  test.each([['status'], ['list'], ['agenda'], ['remind', '--dry-run'], ['doctor']])(
    'is not written by %s %s, which only reads',
    async (...words) => {
      const home = await homeWith('2026-11-25')
      rmSync(`${home}/prompt`)
      await renew(home, words)
      expect(existsSync(`${home}/prompt`)).toBe(false)
    },
  )

  test('cannot make a change or a run fail', async () => {
    const home = await homeWith('2026-11-25')
    rmSync(`${home}/prompt`)
    mkdirSync(`${home}/prompt/full`, { recursive: true })
    const closed = await renew(home, ['close', 'no1'])
    expect([closed.code, closed.stderr]).toEqual([0, ''])
    expect((await renew(home, ['remind'])).code).toBe(0)
    expect(readdirSync(home).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('is removed where it cannot be written anew, so that it says nothing wrong', async () => {
    const home = newHome()
    const state = path.join(newFolder(), 'state')
    const env = {
      RENEW_HOME: '',
      XDG_STATE_HOME: state,
      XDG_DATA_HOME: `${home}/data`,
      XDG_CONFIG_HOME: home,
    }
    await renew(home, ['add', 'old', '--guide', 'generic', '--expires', '2026-11-25', '--yes'], { env })
    expect(existsSync(`${state}/renew/prompt`)).toBe(true)
    const io = {
      instantAt: () => {
        throw new Error('no such time')
      },
    }
    await renew(home, ['edit', 'old', '--expires', '2027-11-25'], { env, io })
    expect(existsSync(`${state}/renew/prompt`)).toBe(false)
  })

  test('is removed by config wipe and left out of a backup', async () => {
    const home = await homeWith('2026-11-25')
    const backup = path.join(newFolder(), 'backup.json')
    await renew(home, ['backup', backup])
    expect(readFileSync(backup, 'utf8')).not.toContain('1 expired')
    const io = { run: async () => ({ code: 1, stdout: '', stderr: 'no crontab for me', error: null }) }
    await renew(home, ['config', 'wipe', '--yes'], { io })
    expect(existsSync(home)).toBe(false)
  })
})

describe('renew prompt', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])(
    'prints a snippet for %s that names the file',
    async shell => {
      const home = path.join(newFolder(), "it's a \\ home")
      await renew(home, ['add', 'old', '--guide', 'generic', '--expires', '2026-11-25', '--yes'])
      rmSync(`${home}/prompt`)
      const { code, stdout, stderr } = await renew(home, ['prompt', shell])
      expect([code, stderr]).toEqual([0, ''])
      const quoted = {
        bash: `'${home.replace("'", "'\\''")}/prompt'`,
        zsh: `'${home.replace("'", "'\\''")}/prompt'`,
        fish: `'${home.replace('\\', '\\\\').replace("'", "\\'")}/prompt'`,
        powershell: `'${home.replace("'", "''")}/prompt'`,
      }[shell]!
      expect(stdout).toContain(quoted)
      expect(now(home)).toBe('renew: 1 expired')
    },
  )

  test('doubles typographic quotes for PowerShell, which takes them for plain ones', async () => {
    const home = path.join(newFolder(), 'Anna’s')
    expect((await renew(home, ['prompt', 'pwsh'])).stdout).toContain('Anna’’s/prompt')
  })

  test('prints settings for Starship, and says on a terminal how to use a snippet', async () => {
    const { stdout, stderr } = await renew(newHome(), ['prompt', 'starship'], { terminal: { width: 100 } })
    expect(stdout).toMatch(/^# .*\n# .*\$\{env_var\.RENEW_PROMPT\}.*\n\[env_var\.RENEW_PROMPT\]\n/)
    expect(stderr).toBe('To use it: renew prompt starship >> ~/.config/starship.toml\n')
  })

  test('refuses other shells and paths that no snippet can contain', async () => {
    const other = await renew(newHome(), ['prompt', 'tcsh'])
    expect([other.code, other.stdout]).toEqual([2, ''])
    expect(other.stderr).toContain('bash, zsh, fish, powershell, starship')
    const odd = await renew(path.join(newFolder(), 'a\nb'), ['prompt', 'bash'])
    expect([odd.code, odd.stdout]).toEqual([1, ''])
    expect(odd.stderr).toContain('a\\nb/prompt')
  })

  test('leaves alone a home where nothing was stored yet', async () => {
    const home = newHome()
    await renew(home, ['prompt', 'bash'])
    expect(existsSync(home)).toBe(false)
  })
})
