import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  buildRenew,
  builtHome,
  type Differently,
  run,
  runWell,
  start,
  storedNames,
} from '../built-program.ts'

let script: string
beforeAll(async () => {
  script = await buildRenew()
}, 60_000)

const renew = (home: string, argv: readonly string[], how?: Differently) => runWell(script, home, argv, how)

describe('a reader that goes away', () => {
  test('is no error', async () => {
    const home = builtHome()
    await renew(home, ['add', 'me', '--expires', '2027-03-31'])
    for (const argv of [['status'], ['list', '--json'], ['--help'], ['export']]) {
      const { child, left } = start(script, home, argv)
      child.stdout!.destroy()
      const { code, stderr } = await left
      expect([0, 0], argv.join(' ')).toEqual([code, stderr.includes('Error') ? 1 : 0])
    }
  })

  test('takes no change back', async () => {
    const home = builtHome()
    const { child, left } = start(script, home, ['add', 'me', '--expires', '2027-03-31'])
    child.stdout!.destroy()
    child.stderr!.destroy()
    expect((await left).code).toBe(0)
    expect(storedNames(home)).toEqual(['me'])
  })
})

describe.runIf(existsSync('/dev/full'))('a full disk behind stdout', () => {
  const full = (argv: string[]) => {
    const command = '"$0" "$@" > /dev/full'
    return (home: string) => run(script, home, argv, { wrap: ['/bin/sh', '-c', command] })
  }

  test('is exit 1 for an answer, 0 for a change that was stored', async () => {
    const home = builtHome()
    const added = await full(['add', 'me', '--expires', '2027-03-31'])(home)
    expect(added.code).toBe(0)
    expect(added.stderr).toMatch(/ENOSPC/)
    expect(storedNames(home)).toEqual(['me'])
    for (const argv of [['status'], ['list', '--json'], ['--help'], ['export']]) {
      const { code, stderr } = await full(argv)(home)
      expect(code, argv.join(' ')).toBe(1)
      expect(stderr).toMatch(/ENOSPC/)
    }
  })

  test('keeps a reminder owed', async () => {
    const home = builtHome()
    await renew(home, ['add', 'me', '--expires', '2026-12-31'])
    const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
    const command = '"$0" "$@" > /dev/full'
    const lost = await run(script, home, ['remind'], { env, wrap: ['/bin/sh', '-c', command] })
    expect(lost.code).toBe(4)
    expect(await renew(home, ['remind'], { env })).toContain('31 Dec 2026')
  })
})

test('nobody is asked and nothing waits where stdin is closed or no terminal', async () => {
  const home = builtHome()
  await renew(home, ['add', 'me', '--expires', '2027-03-31'])
  await renew(home, ['edit', 'me', '--note', 'in the safe'])
  const before = readFileSync(`${home}/cards.json`, 'utf8')
  for (const stdin of ['ignore', 'pipe'] as const) {
    for (const argv of [
      ['add'],
      ['remove', 'me'],
      ['done', 'me'],
      ['show'],
      ['snooze', 'me'],
      ['restore', 'cards.before'],
    ]) {
      const { code, stdout } = await run(script, home, argv, { stdio: [stdin, 'pipe', 'pipe'] })
      expect([code, stdout], argv.join(' ')).toEqual([2, ''])
    }
  }
  expect(readFileSync(`${home}/cards.json`, 'utf8')).toBe(before)
}, 30_000)
