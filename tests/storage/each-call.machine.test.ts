import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, type Left } from '../built-program.ts'
import { renew } from '../world.ts'
import {
  type Action,
  AT,
  CHANGES,
  cardsOf,
  copyOf,
  EXPORT,
  leftIn,
  messagesIn,
  modelHome,
  REMIND,
  recording,
} from './actions.ts'
import { type Call, disturb, each, type Fault, type Program, watch, whyUntraced } from './system-calls.ts'

// The real program and the real kernel: instead of each system call on a path in the home, the program is killed, or
// that call fails.

const obstacle = whyUntraced()
/** All calls of all actions with all errors take minutes on two cores. */
const isSlow = process.env.RENEW_SLOW_TESTS !== undefined
const ERRORS = ['EIO', 'ENOSPC', 'EROFS', 'EACCES', 'EMFILE'] as const
const SIGNALS = ['INT', 'TERM', 'HUP'] as const
const AT_ONCE = 3

let script = ''
let model = ''
beforeAll(async () => {
  script = await buildRenew()
  model = await modelHome()
}, 60_000)

/** An action in a copy of the model home. */
function programFor({ argv, env }: Action): Program & { record: string } {
  const home = copyOf(model)
  const record = path.join(path.dirname(home), 'record')
  const command = [process.execPath, script, ...argv(path.dirname(home))]
  return { command, env: { ...env, RECORD: record }, home, record }
}

interface Case {
  call: Call
  fault: Fault
}

/** Every call with every fault; in the short run, each kind of call once, with the faults in turn. */
function casesOf(calls: readonly Call[], faults: readonly Fault[]): Case[] {
  if (isSlow) return faults.flatMap(fault => calls.map(call => ({ call, fault })))
  const kinds = [...new Map(calls.map(call => [call.sign, call])).values()]
  return kinds.map((call, at) => ({ call, fault: faults[at % faults.length]! }))
}

/** The moments at which a kill leaves a different state than the moment before. */
function turnsOf(calls: readonly Call[]): Call[] {
  return isSlow
    ? [...calls]
    : calls.filter(({ sign }) => /^(link|mkdir|rename|unlink|write)| new$/.test(sign))
}

/** Tries every case. When threads run in another order than before, it counts the calls again and retries. */
async function tryEach(
  action: Action,
  calls: readonly Call[],
  cases: readonly Case[],
  see: (
    program: ReturnType<typeof programFor>,
    left: Left,
    met: Call,
    what: string,
    fault: Fault,
  ) => Promise<void>,
): Promise<void> {
  const missed: string[] = []
  let [known, counting] = [calls, Promise.resolve()]
  const same = ({ sign }: Call, among: readonly Call[]) => among.filter(one => one.sign === sign)
  await each(cases, AT_ONCE, async ({ call, fault }) => {
    const nth = same(call, calls).indexOf(call)
    for (let round = 0; round < 5; round++) {
      const program = programFor(action)
      const seen = known
      const { left, met } = await disturb(program, same(call, known)[nth] ?? call, fault)
      const what = `${fault} at ${met?.sign ?? 'nothing'} (${call.nth}): ${left.stderr}`
      if (met && met.files.length > 0) await see(program, left, met, what, fault)
      if (met?.sign === call.sign) return
      counting = counting.then(async () => {
        if (known === seen) known = (await watch(programFor(action))).calls
      })
      await counting
    }
    missed.push(`${fault} at ${call.sign} (${call.nth})`)
  })
  if (isSlow)
    process.stderr.write(`${action.argv('')[0]}: ${cases.length - missed.length} of ${cases.length} met\n`)
  // Else the test would cover less than its name says.
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(cases.length / 50)
}

/** Checks that a failure adds one line to the usual output, and nothing crashes. */
function seeWords(
  { code, signal, stderr }: Left,
  codes: readonly number[],
  usual: string,
  what: string,
): void {
  expect(stderr, what).not.toMatch(/^ +at /m)
  if (signal !== null) expect(signal, what).toBe('SIGKILL')
  else expect(codes, what).toContain(code)
  const said = stderr.split('\n').filter(line => line !== '' && !usual.split('\n').includes(line))
  if (code === 1 || code === 3) expect(said, what).toEqual([expect.stringMatching(/^renew: /)])
  // What is skipped, such as the user's own working days, is reported in a line.
  else if (code === 0) expect(said.join('\n'), what).not.toMatch(/^renew:|\n/)
}

const listed = async (home: string) => {
  const { code, stdout, stderr } = await renew(home, ['list', '--json'])
  expect([code, stderr]).toEqual([0, ''])
  return cardsOf(stdout)
}

describe.skipIf(obstacle !== null)(`a call that is disturbed${obstacle ? ` (${obstacle})` : ''}`, () => {
  test.each(Object.entries(CHANGES).filter(([name]) => isSlow || name === 'add'))(
    'of %s leaves the earlier or the new cards, says so, and blocks no later command',
    async (_, action: Action) => {
      const normal = programFor(action)
      const before = await listed(model)
      const { left: usual, calls } = await watch(normal)
      expect(usual).toMatchObject({ code: 0 })
      const after = await listed(normal.home)
      expect(after).not.toEqual(before)
      expect(calls.length).toBeGreaterThan(80)

      const kills = turnsOf(calls).map(call => ({ call, fault: 'KILL' as const }))
      const seen = { before: 0, after: 0 }
      await tryEach(
        action,
        calls,
        [...kills, ...casesOf(calls, ERRORS)],
        async ({ home }, left, met, what) => {
          const now = await listed(home)
          const isNew = JSON.stringify(now) === JSON.stringify(after)
          seen[isNew ? 'after' : 'before']++
          if (!isNew) expect(now, what).toEqual(before)
          seeWords(left, [0, 1, 3], usual.stderr, what)
          if (left.code === 0) expect(isNew, what).toBe(true)
          // Once the cards are renamed, a failure can only mean that they may not survive a power cut, or that an
          // earlier copy was not kept.
          else if (isNew && left.signal === null)
            expect(left.stderr.includes('earlier copies') ? 'kept' : met.sign, what).toMatch(
              /^(openat|fsync|close) *$|^kept$/,
            )

          const began = performance.now()
          const next = await renew(home, ['add', 'next', '--expires', '2028-06-30'], { now: AT })
          expect(next.code, what + next.stderr).toBe(0)
          expect(performance.now() - began, what).toBeLessThan(5000)
          expect((await listed(home)).slice(0, now.length), what).toEqual(now)
          expect(leftIn(home), what).toEqual([])
          const { stdout } = await renew(home, ['restore', '--json'])
          expect(stdout, what).not.toMatch(/"fault":[^n]/)
        },
      )
      expect(seen.before).toBeGreaterThan(10)
      expect(seen.after).toBeGreaterThan(10)
    },
    3_600_000,
  )

  test.each([
    ['fsync', 'EIO', 1],
    ['fsync', 'ENOSPC', 1],
    ['rename', 'EROFS', 1],
    // It exists already.
    ['mkdir', 'EACCES', 0],
    // Works on a disk without hard links.
    ['link', 'EPERM', 0],
    ['unlink', 'EPERM', 0],
  ] as const)('that always fails (%s, %s) is said, or done without', async (name, fault, code) => {
    const program = programFor(CHANGES.add)
    const before = await listed(program.home)
    const { left, met } = await disturb(program, { name, nth: 1 }, fault, true)
    expect(met).not.toBeNull()
    expect(left.code, left.stderr).toBe(code)
    seeWords(left, [code], '', left.stderr)
    const now = await listed(program.home)
    expect(now.length).toBe(before.length + (code === 0 ? 1 : 0))
    expect((await renew(program.home, ['add', 'next', '--expires', '2028-06-30'], { now: AT })).code).toBe(0)
    expect(leftIn(program.home)).toEqual([])
  })

  test('of remind never loses a reminder: the next run delivers what is missing, and a repeated one has the same id', async () => {
    const normal = programFor(REMIND)
    const { left, calls } = await watch(normal)
    expect(left).toEqual({ code: 0, signal: null, stdout: '', stderr: '' })
    const [usual] = messagesIn(normal.record)
    const kills = turnsOf(calls).map(call => ({ call, fault: 'KILL' as const }))
    // Other actions test cards and settings.
    const own = calls.filter(({ sign }) => isSlow || /ledger|run\.lock/.test(sign))
    const seen = { once: 0, twice: 0 }
    await tryEach(
      REMIND,
      calls,
      [...kills, ...casesOf(own, ERRORS)],
      async ({ home, record }, left, _, what) => {
        seeWords(left, [0, 1, 3, 4], '', what)
        const first = messagesIn(record)
        expect(first.length, what).toBeLessThanOrEqual(1)
        if (left.code === 0) expect(first, what).toHaveLength(1)
        // What was not delivered is at least printed, and the exit code says so.
        else if (left.signal === null) expect(first.length > 0 || left.stdout.includes('me'), what).toBe(true)

        const next = () =>
          renew(home, ['remind', '--scheduled'], { io: { now: Date.now, run: recording(record) } })
        expect(await next(), what).toEqual({ code: 0, stdout: '', stderr: '' })
        const all = messagesIn(record)
        seen[all.length === 1 ? 'once' : 'twice']++
        expect(all.length, what).toBeGreaterThan(0)
        expect(all.length, what).toBeLessThanOrEqual(left.code === 0 ? 1 : 2)
        expect(new Set(all.map(({ id }) => id)), what).toEqual(new Set([usual!.id]))
        if (left.signal !== null) expect(new Set(all.map(({ text }) => text)).size, what).toBe(1)
        expect(await next(), what).toEqual({ code: 0, stdout: '', stderr: '' })
        expect(messagesIn(record), what).toHaveLength(all.length)
        // What killed runs left is removed by the next process that takes the same lock.
        expect((await renew(home, ['add', 'next', '--expires', '2028-06-30'])).code, what).toBe(0)
        expect(leftIn(home), what).toEqual([])
      },
    )
    expect(seen.once).toBeGreaterThan(10)
    expect(seen.twice).toBeGreaterThan(0)
  }, 3_600_000)

  test.each([
    ['import', CHANGES.import, listed],
    ['export', EXPORT, async (home: string) => [readFileSync(`${home}/out.json`, 'utf8')]],
  ] as const)(
    'of %s with a signal to stop leaves the earlier state or the new one, nothing lying about, and ends by it',
    async (_, action, stateOf) => {
      const normal = programFor(action)
      const before = JSON.stringify(await stateOf(model))
      const { calls } = await watch(normal)
      const after = JSON.stringify(await stateOf(normal.home))
      const cases = turnsOf(calls).map((call, at) => ({ call, fault: SIGNALS[at % SIGNALS.length]! }))
      await tryEach(action, calls, cases, async ({ home }, left, _, what, fault) => {
        expect([before, after], what).toContain(JSON.stringify(await stateOf(home)))
        expect(left.signal, what).toBe(`SIG${fault}`)
        expect(left.stderr, what).not.toMatch(/^renew:|^ +at /m)
        expect(leftIn(home), what).toEqual([])
      })
    },
    3_600_000,
  )
})
