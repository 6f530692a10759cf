import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { thisOwner } from '../../src/storage/lock-owner.ts'
import { newFolder } from '../folders.ts'
import { counterIn, pathsIn } from './counter.ts'
import { buildWorker, finish, start } from './processes.ts'

let worker = ''
beforeAll(async () => {
  worker = await buildWorker()
})

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
const newHome = () => path.join(newFolder(), 'home')
const leftovers = (home: string) =>
  readdirSync(home, { recursive: true }).filter(name => /tmp|lock/.test(`${name}`))

describe('processes that change the store at the same time', () => {
  test.each([
    ['on a disk with hard links', {}],
    ['on a disk without', { NO_LINKS: '1' }],
  ])('lose no change of each other %s', async (_, env) => {
    const home = newHome()
    const preload = path.join(import.meta.dirname, 'fault-at.cjs')
    const runs = times(8, () => finish([process.execPath, '-r', preload, worker, home, 'count', '20'], env))
    expect(await Promise.all(runs)).toEqual(
      times(8, () => ({ code: 0, signal: null, stdout: '', stderr: '' })),
    )
    expect(counterIn(home).read()?.count).toBe(160)
    expect(leftovers(home)).toEqual([])
  })

  test('all find the lock of a dead process, and lose nothing', async () => {
    for (let round = 0; round < 3; round++) {
      const home = newHome()
      await counterIn(home).update(now => ({ ...now, count: 0, filler: 'begun' }))
      writeFileSync(pathsIn(home).storeLock, JSON.stringify({ ...thisOwner(), pid: 999_999_999 }))
      await Promise.all(times(8, () => finish([process.execPath, worker, home, 'count', '3'])))
      expect(counterIn(home).read()?.count).toBe(24)
      expect(leftovers(home)).toEqual([])
    }
  })

  test('and are killed at random moments never undo a change that another has reported as done', {
    timeout: 60_000,
  }, async () => {
    const home = newHome()
    await counterIn(home).update(() => ({ count: 1, filler: '1'.repeat(2000) }))
    const done: number[] = []
    const spell = async () => {
      const { child, said, ended } = start([process.execPath, worker, home, 'churn'])
      await said('ready')
      await new Promise(resolve => setTimeout(resolve, Math.random() * 300))
      child.kill('SIGKILL')
      const { stdout } = await ended
      done.push(...(stdout.match(/^\d+\n/gm) ?? []).map(Number))
      // Complete, and one of the states that were written.
      const now = counterIn(home).read()
      expect(now?.filler === String(now?.count).repeat(2000)).toBe(true)
    }
    await Promise.all(
      times(4, async () => {
        for (let left = 6; left > 0; left--) await spell()
      }),
    )
    // If two had held the lock at once, both would have written the same number.
    expect(new Set(done).size).toBe(done.length)
    expect(counterIn(home).read()?.count).toBeGreaterThanOrEqual(Math.max(...done))
    expect(done.length).toBeGreaterThan(10)
    await counterIn(home).update(now => ({ ...now, filler: 'after' }))
    expect(leftovers(home)).toEqual([])
  })
})
