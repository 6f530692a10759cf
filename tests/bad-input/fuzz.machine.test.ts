import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'
import { commandLine, environment, VALUED, word } from './hostile-words.ts'
import { holds, hostileWorld, usedHome } from './hostile-world.ts'
import { bytesOf } from './untouched.ts'

/** To try more: `FUZZ_RUNS=20000 npx vitest run tests/bad-input/fuzz.machine.test.ts`. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 0)
const TIME = 60_000 + RUNS * 500

let template: string
beforeAll(async () => {
  template = await usedHome()
}, 120_000)

test(
  'no words take the program down, leave its exit codes, or change anything when they are refused',
  async () => {
    await fc.assert(
      fc.asyncProperty(commandLine, async argv => {
        const world = hostileWorld(template, { 'taken.csv': 'kept' })
        await holds(world, argv)
        // The next command can read what was stored.
        const next = await holds(world, ['status', '--json'])
        expect(next.code, next.stderr).toBe(0)
      }),
      { numRuns: RUNS || 150 },
    )
  },
  TIME,
)

test(
  'nor does anything that is set around it',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.constantFrom(
            ['status'],
            ['remind'],
            ['show', 'me'],
            ['agenda', '--month'],
            ['plan', 'me'],
            ['--help'],
          ),
          fc.constantFrom(
            ['doctor'],
            ['timer', 'print', '--with', 'cron'],
            ['timer', 'install', '--yes', '--with', 'cron'],
          ),
          commandLine,
        ),
        environment,
        (argv, env) => holds(hostileWorld(template), argv, env).then(() => {}),
      ),
      { numRuns: RUNS || 120 },
    )
  },
  TIME,
)

test(
  'no text for one field takes add or edit down',
  async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('--expires', '--issued', ...VALUED.slice(7, 22)),
        word,
        async (flag, text) => {
          const before = bytesOf(home)
          const { code, stderr } = await renew(home, ['edit', 'me', `${flag}=${text}`])
          expect([0, 1, 2]).toContain(code)
          expect(stderr).not.toMatch(/this is a bug/)
          if (code !== 0) expect(bytesOf(home)).toEqual(before)
          const shown = await renew(home, ['show', 'me'])
          expect(shown.code).toBe(0)
          expect(shown.stdout).not.toMatch(/\u001b|\u0000|\u202e/)
          // The strict reader can read what was accepted.
          const strict = await renew(home, ['restore', 'cards.latest', '--yes'])
          expect(strict.code, strict.stderr).toBe(0)
        },
      ),
      { numRuns: RUNS || 80 },
    )
  },
  TIME,
)
