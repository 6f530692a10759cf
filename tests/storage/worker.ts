/**
 * A second process for the tests: `node worker.cjs HOME ACTION [WORDS…]`. Prints `ready` when it has started, and a
 * failure as `error CODE`, with the program's exit code.
 */
import { cpSync } from 'node:fs'
import path from 'node:path'
import { newCard } from '../../src/cards/card.ts'
import { CardStore } from '../../src/cards/store.ts'
import { RenewError } from '../../src/errors.ts'
import { exitOf } from '../../src/exit-codes.ts'
import { withLock } from '../../src/storage/lock.ts'
import { counterIn, diskIo, pathsIn } from './counter.ts'

const [home = '', action = '', ...words] = process.argv.slice(2)
const paths = pathsIn(home)
const counter = counterIn(home)

const ACTIONS: Record<string, () => Promise<void>> = {
  /** Adds one, a number of times. */
  async count() {
    for (let left = Number(words[0]); left > 0; left--) {
      await counter.update(now => ({ ...now, count: now.count + 1 }))
    }
  },
  /** Writes one state after another until it is killed; the filler identifies each. */
  async churn() {
    process.stdout.write('ready\n')
    for (;;) {
      const { count } = await counter.update(({ count }) => ({
        count: count + 1,
        filler: String(count + 1).repeat(2000),
      }))
      process.stdout.write(`${count}\n`)
    }
  },
  /** Writes a number of bytes. */
  async fill() {
    await counter.update(now => ({ ...now, count: now.count + 1, filler: 'x'.repeat(Number(words[0])) }))
  },
  async read() {
    process.stdout.write(JSON.stringify(counter.read()))
  },
  /** Adds one, and stays in the middle of it for a while. */
  async 'slow-count'() {
    await counter.update(now => {
      process.stdout.write(`changing ${now.count}\n`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
      return { ...now, count: now.count + 1 }
    })
    process.stdout.write('done\n')
  },
  /** Holds the lock until it is killed. */
  async hold() {
    await withLock(paths.storeLock, {}, async () => {
      process.stdout.write('held\n')
      await new Promise(resolve => setTimeout(resolve, 60_000))
    })
  },
  /** Makes a change once for each of its steps, in a copy of the home in which that step fails; prints the outcomes. */
  async steps() {
    const [kind = '', folder = ''] = words
    const world = globalThis as unknown as { arm(fault: object | null): void }
    for (let at = 1; ; at++) {
      const copy = path.join(folder, String(at))
      cpSync(home, copy, { recursive: true, preserveTimestamps: true })
      const fault = { home: copy, at, kind, met: null as string | null }
      world.arm(fault)
      const file = counterIn(copy)
      const outcome = await file
        .update(now => ({ ...now, count: now.count + 1 }))
        .then(() => ['done', ...file.io.warnings.map(({ code }) => code)].join(', '), codeOf)
      world.arm(null)
      if (fault.met === null) return
      process.stdout.write(`${JSON.stringify({ home: copy, met: fault.met, outcome })}\n`)
    }
  },
  /** Adds cards one by one. */
  async add() {
    const store = new CardStore(diskIo(), paths)
    for (const name of words) {
      const given = { id: `id${name}`, name, guide: 'generic', expires: '2026-12-31' }
      await store.change('add', '2026-12-01T12:00:00+05:00', cards => [...cards, newCard(given, '')])
    }
  },
}

function codeOf(error: unknown): string {
  return error instanceof RenewError ? error.code : String(error)
}

ACTIONS[action]!().catch(error => {
  process.stdout.write(`error ${codeOf(error)} ${JSON.stringify(error.values ?? {})}\n`)
  process.exitCode = error instanceof RenewError ? exitOf(error.code) : 70
})
