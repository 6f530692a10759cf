import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { HttpFault } from '../../src/io/http.ts'
import type { Io } from '../../src/io/io.ts'
import { realIo } from '../../src/io/real-io.ts'
import { main } from '../../src/main.ts'
import { newFolder } from '../folders.ts'
import { newHome, renew, type Said } from '../world.ts'
import { bytesOf, RAW } from './untouched.ts'

/** All exit codes (§6) except 70, which is a bug. */
const CODES = [0, 1, 2, 3, 4, 10, 20, 130]
/** The exit codes after which nothing was changed. */
const REFUSED = [1, 2, 3]
const STACK = /renew: this is a bug|\n +at .*\(|(Type|Range|Syntax|Reference)Error\b/

/** Makes a home to copy: cards of several kinds, a sent reminder, an undone change and a guide of the user. */
export async function usedHome(): Promise<string> {
  const home = newHome()
  for (const argv of [
    ['add', 'me', '--expires', '2026-12-31', '--number', 'N0123456789', '--tags', 'a,b'],
    ['add', 'you', '--expires', '2026-11-20', '--holder', 'Anna'],
    ['add', 'passport', '--expires', '2031-05-05', '--guide', 'passport'],
    ['add', 'old', '--expires', 'permanent', '--guide', 'generic'],
    ['link', 'me', 'passport'],
    ['tick', 'me', 'photo', '--taken', '2026-11-01'],
    ['done', 'you', '--expires', '2027-11-20', '--yes'],
    ['guide', 'new', 'mine'],
    ['remind'],
    ['snooze', 'me', '--for', '2d'],
  ]) {
    const said = await renew(home, argv)
    expect(said.code, `${argv.join(' ')}: ${said.stderr}`).toBe(0)
  }
  return home
}

/** What one call can reach: a copy of a home and a working directory. */
export interface HostileWorld {
  home: string
  /** The working directory, with files to read. */
  files: string
}

export function hostileWorld(
  template: string,
  files: Readonly<Record<string, string | Buffer>> = {},
): HostileWorld {
  const folder = newFolder()
  const home = path.join(folder, 'home')
  cpSync(template, home, { recursive: true })
  const work = path.join(folder, 'work')
  mkdirSync(work)
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(work, name), bytes)
  return { home, files: work }
}

/** Variables that the real io reads when it is created; tests set them only during that. */
const OF_PROCESS = ['RENEW_NOW', 'TZ', 'COLUMNS', 'NO_COLOR', 'FORCE_COLOR', 'TERM', 'COLORTERM']

/** Calls the program as `renew` does, without programs, services or a terminal. */
async function call(
  { home, files }: HostileWorld,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const said = { stdout: '', stderr: '' }
  const former = Object.fromEntries(OF_PROCESS.map(name => [name, process.env[name]]))
  try {
    for (const name of OF_PROCESS) {
      if (env[name] === undefined) delete process.env[name]
      else process.env[name] = env[name]
    }
    process.env.RENEW_NOW = env.RENEW_NOW ?? '2026-12-01T12:00:00+05:00'
    const absent = { code: null, stdout: '', stderr: '', error: 'ENOENT' } as const
    const io: Io = {
      ...realIo(path.resolve('bin/renew.js')),
      env: { LANG: 'C.UTF-8', ...env, PATH: '/nonexistent', HOME: path.dirname(home), RENEW_HOME: home },
      uid: null,
      canAsk: false,
      cwd: () => files,
      out: text => {
        said.stdout += text
      },
      err: text => {
        said.stderr += text
      },
      run: async () => absent,
      page: async () => false,
      http: () => Promise.reject(new HttpFault('ENETDOWN', false)),
    }
    return { code: await main(argv, io), ...said }
  } finally {
    for (const [name, value] of Object.entries(former)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/**
 * Makes one call and checks what must hold for any input and any files: a documented exit code, no stack, nothing raw on
 * stdout or stderr, one JSON document with --json, and after a refusal not a byte changed.
 */
export async function holds(
  world: HostileWorld,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const before = [bytesOf(world.home), bytesOf(world.files)]
  const said = await call(world, argv, env)
  const { code, stdout, stderr } = said
  expect(CODES, stderr).toContain(code)
  expect(stdout + stderr).not.toMatch(STACK)
  expect(shown(stderr)).not.toMatch(RAW)
  // In a pipe, exports and timers are written unchanged, for other programs.
  if (!argv.includes('export') && !argv.includes('print')) expect(shown(stdout)).not.toMatch(RAW)
  // `doctor` exits with 1 for what it finds, even after it accepted changes.
  const isRefused = REFUSED.includes(code) && !(argv[0] === 'doctor' && stdout !== '')
  if (isRefused) expect([bytesOf(world.home), bytesOf(world.files)]).toEqual(before)
  if (REFUSED.includes(code) && stdout === '')
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^renew(?:[:：]| import )/)
  if (asksForJson(argv)) {
    // Help and the version are text even with --json.
    if (stdout !== '' && !/^(Usage|用法|\d+\.\d+\.\d+\n$)/.test(stdout))
      expect(() => JSON.parse(stdout), stdout.slice(0, 300)).not.toThrow()
    if (REFUSED.includes(code)) expect(JSON.parse(stdout)).toMatchObject({ schema: 1 })
  }
  return said
}

/** Removes what is harmless: colours, and isolates that end on the same line. */
function shown(text: string): string {
  return text.replace(/\u001b\[[\d;]*m/g, '').replace(/\u2068([^\u2066-\u2069\n]*)\u2069/gu, '$1')
}

function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json')
}
