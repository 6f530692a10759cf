import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { ensureOwnFolder } from '../../src/storage/folders.ts'
import { newHome, renew } from '../world.ts'

const modeOf = (folder: string) => statSync(folder).mode & 0o777
const uid = process.getuid?.() ?? null

test('a folder of the user that others could enter is closed to them', () => {
  const home = newHome()
  mkdirSync(home, { recursive: true })
  chmodSync(home, 0o777)
  ensureOwnFolder(home, uid)
  expect(modeOf(home)).toBe(0o700)
})

test('a new one can be used whatever the umask is', () => {
  const home = newHome()
  const former = process.umask(0o777)
  try {
    ensureOwnFolder(home, uid)
  } finally {
    process.umask(former)
  }
  expect(modeOf(home)).toBe(0o700)
})

test.each([
  ['0500', 0o500],
  ['0555', 0o555],
  ['0400', 0o400],
])('one that was made read-only (%s) is refused and stays so', (_, mode) => {
  const home = newHome()
  mkdirSync(home, { recursive: true })
  chmodSync(home, mode)
  expect(() => ensureOwnFolder(home, uid)).toThrowError(
    expect.objectContaining({ code: 'cannot-write', values: { path: home, code: 'EACCES' } }),
  )
  expect(modeOf(home)).toBe(mode)
})

test('in a read-only home cards are shown, nothing changes, and reminders are still sent', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  chmodSync(home, 0o500)
  onTestFinished(() => chmodSync(home, 0o700))
  const before = readFileSync(`${home}/cards.json`)
  const names = readdirSync(home)
  expect((await renew(home, ['status'])).stdout).toContain('2026-12-31')
  expect(await renew(home, ['list'])).toMatchObject({ code: 0, stderr: '' })

  const began = performance.now()
  const refused = await renew(home, ['add', 'you', '--expires', '2027-01-31'])
  expect(performance.now() - began).toBeLessThan(2000)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/^renew: [^\n]+\n$/)
  expect(refused.stderr).toContain(home)

  const reminded = await renew(home, ['remind'])
  expect(reminded.code).toBe(4)
  expect(reminded.stdout).toContain('31 Dec 2026')
  expect(readFileSync(`${home}/cards.json`).equals(before)).toBe(true)
  expect(readdirSync(home)).toEqual(names)
  expect(modeOf(home)).toBe(0o500)
})
