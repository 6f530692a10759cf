import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { pathsFor } from '../../src/storage/paths.ts'
import { refusal } from '../failures.ts'
import { newFolder } from '../folders.ts'

const HOME = newFolder()
type Env = Record<string, string | undefined>
const on = (platform: NodeJS.Platform) => (env: Env) => pathsFor({ env, platform })
const onLinux = on('linux')

// Paths of other systems can be computed anywhere, but the home must exist.
const isWindows = process.platform === 'win32'

describe.skipIf(isWindows)('everything is stored', () => {
  test('in RENEW_HOME, whatever else is set', () => {
    const env = { RENEW_HOME: '/srv/renew/', HOME, XDG_DATA_HOME: '/data' }
    expect(onLinux(env)).toEqual({
      config: '/srv/renew',
      data: '/srv/renew',
      state: '/srv/renew',
      settings: '/srv/renew/settings.json',
      cards: '/srv/renew/cards.json',
      ledger: '/srv/renew/ledger.json',
      guides: '/srv/renew/guides',
      workdays: '/srv/renew/workdays',
      kept: '/srv/renew/kept',
      storeLock: '/srv/renew/store.lock',
      runLock: '/srv/renew/run.lock',
      oldQuiet: '/srv/renew/quiet.json',
      prompt: '/srv/renew/prompt',
      lastDelivery: '/srv/renew/last-delivery',
    })
  })

  test('where the XDG Base Directory Specification says', () => {
    expect(onLinux({ HOME })).toMatchObject({
      settings: `${HOME}/.config/renew/settings.json`,
      cards: `${HOME}/.local/share/renew/cards.json`,
      kept: `${HOME}/.local/share/renew/kept`,
      ledger: `${HOME}/.local/state/renew/ledger.json`,
      storeLock: `${HOME}/.local/state/renew/store.lock`,
    })
    const all = { XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d', XDG_STATE_HOME: '/s' }
    const places = { config: '/c/renew', data: '/d/renew', state: '/s/renew' }
    expect(onLinux({ ...all, HOME })).toMatchObject(places)
    // With all three set, the home is not needed.
    expect(onLinux(all)).toMatchObject(places)
  })

  test('not where a relative or empty XDG value points', () => {
    expect(onLinux({ HOME, XDG_CONFIG_HOME: 'c', XDG_DATA_HOME: './d', XDG_STATE_HOME: '' })).toEqual(
      onLinux({ HOME }),
    )
  })

  test('in the usual folder of macOS', () => {
    const folder = `${HOME}/Library/Application Support/renew`
    expect(on('darwin')({ HOME, XDG_DATA_HOME: '/d' })).toMatchObject({
      config: folder,
      data: folder,
      state: folder,
    })
  })

  test('in the usual folders of Windows', () => {
    const env = { APPDATA: 'C:\\Users\\me\\AppData\\Roaming', LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' }
    expect(on('win32')(env)).toMatchObject({
      settings: 'C:\\Users\\me\\AppData\\Roaming\\renew\\settings.json',
      cards: 'C:\\Users\\me\\AppData\\Local\\renew\\cards.json',
      ledger: 'C:\\Users\\me\\AppData\\Local\\renew\\ledger.json',
    })
    expect(on('win32')({ RENEW_HOME: 'D:\\renew' }).cards).toBe('D:\\renew\\cards.json')
  })
})

describe.skipIf(isWindows)('the error names the variable to set', () => {
  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['relative', 'home/me'],
    ['not there', '/nonexistent/home'],
    ['a device', '/dev/null'],
  ])('when the home is %s', (_, home) => {
    const reason = home ? { why: 'gone', value: home } : { why: 'unset' }
    const said = { code: 'no-home', values: { ...reason, variable: 'HOME', instead: 'RENEW_HOME' } }
    expect(refusal(() => onLinux({ HOME: home }))).toEqual(said)
    expect(refusal(() => onLinux({ HOME: home, XDG_DATA_HOME: '/d' }))).toEqual(said)
    expect(onLinux({ HOME: home, RENEW_HOME: '/srv/renew' }).cards).toBe('/srv/renew/cards.json')
  })

  test('when the home is a file', () => {
    const file = path.join(newFolder(), 'file')
    writeFileSync(file, '')
    expect(refusal(() => onLinux({ HOME: file }))?.code).toBe('no-home')
  })

  test('when RENEW_HOME is relative, because it would depend on the working directory', () => {
    expect(refusal(() => onLinux({ HOME, RENEW_HOME: 'renew' }))).toEqual({
      code: 'home-not-absolute',
      values: { variable: 'RENEW_HOME', value: 'renew' },
    })
  })

  test('when RENEW_HOME is the root of the file system', () => {
    for (const folder of ['/', '//']) {
      expect(refusal(() => onLinux({ HOME, RENEW_HOME: folder }))?.code).toBe('home-not-own')
    }
  })
})
