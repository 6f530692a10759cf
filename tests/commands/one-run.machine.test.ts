import { once } from 'node:events'
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { tryLock } from '../../src/storage/lock.ts'
import { buildRenew, start } from '../built-program.ts'
import { newHome, renew } from '../world.ts'
import { addRecorder } from './recorder.ts'

async function homeWithCard(): Promise<string> {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  return home
}

/** Another run that is at it since some minutes. */
function anotherRun(home: string, minutes: number): () => void {
  const lock = `${home}/run.lock`
  const release = tryLock(lock)
  const since = Math.floor(Date.now() / 1000) - minutes * 60
  utimesSync(lock, since, since)
  return () => release?.()
}

const FOREIGN = '{"pid":1,"host":"c1","token":"1-abcd"}'

/** A lock of a container that was never released. */
function foreignLock(home: string, name: 'run' | 'store', minutes: number): void {
  const since = Math.floor(Date.now() / 1000) - minutes * 60
  writeFileSync(`${home}/${name}.lock`, FOREIGN)
  utimesSync(`${home}/${name}.lock`, since, since)
}

describe('(69) a run beside another one', () => {
  test.each([1, 6, 59])('leaves at once without a word while that one is %i minutes old', async minutes => {
    const home = await homeWithCard()
    const heard = await addRecorder(home)
    const release = anotherRun(home, minutes)
    expect(await renew(home, ['remind', '--scheduled'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(heard()).toEqual([])
    release()
    await renew(home, ['remind', '--scheduled'])
    expect(heard()).toHaveLength(1)
  })

  test.each([61, -61, 43_200, -43_200])(
    'sends, and says so, when the lock of that one is %i minutes old',
    async minutes => {
      const home = await homeWithCard()
      const heard = await addRecorder(home)
      foreignLock(home, 'run', minutes)
      foreignLock(home, 'store', minutes)
      const { code, stdout, stderr } = await renew(home, ['remind', '--scheduled'])
      expect([code, stdout]).toEqual([0, ''])
      expect(heard()).toHaveLength(1)
      const lines = stderr.trimEnd().split('\n')
      expect(lines).toHaveLength(2)
      expect(lines[0]).toContain(`the lock ${home}/run.lock of 1@c1 was`)
      expect(lines[1]).toContain(`the lock ${home}/store.lock of 1@c1 was`)
      expect(await renew(home, ['remind', '--scheduled'])).toEqual({ code: 0, stdout: '', stderr: '' })
      expect(heard()).toHaveLength(1)
    },
  )

  test('a change takes over an expired lock and says so; a young one is named', async () => {
    const home = await homeWithCard()
    foreignLock(home, 'store', 61)
    const taken = await renew(home, ['edit', 'me', '--note', 'x', '--lang', 'zh'])
    expect(taken.code).toBe(0)
    expect(taken.stderr).toContain(`锁文件 ${home}/store.lock（由 1@c1 持有）已有 1 小时`)
    foreignLock(home, 'store', 30)
    const refused = await renew(home, ['edit', 'me', '--note', 'y'])
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('another renew is writing (1@c1)')
  }, 20_000)

  test.each([
    ['run', 'no reminders are sent until', '提醒'],
    ['store', 'nothing can be changed until', '更改'],
  ] as const)('status and doctor name a %s lock that is in the way', async (name, en, zh) => {
    const home = await homeWithCard()
    foreignLock(home, name, 1)
    const { code, stderr } = await renew(home, ['status'])
    expect(code).toBe(0)
    expect(stderr).toContain(en)
    expect(stderr).toContain('another renew (1@c1) has held the lock since')
    expect(stderr).toContain(`rm ${home}/${name}.lock`)
    expect((await renew(home, ['status', '--lang', 'zh'])).stderr).toMatch(new RegExp(`1@c1.*${zh}.*rm `))
    expect((await renew(home, ['status', '--json'])).stderr).toContain(en)
    const doctor = await renew(home, ['doctor'])
    expect(doctor.code).toBe(1)
    expect(doctor.stdout).toMatch(new RegExp(`^problem\t${en}.*\trm ${home}/${name}.lock$`, 'm'))
    foreignLock(home, name, 61)
    expect((await renew(home, ['status'])).stderr).not.toContain('lock')
  })

  test('status names a run of this machine that is stuck, not one that has just begun', async () => {
    const home = await homeWithCard()
    const release = anotherRun(home, 1)
    expect((await renew(home, ['status'])).stderr).not.toContain('lock')
    release()
    onTestFinished(anotherRun(home, 6))
    expect((await renew(home, ['status'])).stderr).toContain(`kill ${process.pid}`)
  })

  test('a run that is only busy is not reported to the heartbeat', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const home = await homeWithCard()
    const { port } = server.address() as AddressInfo
    await renew(home, ['config', 'set', 'heartbeat', `http://127.0.0.1:${port}/ping/abc`])
    onTestFinished(anotherRun(home, 1))
    await renew(home, ['remind', '--scheduled'])
    expect(asked).toEqual([])
  })
})

describe('(77) a run that is ended from outside', () => {
  let script: string
  beforeAll(async () => {
    script = await buildRenew()
  }, 60_000)

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s holds up nobody, and its message comes again with the same id',
    async signal => {
      const home = await homeWithCard()
      const heard = await addRecorder(
        home,
        'slow',
        `[ -e '${home}/quick' ] && exit; touch '${home}/began'; sleep 3`,
      )
      const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
      const { child, left } = start(script, home, ['remind', '--scheduled'], { env })
      for (let n = 0; n < 200 && !existsSync(`${home}/began`); n++) await wait(25)
      const [first] = heard()
      child.kill(signal)
      expect((await left).signal).toBe(signal)
      expect(readFileSync(`${home}/ledger.json`, 'utf8')).toContain(first?.id)

      writeFileSync(`${home}/quick`, '')
      const next = await renew(home, ['remind', '--scheduled'])
      expect([next.code, next.stderr]).toEqual([0, ''])
      expect(heard().map(({ id }) => id)).toEqual([first?.id, first?.id])
      expect(existsSync(`${home}/run.lock`)).toBe(false)
      await renew(home, ['remind', '--scheduled'])
      expect(heard()).toHaveLength(2)
    },
  )
})

describe('a run that is stopped while it sends, and goes on when another has taken its lock', () => {
  let script: string
  beforeAll(async () => {
    script = await buildRenew()
  }, 60_000)

  /** A service that keeps what it gets, and answers a little later. */
  async function service() {
    const got: { id: string; cards: string[] }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        const { id, reminders } = JSON.parse(body) as { id: string; reminders: { name: string }[] }
        got.push({ id, cards: reminders.map(({ name }) => name) })
        setTimeout(() => response.end(), 20)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
  }

  // Before it has read anything, before and after the first message, and in the middle.
  test.each(['at its start', 'with its lock', 0, 1, 3, 8])(
    'stopped %s: nothing comes twice but what was on its way',
    async when => {
      const { got, url } = await service()
      const home = newHome()
      await renew(home, ['channel', 'add', 'webhook', '--url', url, '--limit', '2000', '--no-test'])
      const names = Array.from({ length: 20 }, (_, n) => `card ${n}`)
      writeFileSync(
        `${home}/cards.csv`,
        `name,expires\n${names.map(name => `${name},2026-12-31\n`).join('')}`,
      )
      await renew(home, ['import', `${home}/cards.csv`])
      const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }
      const lock = `${home}/run.lock`

      const first = start(script, home, ['remind', '--scheduled'], { env })
      const reached = () =>
        when === 'at its start' || (when === 'with its lock' ? existsSync(lock) : got.length > Number(when))
      while (!reached()) await wait(1)
      first.child.kill('SIGSTOP')
      await wait(50)
      const sent = got.length
      if (existsSync(lock)) utimesSync(lock, new Date(), new Date(Date.now() - 2 * 3_600_000))
      const second = await start(script, home, ['remind', '--scheduled'], { env }).left
      expect(second.code, second.stderr).toBe(0)
      first.child.kill('SIGCONT')
      expect((await first.left).signal).toBe(null)
      expect(await start(script, home, ['remind', '--scheduled'], { env }).left).toMatchObject({
        code: 0,
        stderr: '',
      })

      const again = got.filter(({ id }, at) => got.findIndex(one => one.id === id) < at)
      expect(again.length).toBeLessThanOrEqual(1)
      for (const { id } of again) expect(id).toBe(got[sent - 1]?.id)
      const unique = [...new Map(got.map(one => [one.id, one])).values()]
      expect(unique.flatMap(({ cards }) => cards).toSorted()).toEqual(names.toSorted())
    },
  )
})
