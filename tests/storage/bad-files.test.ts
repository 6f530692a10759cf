import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { RenewError } from '../../src/errors.ts'
import { exitOf } from '../../src/exit-codes.ts'
import { newFolder } from '../folders.ts'
import { counterIn, pathsIn } from './counter.ts'

const isRoot = process.getuid?.() === 0
const isWindows = process.platform === 'win32'
let home = ''
let file = ''
let good: Buffer

beforeEach(async () => {
  home = path.join(newFolder(), 'home')
  file = pathsIn(home).cards
  await addOne()
  await addOne()
  good = readFileSync(file)
})

const addOne = () => counterIn(home).update(now => ({ ...now, count: now.count + 1 }))

/** Root in a container may lack the right. */
function canMakeDevices(): boolean {
  try {
    execFileSync('mknod', [path.join(newFolder(), 'zero'), 'c', '1', '5'], { stdio: 'ignore' })
    return isRoot
  } catch {
    return false
  }
}

function refusalOf(work: () => unknown): RenewError {
  try {
    work()
  } catch (error) {
    if (error instanceof RenewError) return error
    throw error
  }
  throw new Error('it was not refused')
}

/** Returns the content of every file below a folder, by name. */
function pictureOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    names.map(name => {
      const entry = path.join(folder, name)
      const { mode, mtimeMs, ino } = lstatSync(entry)
      const isFile = lstatSync(entry).isFile()
      return [name, `${mode} ${isFile ? `${ino} ${mtimeMs} ${readFileSync(entry, 'latin1')}` : ''}`]
    }),
  )
}

/** Checks that reading and changing are refused with this code, and no byte has changed. */
async function seeRefused(code: string, exit: number) {
  const before = pictureOf(home)
  const error = refusalOf(() => counterIn(home).read())
  expect([error.code, exitOf(error.code)]).toEqual([code, exit])
  expect(JSON.stringify(error.values)).toContain(JSON.stringify(file).slice(1, -1))
  await expect(addOne()).rejects.toMatchObject({ code })
  expect(pictureOf(home)).toEqual(before)
}

describe('a store that is not as renew wrote it is refused and not changed:', () => {
  test.each([
    ['cut short', () => good.subarray(0, good.length / 2), 'store-damaged'],
    ['emptied', () => '', 'store-damaged'],
    ['all zeros', () => Buffer.alloc(good.length), 'store-damaged'],
    ['with merge marks', () => `<<<<<<< a\n${good}=======\n${good}>>>>>>> b\n`, 'store-damaged'],
    ['with one bit flipped', () => `${good}`.replace('"count": 2', '"count": 3'), 'store-edited'],
    ['of a newer renew', () => `${good}`.replace('"schema": 1', '"schema": 9'), 'store-newer'],
  ])('%s', async (_, content, code) => {
    writeFileSync(file, content())
    await seeRefused(code, 3)
  })

  test('larger than 256 MB, without reading it', async () => {
    const fd = openSync(file, 'r+')
    ftruncateSync(fd, 300 * 1024 * 1024)
    closeSync(fd)
    const began = performance.now()
    const error = refusalOf(() => counterIn(home).read())
    expect(error.code).toBe('store-too-large')
    await expect(addOne()).rejects.toMatchObject({ code: 'store-too-large' })
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('replaced by a folder', async () => {
    rmSync(file)
    mkdirSync(file)
    await seeRefused('store-not-file', 3)
  })

  test.skipIf(isWindows)('replaced by a pipe, without waiting for its other end', async () => {
    rmSync(file)
    execFileSync('mkfifo', [file])
    await seeRefused('store-not-file', 3)
  })

  test.runIf(canMakeDevices())('a link to a device', async () => {
    rmSync(file)
    // A new device, so that a failure of this test does not damage one of the machine.
    const device = path.join(path.dirname(home), 'zero')
    execFileSync('mknod', [device, 'c', '1', '5'])
    symlinkSync(device, file)
    await seeRefused('store-not-file', 3)
  })

  test.skipIf(isWindows)('a link to nothing', async () => {
    rmSync(file)
    symlinkSync(path.join(home, 'nowhere'), file)
    await seeRefused('store-not-file', 3)
    expect(existsSync(path.join(home, 'nowhere'))).toBe(false)
  })

  test('missing, though kept copies exist', async () => {
    rmSync(file)
    await seeRefused('store-missing', 3)
    expect(refusalOf(() => counterIn(home).read()).values).toEqual({
      file,
      copies: 3,
      newest: 'cards.latest',
    })
  })

  test.skipIf(isRoot || isWindows)('not readable', async () => {
    chmodSync(file, 0)
    expect(refusalOf(() => counterIn(home).read()).code).toBe('cannot-read')
  })
})

test('a store is empty only when nothing was ever stored', async () => {
  const empty = path.join(newFolder(), 'home')
  expect(counterIn(empty).read()).toBeNull()
  // Reading created nothing.
  expect(existsSync(empty)).toBe(false)
})

test.skipIf(isWindows)(
  'a link to a file of ours is followed, stays a link, and the file keeps its place',
  async () => {
    const elsewhere = path.join(newFolder(), 'dotfiles.json')
    writeFileSync(elsewhere, good, { mode: 0o644 })
    rmSync(file)
    symlinkSync(elsewhere, file)
    expect(counterIn(home).read()?.count).toBe(2)
    await addOne()
    expect(lstatSync(file).isSymbolicLink()).toBe(true)
    expect(counterIn(home).read()?.count).toBe(3)
    expect(JSON.parse(readFileSync(elsewhere, 'utf8')).count).toBe(3)
    const before = path.join(pathsIn(home).kept, 'cards.before.json')
    expect(lstatSync(before).isFile()).toBe(true)
    expect(readFileSync(before)).toEqual(good)
  },
)

test.skipIf(isWindows)(
  'files are for their owner alone, whatever the umask and whatever they were',
  async () => {
    chmodSync(file, 0o666)
    chmodSync(home, 0o777)
    const umask = process.umask(0o777)
    try {
      await addOne()
    } finally {
      process.umask(umask)
    }
    for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
      const { mode } = statSync(path.join(home, name))
      // What was there before the change is left as it was; `before` is that very file.
      if (!name.endsWith('before.json'))
        expect([name, mode & 0o777]).toEqual([name, mode & 0o040000 ? 0o700 : 0o600])
    }
    expect(statSync(home).mode & 0o777).toBe(0o700)
  },
)

test.runIf(isRoot)('a folder shared with other users is refused', async () => {
  const shared = newFolder()
  chmodSync(shared, 0o1777)
  await expect(counterIn(shared).update(now => now)).rejects.toMatchObject({ code: 'foreign-folder' })
  expect(statSync(shared).mode & 0o7777).toBe(0o1777)
})
