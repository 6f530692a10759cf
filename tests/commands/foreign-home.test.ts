import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../bad-input/untouched.ts'
import { newFolder } from '../folders.ts'
import { type Circumstances, renew } from '../world.ts'

const isRoot = process.getuid?.() === 0
const NOBODY = 65534

/** The home folder of another user, in which renew never ran. */
function theirHome(): { home: string; how: Circumstances } {
  const home = newFolder()
  chownSync(home, NOBODY, NOBODY)
  return { home, how: { env: { HOME: home, RENEW_HOME: '' } } }
}

describe.runIf(isRoot)('(100) root with the home of another user', () => {
  test.each([
    ['add', 'me', '--expires', '2027-01-31'],
    ['config', 'set', 'lang', 'zh'],
    ['config', 'wipe', '--yes'],
    ['timer', 'install', '--yes'],
    ['timer', 'remove', '--yes'],
    ['channel', 'add', 'command', '--run', 'true'],
    ['backup', 'HOME/backup.json'],
    ['restore', 'latest', '--yes'],
    ['import', 'HOME/none.csv'],
    ['guide', 'new', 'my/guide'],
    ['remind'],
    ['remind', '--scheduled'],
    ['undo', '--yes'],
  ])('%s %s makes nothing there', async (...argv) => {
    for (const variable of ['HOME', 'XDG', 'RENEW_HOME']) {
      const { home, how } = theirHome()
      const env = {
        HOME: { HOME: home, RENEW_HOME: '' },
        XDG: {
          HOME: newFolder(),
          RENEW_HOME: '',
          XDG_CONFIG_HOME: home,
          XDG_DATA_HOME: `${home}/a/b`,
          XDG_STATE_HOME: home,
        },
        RENEW_HOME: { RENEW_HOME: `${home}/documents/renew` },
      }[variable]!
      const typed = argv.map(word => word.replace('HOME', home))
      const { code, stdout, stderr } = await renew(home, typed, { ...how, env })
      expect([code, stdout], variable).toEqual([1, ''])
      expect(stderr).toMatch(/^renew: you are root, but [^\n]+ belongs to another user[^\n]+\n$/)
      expect(stderr).toContain(home)
      expect(readdirSync(home)).toEqual([])
    }
  })

  test.each([[['status']], [['list']], [['status', '--json']], [['agenda']], [['config', 'list']]])(
    '%s reads, and says so',
    async argv => {
      const { home, how } = theirHome()
      const { code, stderr } = await renew(home, argv, how)
      expect(code).toBe(0)
      expect(stderr).toContain('so you can only read here')
      expect((await renew(home, [...argv, '--lang', 'zh'], how)).stderr).toContain('这里只能查看')
      expect(readdirSync(home)).toEqual([])
    },
  )

  test('a home of its own below is used', async () => {
    const { home } = theirHome()
    mkdirSync(`${home}/own`)
    expect((await renew(`${home}/own`, ['add', 'me', '--expires', '2027-01-31'])).code).toBe(0)
    expect((await renew(`${home}/own`, ['status'])).stderr).not.toContain('root')
  })

  test('a wipe leaves the home of another user as it is, also for users who are not root', async () => {
    const { home } = theirHome()
    const own = `${home}/own`
    mkdirSync(own)
    await renew(own, ['add', 'me', '--expires', '2027-01-31'])
    chownSync(own, NOBODY, NOBODY)
    const before = bytesOf(own)
    const { code, stderr } = await renew(own, ['config', 'wipe', '--yes'], { io: { uid: 4711 } })
    expect([code, stderr]).toEqual([1, expect.stringContaining('belongs to another user')])
    expect(bytesOf(own)).toEqual(before)
    expect(existsSync(`${own}/cards.json`)).toBe(true)
  })
})
