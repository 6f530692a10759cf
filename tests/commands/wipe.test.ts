import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bytesOf } from '../bad-input/untouched.ts'
import { newHome, renew } from '../world.ts'

const none = { io: { run: async () => ({ code: 1, stdout: '', stderr: 'no crontab for me', error: null }) } }

async function usedHome(): Promise<string> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await renew(home, ['config', 'set', 'lang', 'en'])
  await renew(home, ['remind', '--scheduled'])
  mkdirSync(`${home}/guides/my`, { recursive: true })
  writeFileSync(`${home}/guides/my/own.json`, '{}')
  writeFileSync(`${home}/cards.damaged-2026-01-01.json`, 'x')
  writeFileSync(`${home}/cards.json.123-abc.tmp`, 'x')
  return home
}

test('asks first: without --yes nothing is removed, and a backup is suggested', async () => {
  const home = await usedHome()
  const before = bytesOf(home)
  const { code, stderr } = await renew(home, ['config', 'wipe'], none)
  expect([code, stderr]).toEqual([2, expect.stringMatching(/renew backup FILE[\s\S]*1 document[\s\S]*--yes/)])
  expect(bytesOf(home)).toEqual(before)
})

test('removes all data of the program, and the folder if nothing else is in it', async () => {
  const home = await usedHome()
  const { code, stdout, stderr } = await renew(home, ['config', 'wipe', '--yes'], none)
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/Removed \d+ files/)
  expect(existsSync(home)).toBe(false)
  expect((await renew(home, ['list'])).stdout).toBe('')
})

test('keeps other files and reports them; removes a link but not its target', async () => {
  const home = await usedHome()
  const outside = path.join(path.dirname(home), 'dotfiles')
  mkdirSync(outside)
  writeFileSync(`${outside}/settings.json`, readFileSync(`${home}/settings.json`))
  writeFileSync(`${home}/diary.txt`, 'mine')
  writeFileSync(`${home}/cards.sync-conflict-1.json`, 'theirs')
  mkdirSync(`${home}/cards.json.d`)
  rmSync(`${home}/settings.json`)
  symlinkSync(`${outside}/settings.json`, `${home}/settings.json`)
  symlinkSync(outside, `${home}/guides/elsewhere`)
  const { code, stdout } = await renew(home, ['config', 'wipe', '--yes', '--json'], none)
  expect(code).toBe(0)
  const { left } = JSON.parse(stdout) as { left: string[] }
  for (const name of ['diary.txt', 'cards.sync-conflict-1.json', 'cards.json.d', 'guides'])
    expect(left, name).toContain(`${home}/${name}`)
  expect(left).toContain(`${outside}/settings.json`)
  expect(readdirSync(outside)).toEqual(['settings.json'])
  expect(readdirSync(home).sort()).toEqual([
    'cards.json.d',
    'cards.sync-conflict-1.json',
    'diary.txt',
    'guides',
  ])
})

test('removes nothing while another process writes or reminds', async () => {
  const home = await usedHome()
  const { tryLock } = await import('../../src/storage/lock.ts')
  for (const name of ['run.lock', 'store.lock']) {
    const release = tryLock(`${home}/${name}`)!
    const before = bytesOf(home)
    const { code, stderr } = await renew(home, ['config', 'wipe', '--yes'], none)
    expect([code, stderr]).toEqual([1, expect.stringContaining('another renew')])
    expect(bytesOf(home)).toEqual(before)
    release()
  }
})

test('a store that cannot be read is wiped too', async () => {
  const home = await usedHome()
  writeFileSync(`${home}/cards.json`, 'damaged')
  expect((await renew(home, ['config', 'wipe', '--yes'], none)).code).toBe(0)
  expect(existsSync(home)).toBe(false)
})
