import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
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

interface Status {
  cards: { today: string; stage: string; daysLeft: number }[]
}

describe('the day is the one where the card is valid, wherever the reader is:', () => {
  test.each([
    [
      'at 02:59 on 1 April in Shanghai it is on its last day',
      'Asia/Shanghai',
      '2027-04-01T02:59',
      'last-day',
      0,
    ],
    ['at 03:00 on 1 April in Shanghai it is overdue', 'Asia/Shanghai', '2027-04-01T03:00', 'overdue', -1],
    ['at 15:00 on 31 March in New York it is overdue', 'America/New_York', '2027-03-31T15:00', 'overdue', -1],
    [
      'at 14:59 on 31 March in New York it is on its last day',
      'America/New_York',
      '2027-03-31T14:59',
      'last-day',
      0,
    ],
  ])('%s', async (_, TZ, RENEW_NOW, stage, daysLeft) => {
    const home = builtHome()
    await renew(home, ['add', 'me', '--expires', '2027-03-31'], { env: { TZ, RENEW_NOW } })
    const status = await renew(home, ['status', '--json'], { env: { TZ, RENEW_NOW } })
    expect((JSON.parse(status) as Status).cards).toMatchObject([{ stage, daysLeft }])
  })

  test('an instant is stored with the offset of the place where it was', async () => {
    const home = builtHome()
    const env = { TZ: 'America/New_York', RENEW_NOW: '2026-12-01T09:00' }
    await renew(home, ['add', 'me', '--expires', '2027-03-31'], { env })
    expect(await renew(home, ['list', '--json'])).toContain('"created":"2026-12-01T09:00:00-05:00"')
  })

  test('a time in RENEW_NOW that is none is refused', async () => {
    for (const RENEW_NOW of ['tomorrow', '2026-02-30T10:00', '1798675200']) {
      const { code, stdout, stderr } = await run(script, builtHome(), ['status'], { env: { RENEW_NOW } })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/^renew: RENEW_NOW [^\n]+\n$/)
    }
  })
})

describe('many processes at once', () => {
  test('ten that add five cards each leave fifty', async () => {
    const home = builtHome()
    const one = async (name: number) => {
      for (let n = 0; n < 5; n++) await renew(home, ['add', `${name}-${n}`, '--expires', '2027-03-31'])
    }
    await Promise.all(Array.from({ length: 10 }, (_, name) => one(name)))
    expect(new Set(storedNames(home)).size).toBe(50)
  }, 60_000)

  // A minute of two cores; the same as above, at the size the issue asks for.
  test.runIf(process.env.RENEW_SLOW_TESTS)(
    'twenty that add twenty cards each leave four hundred',
    async () => {
      const home = builtHome()
      const one = async (name: number) => {
        for (let n = 0; n < 20; n++) await renew(home, ['add', `${name}-${n}`, '--expires', '2027-03-31'])
      }
      await Promise.all(Array.from({ length: 20 }, (_, name) => one(name)))
      expect(new Set(storedNames(home)).size).toBe(400)
    },
    240_000,
  )

  test('of eight that add one name, one succeeds and the others are told', async () => {
    const home = builtHome()
    const all = await Promise.all(
      Array.from({ length: 8 }, () => run(script, home, ['add', 'me', '--expires', '2027-03-31'])),
    )
    expect(all.map(({ code }) => code).sort()).toEqual([0, ...Array.from({ length: 7 }, () => 1)])
    expect(storedNames(home)).toEqual(['me'])
  }, 60_000)
})

test('of edits of one card at the same time none is lost: it is stored, or told to be repeated', async () => {
  const home = builtHome()
  await renew(home, ['add', 'me', '--expires', '2027-03-31'])
  const edits = ['holder', 'number', 'issued', 'note', 'tags', 'lead'].map(field => {
    const value = field === 'issued' ? '2026-01-01' : field === 'lead' ? '6w' : 'x'
    return { field, value, left: run(script, home, ['edit', 'me', `--${field}`, value]) }
  })
  let stored = 0
  for (const { left } of edits) {
    const { code, stderr } = await left
    if (code === 0) stored++
    else expect([code, stderr]).toEqual([1, expect.stringContaining('another renew')])
  }
  const [card] = JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards
  const kept = edits.filter(({ field, value }) => [card[field]].flat().includes(value))
  expect(kept).toHaveLength(stored)
  expect(stored).toBeGreaterThan(0)
}, 30_000)

test('a run that was killed while it sent is made up for by the next, with the same id, and then all is quiet', async () => {
  const home = builtHome()
  const env = { RENEW_NOW: '2027-03-01T12:00:00+05:00' }
  await renew(home, ['add', 'me', '--expires', '2027-03-31'], { env })
  const kept = path.join(path.dirname(home), 'kept')
  const args = `-c '/bin/cat >> ${kept}; sleep 0.5'`
  await renew(home, ['channel', 'add', 'command', '--run', '/bin/sh', '--args', args, '--no-test'], { env })
  const killed = start(script, home, ['remind', '--scheduled'], { env })
  while (!existsSync(kept) || readFileSync(kept, 'utf8') === '') await wait(5)
  killed.child.kill('SIGKILL')
  expect((await killed.left).signal).toBe('SIGKILL')
  for (let round = 0; round < 2; round++) await renew(home, ['remind', '--scheduled'], { env })
  const messages = readFileSync(kept, 'utf8').trimEnd().split('\n')
  expect(messages).toHaveLength(2)
  expect(messages[1]).toBe(messages[0])
}, 30_000)

test('a change made while a channel hangs does not wait for it, and the run ends well', async () => {
  const home = builtHome()
  const env = { RENEW_NOW: '2027-03-01T12:00:00+05:00' }
  await renew(home, ['add', 'me', '--expires', '2027-03-31'], { env })
  const [hangs, end] = ['hangs', 'end'].map(name => path.join(path.dirname(home), name))
  writeFileSync(hangs!, `#!/bin/sh\nwhile [ ! -e '${end}' ]; do sleep 0.05; done\n`, { mode: 0o755 })
  await renew(home, ['channel', 'add', 'command', '--run', hangs!, '--no-test'], { env })
  const remind = start(script, home, ['remind'], { env })
  while (!existsSync(`${home}/ledger.json`)) await wait(20)
  await renew(home, ['add', 'you', '--expires', '2027-12-31'], { env })
  await renew(home, ['edit', 'me', '--holder', 'Anna'], { env })
  expect(remind.child.exitCode).toBeNull()
  writeFileSync(end!, '')
  expect(await remind.left).toMatchObject({ code: 0, stdout: '', stderr: '' })
  expect(storedNames(home)).toEqual(['me', 'you'])
  expect(await renew(home, ['remind'], { env })).toBe('')
}, 30_000)
