/**
 * A second process for the tests: `node worker.cjs HOME DEED [WORDS…]`. It says `ready` when it has begun, and what
 * went wrong as `error CODE`, with the program's own exit code.
 */
import { cpSync } from 'node:fs'
import path from 'node:path'
import { newCard } from '../../src/cards/card.ts'
import { CardStore } from '../../src/cards/store.ts'
import { RenewError } from '../../src/errors.ts'
import { exitOf } from '../../src/exit-codes.ts'
import { withLock } from '../../src/storage/lock.ts'
import { counterIn, diskWorld, pathsIn } from './counter.ts'

const [home = '', deed = '', ...words] = process.argv.slice(2)
const paths = pathsIn(home)
const counter = counterIn(home)

const DEEDS: Record<string, () => Promise<void>> = {
  /** Adds one, so many times. */
  async count() {
    for (let left = Number(words[0]); left > 0; left--) {
      await counter.update(now => ({ ...now, count: now.count + 1 }))
    }
  },
  /** Writes one state after another until it is killed; each is told by its filler. */
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
  /** Writes a content of so many bytes. */
  async fill() {
    await counter.update(now => ({ ...now, count: now.count + 1, filler: 'x'.repeat(Number(words[0])) }))
  },
  async read() {
    process.stdout.write(JSON.stringify(counter.read()))
  },
  /** Holds the lock until it is killed. */
  async hold() {
    await withLock(paths.storeLock, {}, async () => {
      process.stdout.write('held\n')
      await new Promise(resolve => setTimeout(resolve, 60_000))
    })
  },
  /** One change for each step it has, each in a copy of the home, whose step fails; tells what came of each. */
  async steps() {
    const [kind = '', folder = ''] = words
    const world = globalThis as unknown as { arm(fault: object | null): void }
    for (let at = 1; ; at++) {
      const copy = path.join(folder, String(at))
      cpSync(home, copy, { recursive: true })
      const fault = { home: copy, at, kind, met: null as string | null }
      world.arm(fault)
      const outcome = await counterIn(copy)
        .update(now => ({ ...now, count: now.count + 1 }))
        .then(() => 'done', codeOf)
      world.arm(null)
      if (fault.met === null) return
      process.stdout.write(`${JSON.stringify({ home: copy, met: fault.met, outcome })}\n`)
    }
  },
  /** Adds cards one by one. */
  async add() {
    const store = new CardStore(diskWorld(), paths)
    for (const name of words) {
      const given = { id: `id${name}`, name, guide: 'generic', expires: '2026-12-31' }
      await store.change('add', '2026-12-01T12:00:00+05:00', cards => [...cards, newCard(given, '')])
    }
  },
}

function codeOf(error: unknown): string {
  return error instanceof RenewError ? error.code : String(error)
}

DEEDS[deed]!().catch(error => {
  process.stdout.write(`error ${codeOf(error)} ${JSON.stringify(error.values ?? {})}\n`)
  process.exitCode = error instanceof RenewError ? exitOf(error.code) : 70
})
