import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildRenew } from '../built-program.ts'
import { newFolder } from '../folders.ts'
import { renew } from '../world.ts'
import {
  type Action,
  AT,
  CHANGES,
  cardsOf,
  copyOf,
  messagesIn,
  modelHome,
  REMIND,
  recording,
} from './actions.ts'
import { Disk, type Picture, paint } from './surviving.ts'
import { lasting, watch, whyUntraced } from './system-calls.ts'

// Records the system calls of the real program, cuts the power after each, and lets the real program read what is left.

const obstacle = whyUntraced()
let script = ''
let model = ''
beforeAll(async () => {
  script = await buildRenew()
  model = await modelHome()
}, 60_000)

/** What a power cut leaves of a folder. */
interface Remains {
  picture: Picture
  /** Whether the action had reported success. */
  isDone: boolean
  /** The messages that had been sent by then. */
  sent: string
  /** The last call before the cut. */
  after: string
}

/** Files to ignore: no process holds a lock after a reboot (lock.test), and the record is outside the machine. */
const isCompared = (file: string) => !file.includes('.lock') && file !== 'record'

/** Runs an action and cuts the power after each of its calls; returns each state that may be left of the folder. */
async function cut(root: string, home: string, { argv, env }: Action): Promise<Remains[]> {
  const disk = new Disk(root)
  const program = { command: [process.execPath, script, ...argv(root)], env, home }
  const { left, calls, said } = await watch(program, root)
  expect(left, left.stderr).toMatchObject({ code: 0 })
  const doneAt = said.at(-1) ?? Number.POSITIVE_INFINITY
  const all = new Map<string, Remains>()
  let sent = ''
  const look = (isDone: boolean, after: string) => {
    for (const picture of disk.pictures(isCompared)) {
      const names = [...picture].map(([name, bytes]) => `${lasting(name)}\0${bytes.toString('latin1')}`)
      all.set(`${isDone} ${sent} ${names.sort().join('\0\0')}`, { picture, isDone, sent, after })
    }
  }
  for (const call of calls) {
    if (call.name === 'write' && call.files[0] === 'record') sent += call.data
    if (disk.replay(call)) look(call.at >= doneAt, call.sign)
  }
  look(true, 'the end')
  return [...all.values()]
}

/** Writes a state to disk. @returns the folder */
function painted({ picture, sent }: Remains): string {
  const folder = newFolder()
  paint(picture, folder)
  if (sent !== '') writeFileSync(path.join(folder, 'record'), sent)
  return folder
}

/** Checks that what is left is the state before or after the action, and the one after it once it was done. */
async function expectOneOrOther(
  root: string,
  home: string,
  action: Action,
  stateOf: (home: string) => Promise<string>,
): Promise<void> {
  const before = await stateOf(home)
  const all = await cut(root, home, action)
  const after = await stateOf(home)
  expect(after).not.toBe(before)
  const seen = new Set<string>()
  for (const left of all) {
    const now = await stateOf(path.join(painted(left), path.relative(root, home)))
    seen.add(now)
    if (now !== after || left.isDone) expect(now, left.after).toBe(left.isDone ? after : before)
  }
  expect(seen).toEqual(new Set([before, after]))
}

const listed = async (home: string) => {
  const { code, stdout, stderr } = await renew(home, ['list', '--json'], { now: AT })
  expect([code, stderr]).toEqual([0, ''])
  return JSON.stringify(cardsOf(stdout))
}

const env = { RENEW_NOW: AT }

describe.skipIf(obstacle !== null)(`a power cut after any call${obstacle ? ` (${obstacle})` : ''}`, () => {
  test.each([
    ...Object.entries(CHANGES),
    ['restore', { argv: () => ['restore', 'before', '--yes'], env }] as const,
  ])('of %s leaves the earlier cards or the new ones', async (_, action) => {
    const home = copyOf(model)
    await expectOneOrOther(path.dirname(home), home, action, listed)
  })

  test('during the first change, in folders that did not exist, leaves nothing or the card', async () => {
    const root = newFolder()
    await expectOneOrOther(root, path.join(root, 'some', 'where', 'home'), CHANGES.add, listed)
  })

  test('of a setting leaves the earlier one or the new one', async () => {
    const home = copyOf(model)
    const action = { argv: () => ['config', 'set', 'lang', 'zh'], env }
    await expectOneOrOther(path.dirname(home), home, action, async home => {
      const { code, stdout } = await renew(home, ['config', 'get', 'lang'])
      expect(code).toBe(0)
      return stdout
    })
  })

  test.each(['export', 'backup'])('of %s leaves the earlier file or the whole new one', async command => {
    for (const earlier of ['', 'an earlier file']) {
      const home = copyOf(model)
      const root = path.dirname(home)
      const file = (home: string) => path.join(path.dirname(home), 'out', 'kept.json')
      mkdirSync(path.dirname(file(home)))
      if (earlier) writeFileSync(file(home), earlier)
      const action = { argv: () => [command, file(home), '--force'], env }
      await expectOneOrOther(root, home, action, async home =>
        existsSync(file(home)) ? readFileSync(file(home), 'utf8') : '',
      )
    }
  })

  test('during remind: the next run sends what was not sent, and repeats at most what was sent, unchanged', async () => {
    const home = copyOf(model)
    const root = path.dirname(home)
    const all = await cut(root, home, { ...REMIND, env: { RECORD: path.join(root, 'record') } })
    const seen = { unsent: 0, again: 0, quiet: 0 }
    for (const left of all) {
      const folder = painted(left)
      const record = path.join(folder, 'record')
      const next = () =>
        renew(path.join(folder, 'home'), ['remind', '--scheduled'], {
          io: { now: Date.now, run: recording(record) },
        })
      expect(await next(), left.after).toEqual({ code: 0, stdout: '', stderr: '' })
      const got = messagesIn(record)
      expect(got.length, left.after).toBeGreaterThan(0)
      expect(got.length, left.after).toBeLessThanOrEqual(left.sent === '' || left.isDone ? 1 : 2)
      expect(new Set(got.map(one => JSON.stringify(one))).size, left.after).toBe(1)
      seen[left.sent === '' ? 'unsent' : got.length === 2 ? 'again' : 'quiet']++
      await next()
      expect(messagesIn(record), left.after).toHaveLength(got.length)
    }
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })
})
