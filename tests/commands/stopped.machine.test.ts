import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildRenew, run, start } from '../built-program.ts'
import { newFolder } from '../folders.ts'

// Ctrl-C, kill, and a terminal that closes, at any moment of what takes its time (at each call of the system: each-call).

/** `script` of util-linux gives a program a real terminal. */
const hasTerminal = /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')
/** Enough to take its time. */
const ROWS = process.env.RENEW_SLOW_TESTS ? 20_000 : 6000
const env = { RENEW_NOW: '2026-12-01T12:00:00+05:00' }

let script = ''
let file = ''
let usual = 0
beforeAll(async () => {
  script = await buildRenew()
  file = path.join(newFolder(), 'cards.csv')
  const rows = Array.from({ length: ROWS }, (_, at) => `card ${at},2027-0${1 + (at % 9)}-1${at % 9}`)
  writeFileSync(file, `name,expires\n${rows.join('\n')}\n`)
  const began = performance.now()
  await run(script, path.join(newFolder(), 'home'), ['import', file], { env })
  usual = performance.now() - began
}, 60_000)

async function homeWithCard(): Promise<string> {
  const home = path.join(newFolder(), 'home')
  expect((await run(script, home, ['add', 'me', '--expires', '2026-12-31'], { env })).code).toBe(0)
  return home
}

const countIn = (home: string): number => JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards.length
const leftIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => /tmp|lock/.test(name))

test('an import that is stopped at any moment leaves the earlier cards or all the new ones, and no trace', async () => {
  const ends: string[] = []
  const stopAt = async (moment: number) => {
    const home = await homeWithCard()
    const began = performance.now()
    const { child, left } = start(script, home, ['import', file], { env })
    await wait(usual * moment)
    const signal = ends.length % 2 === 0 ? 'SIGINT' : 'SIGTERM'
    child.kill(signal)
    const { code, signal: by, stderr } = await left
    ends.push(by ?? `${code}`)
    // It was busier here a moment ago.
    if (by === null) usual = performance.now() - began
    expect([signal, null]).toContain(by)
    expect([1, ROWS + 1], `${moment}`).toContain(countIn(home))
    if (by === null) expect([code, countIn(home)]).toEqual([0, ROWS + 1])
    // What was understood of the file may have been said already; of the end there is nothing to say.
    expect(stderr).not.toMatch(/^renew:|^ +at /m)
    expect(leftIn(home)).toEqual([])
  }
  for (const moment of [0.25, 0.5, 0.75, 0.85, 0.95]) await stopAt(moment)
  expect(ends.filter(end => end.startsWith('SIG')).length, ends.join(' ')).toBeGreaterThan(1)
}, 120_000)

describe.runIf(hasTerminal)('on a terminal (needs script of util-linux)', () => {
  test('Ctrl-C ends an import at once while it counts rows, and a shell sees 130', async () => {
    const home = path.join(newFolder(), 'home')
    // Reading takes well over the second after which the count appears; every row is valid, so nothing else comes first.
    const many = `${file}.many`
    const rows = Array.from({ length: 600_000 }, (_, at) => `card ${at},2027-0${1 + (at % 9)}-1${at % 9}`)
    writeFileSync(many, `name,expires\n${rows.join('\n')}\n`)
    const words = `stty cols 100 rows 40; exec ${process.execPath} ${script} import ${many}`
    const child = spawn('script', ['-qec', words, '/dev/null'], {
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm', RENEW_HOME: home, ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    let screen = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      screen += text
    })
    const ended = new Promise<number | null>(resolve => child.on('close', resolve))
    while (!/\d\d\d/.test(screen) && child.exitCode === null) await wait(10)
    child.stdin.write('\u0003')
    expect(await ended).toBe(130)
    expect(existsSync(`${home}/cards.json`)).toBe(false)
    expect(existsSync(home) ? leftIn(home) : []).toEqual([])
  }, 60_000)
})
