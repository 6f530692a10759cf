import { cpSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { counterIn } from './counter.ts'
import { buildWorker, finish } from './processes.ts'

// A change is a series of system calls. Here the process is killed instead of every single one that changes the
// disk, and every single one fails.

const PRELOAD = ['-r', path.join(import.meta.dirname, 'fault-at.cjs')]
let worker = ''
let model = ''
beforeAll(async () => {
  worker = await buildWorker()
  // Two changes, so that there are kept copies to lose.
  model = path.join(newFolder(), 'home')
  for (let left = 2; left > 0; left--) await counterIn(model).update(addOne)
})

const addOne = <T extends { count: number }>(now: T): T => ({ ...now, count: now.count + 1 })

/** Checks that the next change succeeds at once, and that nothing of the failed one is left. */
async function seeNextChange(home: string, count: number) {
  const began = performance.now()
  expect(await counterIn(home).update(addOne)).toMatchObject({ count: count + 1 })
  expect(performance.now() - began).toBeLessThan(5000)
  expect(counterIn(home).read()?.count).toBe(count + 1)
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' })
  expect(names.filter(name => /\.tmp$|\.over-|lock/.test(name))).toEqual([])
}

test('a change killed at any step leaves the earlier or the new state, and does not block the next change', async () => {
  const killedAt = async (step: number) => {
    const home = path.join(newFolder(), 'home')
    cpSync(model, home, { recursive: true, preserveTimestamps: true })
    const env = { FAULT_HOME: home, FAULT_AT: String(step) }
    return { home, ended: await finish([process.execPath, ...PRELOAD, worker, home, 'count', '1'], env) }
  }
  const counts: number[] = []
  for (let step = 1, isOver = false; !isOver; step += 4) {
    for (const { home, ended } of await Promise.all([0, 1, 2, 3].map(offset => killedAt(step + offset)))) {
      if (ended.code === 0) isOver = true
      else {
        expect(ended.signal).toBe('SIGKILL')
        const count = counterIn(home).read()?.count ?? 0
        counts.push(count)
        await seeNextChange(home, count)
      }
    }
  }
  // The earlier state before the rename, the new one after it, and never anything else.
  expect(counts).toEqual([...counts].sort())
  expect(new Set(counts)).toEqual(new Set([2, 3]))
  expect(counts.length).toBeGreaterThan(15)
})

interface Step {
  home: string
  /** The call that failed. */
  met: string
  /** `done` and the codes of its warnings, or the error's code. */
  outcome: string
}

/** Makes one change for each system call, in a new home in which that call fails; in the order of the calls. */
async function stepsWith(kind: string): Promise<Step[]> {
  const outcome = await finish([process.execPath, ...PRELOAD, worker, model, 'steps', kind, newFolder()])
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
  return outcome.stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

test('a change is flushed before the rename, and the folder before the change returns', async () => {
  const calls = (await stepsWith('EIO')).map(({ met }) => met)
  const order = [
    'writeSync cards.json.tmp',
    'fsyncSync cards.json.tmp',
    'writeSync kept/cards.latest.json.tmp',
    'fsyncSync kept/cards.latest.json.tmp',
    'renameSync kept/cards.before.json.tmp',
    'renameSync cards.json.tmp',
    'fsyncSync ',
    'renameSync kept/cards.latest.json.tmp',
    'fsyncSync kept',
    'unlinkSync store.lock',
  ]
  expect(calls.filter(call => order.includes(call) && call !== 'fsyncSync kept')).toEqual(
    order.filter(call => call !== 'fsyncSync kept'),
  )
  expect(calls.lastIndexOf('fsyncSync kept')).toBeGreaterThan(calls.indexOf(order[7]!))
})

test.each(['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE'])(
  'a change that meets %s at any call says so and has changed nothing, or is done',
  async kind => {
    const steps = await stepsWith(kind)
    expect(steps.length).toBeGreaterThan(40)
    for (const { home, met, outcome } of steps) {
      const count = counterIn(home).read()?.count ?? 0
      // After the rename it is unknown only whether it survives a power cut, and that is reported.
      const isAfterRename = /^(openSync|fsyncSync|closeSync) $/.test(met)
      expect({ met, count }).toEqual({ met, count: outcome.startsWith('done') || isAfterRename ? 3 : 2 })
      expect({ met, outcome }).toEqual({
        met,
        outcome: expect.stringMatching(
          /^(done|done, kept-failed|disk-full|io-failed|cannot-read|cannot-write)$/,
        ),
      })
      await seeNextChange(home, count)
    }
  },
)

test.each(['EIO', 'ENOSPC'])('copies that are not made or not flushed (%s) are reported', async kind => {
  const steps = await stepsWith(kind)
  const done = steps.findIndex(({ met }) => met === 'renameSync cards.json.tmp')
  const ofCopies = steps.slice(done + 1).filter(({ met }) => /^(renameSync|fsyncSync) kept/.test(met))
  expect(ofCopies.length).toBeGreaterThanOrEqual(4)
  for (const { met, outcome } of ofCopies)
    expect({ met, outcome }).toEqual({ met, outcome: 'done, kept-failed' })
})

test.each(['EINVAL', 'ENOTSUP', 'ENOSYS'])(
  'a file system that answers %s to chmod, link or flush is used',
  async kind => {
    const steps = await stepsWith(kind)
    const refused = steps.filter(({ met }) => /^(fchmodSync|chmodSync|linkSync|fsyncSync) /.test(met))
    expect(refused.length).toBeGreaterThan(10)
    for (const { met, outcome } of refused) expect({ met, outcome }).toEqual({ met, outcome: 'done' })
  },
)
