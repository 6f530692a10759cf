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

describe('(69) a run beside another one', () => {
  test('leaves at once without a word while that one is younger than 5 minutes', async () => {
    const home = await homeWithCard()
    const heard = await addRecorder(home)
    const release = anotherRun(home, 4)
    expect(await renew(home, ['remind', '--scheduled'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(heard()).toEqual([])
    release()
    await renew(home, ['remind', '--scheduled'])
    expect(heard()).toHaveLength(1)
  })

  test('says so, exit 4, when that one is older: the timer would fall silent behind it', async () => {
    const home = await homeWithCard()
    const heard = await addRecorder(home)
    onTestFinished(anotherRun(home, 6))
    for (const [lang, minutes] of [
      ['en', '6 minutes'],
      ['zh', '6 分钟'],
    ]) {
      const { code, stdout, stderr } = await renew(home, ['remind', '--scheduled', '--lang', lang!])
      expect([code, stdout]).toEqual([4, ''])
      expect(stderr).toMatch(/^renew[^\n]+\n$/)
      expect(stderr).toContain(minutes)
      expect(stderr).toContain(`${home}/run.lock`)
    }
    expect(heard()).toEqual([])
    const doctor = await renew(home, ['doctor'])
    expect(doctor.code).toBe(1)
    expect(doctor.stdout).toMatch(new RegExp(`^problem\\t.*6 minutes.*\\tkill ${process.pid}$`, 'm'))
  })

  test('that is stuck is told to the heartbeat, one that is only busy is not', async () => {
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
    const release = anotherRun(home, 1)
    await renew(home, ['remind', '--scheduled'])
    release()
    onTestFinished(anotherRun(home, 6))
    await renew(home, ['remind', '--scheduled'])
    expect(asked).toEqual(['/ping/abc/fail'])
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
