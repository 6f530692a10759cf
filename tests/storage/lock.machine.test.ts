import { execFileSync } from 'node:child_process'
import {
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { RenewError } from '../../src/errors.ts'
import { lockInfo, tryLock, withLock } from '../../src/storage/lock.ts'
import { type LockOwner, thisOwner } from '../../src/storage/lock-owner.ts'
import { newFolder } from '../folders.ts'
import { counterIn, pathsIn } from './counter.ts'
import { buildWorker, start } from './processes.ts'

let worker = ''
beforeAll(async () => {
  worker = await buildWorker()
})

/** A little outside the lease of an hour, and a little inside it. */
const EXPIRED = new Date(Date.now() - 61 * 60_000)
const YOUNG = new Date(Date.now() - 55 * 60_000)
const AHEAD = new Date(Date.now() + 70 * 60_000)
const isLinux = process.platform === 'linux'
const isWindows = process.platform === 'win32'
const canNest = isLinux && process.getuid?.() === 0 && works('unshare', '--pid', '--fork', 'true')

function works(file: string, ...args: string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Writes a lock file as a holder would have left it. */
function lockOf(holder: Partial<LockOwner> | string): string {
  const lock = path.join(newFolder(), 'store.lock')
  const text = typeof holder === 'string' ? holder : JSON.stringify({ ...thisOwner(), ...holder })
  writeFileSync(lock, text)
  return lock
}

const took = (lock: string) => withLock(lock, { wait: 60 }, () => 'taken')
const refusal = async (
  work: Promise<unknown>,
): Promise<{ code: string; values: { file: string; holder: string } }> => {
  const error = await work.then(
    () => null,
    thrown => thrown,
  )
  expect(error).toBeInstanceOf(RenewError)
  expect(error.code).toBe('store-locked')
  return error
}
const startOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')[19]!

describe('a lock', () => {
  test('is held during the work, names its holder, and leaves nothing behind', async () => {
    const lock = path.join(newFolder(), 'deep', 'store.lock')
    await withLock(lock, {}, () => {
      expect(lockInfo(lock)).toMatchObject({ pid: process.pid, state: 'alive' })
      expect(Math.abs((lockInfo(lock)?.since ?? 0) - Date.now())).toBeLessThan(5000)
      if (!isWindows) expect(statSync(lock).mode & 0o777).toBe(0o600)
    })
    expect(lockInfo(lock)).toBeNull()
    expect(readdirSync(path.dirname(lock))).toEqual([])
  })

  test('that is no longer ours is not released', async () => {
    const lock = path.join(newFolder(), 'store.lock')
    const theirs = JSON.stringify({ ...thisOwner(), host: 'elsewhere' })
    await withLock(lock, {}, () => writeFileSync(lock, theirs))
    expect(readFileSync(lock, 'utf8')).toBe(theirs)
  })

  test('is released when the work fails', async () => {
    const lock = lockOf('')
    utimesSync(lock, EXPIRED, EXPIRED)
    await expect(withLock(lock, {}, () => Promise.reject(new Error('on purpose')))).rejects.toThrow(
      'on purpose',
    )
    expect(lockInfo(lock)).toBeNull()
  })

  test('lets work of the same process in one after the other', async () => {
    const lock = path.join(newFolder(), 'store.lock')
    let inside = 0
    const visits = Array.from({ length: 20 }, () =>
      withLock(lock, {}, async () => {
        expect(++inside).toBe(1)
        await new Promise(resolve => setTimeout(resolve, 2))
        inside--
      }),
    )
    await Promise.all(visits)
  })

  test('that the same work already holds is refused at once', async () => {
    const lock = path.join(newFolder(), 'store.lock')
    await expect(withLock(lock, {}, () => withLock(lock, {}, () => 0))).rejects.toThrow('wait for itself')
    await withLock(lock, {}, () => withLock(path.join(newFolder(), 'other.lock'), {}, () => 0))
  })

  test('can be tried without waiting', () => {
    const lock = path.join(newFolder(), 'run.lock')
    const release = tryLock(lock)
    expect(release).not.toBeNull()
    expect(tryLock(lock)).toBeNull()
    release?.()
    release?.()
    expect(lockInfo(lock)).toBeNull()
    tryLock(lock)?.()
    expect(readdirSync(path.dirname(lock))).toEqual([])
  })

  test('of a running process is waited for, then the error names holder and file', async () => {
    const home = newFolder()
    const { storeLock } = pathsIn(home)
    const { child, said } = start([process.execPath, worker, home, 'hold'])
    await said('held')
    const { values } = await refusal(took(storeLock))
    expect(values).toEqual({ holder: `${child.pid}@${thisOwner().host}`, file: storeLock })
    expect(tryLock(storeLock)).toBeNull()
  })

  test('of a killed process is taken over at once', async () => {
    const home = newFolder()
    const { storeLock } = pathsIn(home)
    const { child, said, ended } = start([process.execPath, worker, home, 'hold'])
    await said('held')
    child.kill('SIGKILL')
    await ended
    expect(lockInfo(storeLock)).toMatchObject({ pid: child.pid, state: 'gone' })
    expect(await took(storeLock)).toBe('taken')
    expect(readdirSync(home).filter(name => name.includes('lock'))).toEqual([])
  })

  test.runIf(isLinux)('of a zombie process is taken over', async () => {
    const home = newFolder()
    const { storeLock } = pathsIn(home)
    // The shell becomes a sleep, which does not wait for children.
    const shell = `"${process.execPath}" "${worker}" "${home}" hold & exec sleep 60`
    await start(['sh', '-c', shell], {}).said('held')
    const pid = lockInfo(storeLock)?.pid ?? 0
    process.kill(pid, 'SIGKILL')
    while (!/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await new Promise(r => setTimeout(r, 5))
    expect(await took(storeLock)).toBe('taken')
  })

  test.runIf(isLinux)('of a process id that another process has now is taken over', async () => {
    const parent = process.ppid
    expect(await took(lockOf({ pid: parent, start: '1' }))).toBe('taken')
    await refusal(took(lockOf({ pid: parent, start: startOf(parent) })))
  })

  test.runIf(isLinux)('from before a reboot is taken over', async () => {
    expect(await took(lockOf({ boot: 'another boot' }))).toBe('taken')
  })

  test.each([
    ['on another host', { host: 'elsewhere', boot: 'another boot' }],
    ['on a machine of the same name', { machine: 'another installation', boot: 'another boot' }],
    [
      'on another host that says little',
      { host: 'elsewhere', boot: null, machine: null, space: null, start: null },
    ],
  ])('%s is waited for while it is young, and does not count once it has expired', async (_, holder) => {
    // The id of a process that does not run here.
    const lock = lockOf({ pid: 999_999_999, ...holder })
    const before = readFileSync(lock, 'utf8')
    utimesSync(lock, YOUNG, YOUNG)
    expect((await refusal(took(lock))).values.file).toBe(lock)
    expect(tryLock(lock)).toBeNull()
    expect(lockInfo(lock)).toMatchObject({ state: 'elsewhere', isExpired: false })
    expect(readFileSync(lock, 'utf8')).toBe(before)

    for (const [when, why] of [
      [EXPIRED, 'old'],
      [AHEAD, 'ahead'],
    ] as const) {
      writeFileSync(lock, before)
      utimesSync(lock, when, when)
      expect(lockInfo(lock)?.isExpired).toBe(true)
      const warnings: RenewError[] = []
      const warn = (warning: RenewError) => warnings.push(warning)
      expect(await withLock(lock, { wait: 60, warn }, () => 'taken')).toBe('taken')
      const { pid, host } = JSON.parse(before)
      expect(warnings).toMatchObject([
        { code: 'lock-expired', values: { holder: `${pid}@${host}`, hours: 1, why, file: lock } },
      ])
      expect(readdirSync(path.dirname(lock))).toEqual([])
    }
  })

  test('in another container on this kernel, it does not count after ten minutes: a run has ended by then', async () => {
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    for (const [holder, taken] of [
      [{ space: 'pid:[1]' }, true],
      [{ space: 'pid:[1]', boot: 'another boot', machine: 'another installation' }, false],
    ] as const) {
      const lock = lockOf({ pid: 1, ...holder })
      utimesSync(lock, ago(5), ago(5))
      expect(tryLock(lock)).toBeNull()
      utimesSync(lock, ago(15), ago(15))
      expect(lockInfo(lock)?.isExpired).toBe(taken)
      const release = tryLock(lock)
      expect(release !== null).toBe(taken)
      release?.()
    }
  })

  test('a lock that has expired is taken by exactly one of many', async () => {
    const home = newFolder()
    const { storeLock } = pathsIn(home)
    for (let round = 0; round < 5; round++) {
      writeFileSync(storeLock, JSON.stringify({ ...thisOwner(), pid: 1, host: 'c1', boot: null }))
      utimesSync(storeLock, EXPIRED, EXPIRED)
      const counts = Array.from({ length: 6 }, () =>
        start([process.execPath, worker, home, 'count', '5'], {}),
      )
      for (const { ended } of counts) expect((await ended).code).toBe(0)
    }
    // If two had held the lock at once, both would have written the same number.
    expect(counterIn(home).read()?.count).toBe(150)
  })

  test.skipIf(isWindows)(
    'a holder that was stopped for more than an hour starts its change again when it goes on',
    async () => {
      const home = newFolder()
      const { storeLock } = pathsIn(home)
      await counterIn(home).update(now => ({ ...now, count: 10 }))
      const { child, said, ended } = start([process.execPath, worker, home, 'slow-count'])
      await said('changing')
      child.kill('SIGSTOP')
      utimesSync(storeLock, EXPIRED, EXPIRED)
      // Others change the counter in the meantime; then the sleeper wakes up in the middle of its change.
      await counterIn(home).update(now => ({ ...now, count: now.count + 100 }))
      expect(lockInfo(storeLock)).toBeNull()
      child.kill('SIGCONT')
      expect((await ended).stdout).toBe('changing 10\nchanging 110\ndone\n')
      expect(counterIn(home).read()?.count).toBe(111)
      expect(readdirSync(home).filter(name => /lock|tmp/.test(name))).toEqual([])
    },
  )

  test.skipIf(isWindows)('a holder that wakes up beside a new one waits for it', async () => {
    const home = newFolder()
    const { storeLock } = pathsIn(home)
    await counterIn(home).update(now => ({ ...now, count: 10 }))
    const sleeper = start([process.execPath, worker, home, 'slow-count'])
    await sleeper.said('changing')
    sleeper.child.kill('SIGSTOP')
    utimesSync(storeLock, EXPIRED, EXPIRED)
    const holder = start([process.execPath, worker, home, 'hold'])
    await holder.said('held')
    const held = readFileSync(storeLock, 'utf8')
    sleeper.child.kill('SIGCONT')
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(readFileSync(storeLock, 'utf8')).toBe(held)
    expect(counterIn(home).read()?.count).toBe(10)
    holder.child.kill('SIGKILL')
    expect((await sleeper.ended).code).toBe(0)
    expect(counterIn(home).read()?.count).toBe(11)
  })

  test('the lock of a run knows whether it is still held', () => {
    const lock = path.join(newFolder(), 'run.lock')
    const first = tryLock(lock)
    expect(first?.isHeld()).toBe(true)
    utimesSync(lock, EXPIRED, EXPIRED)
    const second = tryLock(lock)
    expect([first?.isHeld(), second?.isHeld()]).toEqual([false, true])
    first?.()
    expect(second?.isHeld()).toBe(true)
  })

  test.runIf(canNest)('of a process in a real container is not taken over, alive or dead', async () => {
    const home = newFolder()
    const { storeLock } = pathsIn(home)
    const inside = [
      'unshare',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      process.execPath,
      worker,
      home,
      'hold',
    ]
    const { child, said, ended } = start(inside)
    await said('held')
    expect(lockInfo(storeLock)).toMatchObject({ pid: 1, state: 'elsewhere' })
    await refusal(took(storeLock))
    child.kill('SIGKILL')
    await ended
    await refusal(took(storeLock))
  })

  test.each([
    ['nothing', ''],
    ['words', 'garbage'],
    ['no pid', '{}'],
    ['null', 'null'],
    ['a word for a pid', '{"pid":"x"}'],
    ['a token that is a path', '{"pid":1,"host":"h","token":"../../x"}'],
    ['zeros, as after a power cut', '\0'.repeat(9000)],
  ])('holding %s is taken over once it is old, and waited for while it is new', async (_, text) => {
    const lock = lockOf(text)
    expect((await refusal(took(lock))).values.holder).toBeNull()
    for (const when of [EXPIRED, new Date(Date.now() + 86_400_000)]) {
      writeFileSync(lock, text)
      utimesSync(lock, when, when)
      expect(await took(lock)).toBe('taken')
    }
  })

  test('whose path is a folder is refused, naming it, and moved aside once it has expired', async () => {
    const lock = path.join(newFolder(), 'store.lock')
    mkdirSync(lock)
    writeFileSync(path.join(lock, 'something'), 'kept')
    expect((await refusal(took(lock))).values).toEqual({ holder: null, file: lock })
    utimesSync(lock, EXPIRED, EXPIRED)
    expect(await took(lock)).toBe('taken')
    const [moved] = readdirSync(path.dirname(lock))
    expect(moved).toMatch(/^store\.lock\.moved-/)
    expect(readdirSync(path.join(path.dirname(lock), moved!))).toEqual(['something'])
    mkdirSync(lock)
    utimesSync(lock, EXPIRED, EXPIRED)
    expect(await took(lock)).toBe('taken')
    expect(readdirSync(path.dirname(lock))).toEqual([moved])
  })

  test.skipIf(isWindows)('whose path is a planted link does not change the target of the link', async () => {
    const folder = newFolder()
    const [victim, lock] = [path.join(folder, 'victim'), path.join(folder, 'store.lock')]
    writeFileSync(victim, 'precious')
    utimesSync(victim, EXPIRED, EXPIRED)
    const before = lstatSync(victim)
    symlinkSync(victim, lock)
    await refusal(took(lock))
    lutimesSync(lock, EXPIRED, EXPIRED)
    expect(await took(lock)).toBe('taken')
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect(lstatSync(victim)).toMatchObject({ mode: before.mode, mtimeMs: before.mtimeMs, nlink: 1 })
  })

  test.runIf(isLinux)('whose path is a pipe does not hang', async () => {
    const lock = path.join(newFolder(), 'store.lock')
    execFileSync('mkfifo', [lock])
    await refusal(took(lock))
  })

  test('in a folder that cannot be made is refused at once', async () => {
    const file = path.join(newFolder(), 'file')
    writeFileSync(file, '')
    const began = performance.now()
    await expect(withLock(path.join(file, 'store.lock'), {}, () => 0)).rejects.toMatchObject({
      code: 'cannot-write',
    })
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
