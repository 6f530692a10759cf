import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toBytes } from '../../src/storage/to-bytes.ts'
import { newFolder } from '../folders.ts'
import { counterIn, pathsIn } from './counter.ts'
import { buildWorker, type Ended, finish } from './processes.ts'

const isRoot = process.getuid?.() === 0
const isWindows = process.platform === 'win32'
/** The user id of `nobody`, or of no user at all. */
const NOBODY = 65534
const canMount = isRoot && canDo('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs'])
const canDropRights =
  isRoot && canDo('setpriv', ['--reuid', `${NOBODY}`, '--regid', `${NOBODY}`, '--clear-groups', 'echo'])

let worker = ''
beforeAll(async () => {
  worker = await buildWorker()
  // So that another user may run it too.
  chmodSync(path.dirname(worker), 0o755)
})

const mounts: string[] = []
afterEach(() => {
  for (const folder of mounts.splice(0)) execFileSync('umount', ['-l', folder])
})

function canDo(file: string, args: string[]): boolean {
  const folder = newFolder()
  try {
    execFileSync(file, [...args, folder], { stdio: 'ignore' })
    if (file === 'mount') execFileSync('umount', [folder])
    return true
  } catch {
    return false
  }
}

function mounted(...args: string[]): string {
  const folder = newFolder()
  execFileSync('mount', [...args, folder])
  mounts.push(folder)
  return folder
}

let home = ''
beforeEach(async () => {
  home = path.join(newFolder(), 'home')
  await counterIn(home).update(now => ({ ...now, count: 1 }))
})

const fill = (where: string, bytes: number, before: string[] = [], after: string[] = []) =>
  finish([...before, process.execPath, worker, where, 'fill', String(bytes), ...after])
const bytesOf = (folder: string) => readFileSync(pathsIn(folder).cards)
const temporaries = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter(name => /\.tmp$|lock/.test(`${name}`))

/** Checks that it was refused with this code, exit 1 and an empty stderr, and that no byte of the store changed. */
function seeRefused(ended: Ended, code: string, folder: string, before: Buffer) {
  expect(ended).toMatchObject({ code: 1, stderr: '', stdout: expect.stringMatching(`^error ${code} `) })
  expect(bytesOf(folder).equals(before)).toBe(true)
  expect(temporaries(folder)).toEqual([])
}

describe('a full disk', () => {
  test.skipIf(isWindows)('because of a file size limit is refused, and nothing has changed', async () => {
    const before = bytesOf(home)
    // Blocks of 512 bytes: half of the file can be written.
    const ended = await finish([
      'sh',
      '-c',
      `ulimit -f 100; exec "${process.execPath}" "${worker}" "${home}" fill 100000`,
    ])
    seeRefused(ended, 'disk-full', home, before)
    expect(await fill(home, 10)).toMatchObject({ code: 0 })
  })

  test.runIf(canMount)('is refused, and nothing has changed', async () => {
    const small = path.join(mounted('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs'), 'home')
    await counterIn(small).update(now => ({ ...now, count: 1, filler: 'x'.repeat(10_000) }))
    const before = bytesOf(small)
    seeRefused(await fill(small, 100_000), 'disk-full', small, before)
    // There is space for one more file of this size, but not for its kept copy.
    seeRefused(await fill(small, 25_000), 'disk-full', small, before)
    // Not a byte is left, not even for the lock.
    expect(() => writeFileSync(path.join(small, 'stuffing'), Buffer.alloc(64 * 1024))).toThrow('ENOSPC')
    seeRefused(await fill(small, 100), 'disk-full', small, before)
    rmSync(path.join(small, 'stuffing'))
    expect(await fill(small, 100)).toMatchObject({ code: 0 })
    expect(counterIn(small).read()?.count).toBe(2)
  })

  test.runIf(canMount)('that is read-only is refused at once; reading still works', async () => {
    const folder = mounted('-t', 'tmpfs', 'tmpfs')
    const where = path.join(folder, 'home')
    await counterIn(where).update(now => ({ ...now, count: 7 }))
    execFileSync('mount', ['-o', 'remount,ro', folder])
    const before = bytesOf(where)
    const began = performance.now()
    seeRefused(await fill(where, 10), 'cannot-write', where, before)
    expect(performance.now() - began).toBeLessThan(5000)
    expect(counterIn(where).read()?.count).toBe(7)
  })
})

describe.runIf(canDropRights)('another user', () => {
  const asNobody = ['setpriv', '--reuid', `${NOBODY}`, '--regid', `${NOBODY}`, '--clear-groups', '--']
  let theirs = ''
  beforeEach(() => {
    const parent = newFolder()
    chmodSync(parent, 0o755)
    theirs = path.join(parent, 'home')
    mkdirSync(theirs)
    chownSync(theirs, NOBODY, NOBODY)
  })

  test('without an entry in the system can store cards', async () => {
    const stranger = ['setpriv', '--reuid', '54321', '--regid', '54321', '--clear-groups', '--']
    chownSync(theirs, 54321, 54321)
    expect(await fill(theirs, 10, stranger)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' })
  })

  test('who may not write in the folder gets an error at once, and can still read', async () => {
    await fill(theirs, 10, asNobody)
    const before = bytesOf(theirs)
    chownSync(theirs, 0, 0)
    chmodSync(theirs, 0o755)
    const ended = await fill(theirs, 10, asNobody)
    seeRefused(ended, 'foreign-folder', theirs, before)
    const read = await finish([...asNobody, process.execPath, worker, theirs, 'read'])
    expect(JSON.parse(read.stdout).count).toBe(1)
  })

  test('who may not read the file gets an error, not an empty store', async () => {
    await fill(theirs, 10, asNobody)
    chmodSync(pathsIn(theirs).cards, 0)
    for (const action of ['read', 'fill']) {
      const ended = await finish([...asNobody, process.execPath, worker, theirs, action, '1'])
      expect(ended).toMatchObject({
        code: 3,
        stdout: expect.stringMatching(/^error cannot-read .*cards\.json.*EACCES/),
      })
    }
  })

  test('does not get a file read that another user put there', async () => {
    copyFileSync(pathsIn(home).cards, pathsIn(theirs).cards)
    for (const action of ['read', 'fill']) {
      const ended = await finish([...asNobody, process.execPath, worker, theirs, action, '1'])
      expect(ended).toMatchObject({ code: 3, stdout: expect.stringMatching(/^error foreign-file /) })
    }
  })
})

test('content larger than the size limit is not written', () => {
  const cards = Array(3).fill('x'.repeat(90_000_000))
  expect(() => toBytes({ cards }, 'cards.json')).toThrow(expect.objectContaining({ code: 'too-much' }))
})
