import path from 'node:path'
import type { Io, Surface } from '../src/io/io.ts'
import { realIo, withStatusLine } from '../src/io/real-io.ts'
import { main } from '../src/main.ts'
import { newFolder } from './folders.ts'

/** What a call returned: its exit code and output. */
export interface Said {
  code: number
  stdout: string
  stderr: string
}

/** Options of a call; by default it runs in a pipe, in English, at noon of 1 December 2026 in Almaty. */
export interface Circumstances {
  /** ISO date-time with an offset. */
  now?: string
  env?: Record<string, string>
  /** A terminal of this size instead of a pipe. */
  terminal?: { width: number; height?: number; color?: Surface['color'] }
  /** Parts of `Io` to replace. */
  io?: Partial<Io>
}

/** Noon in Almaty (+05:00) on the first day of the window of a card that ends on 2026-12-31. */
export const NOW = '2026-12-01T12:00:00+05:00'

/** A folder for `RENEW_HOME`, removed after the tests. */
export const newHome = (): string => path.join(newFolder(), 'home')

/** To ask Node for a time in another zone is a tenth of a call, and most calls ask the same. */
const { dayIn, timestampIn, instantAt } = realIo(path.resolve('bin/renew.js'))
const TIMES = {
  dayIn: remembered(dayIn),
  timestampIn: remembered(timestampIn),
  instantAt: remembered(instantAt),
}

const NOT_FOUND = { code: 127, stdout: '', stderr: 'not found', error: null }

/** Whether it would change a timer of this machine or start the built program; machine tests pass their own `io.run`. */
function isOfMachine(file: string, args: readonly string[], { node, script }: Io): boolean {
  const isTimer = /^(systemctl|loginctl|busctl|launchctl|schtasks)$/.test(file)
  return isTimer || args[1]?.includes('crontab') === true || (file === node && args[0] === script)
}

/** Calls the program as a user or a script would, with its own streams, clock and home. */
export async function renew(home: string, argv: readonly string[], how: Circumstances = {}): Promise<Said> {
  const said = { stdout: '', stderr: '' }
  const { terminal } = how
  const surface: Surface = {
    isTTY: terminal !== undefined,
    width: terminal?.width ?? 80,
    height: terminal ? (terminal.height ?? 50) : null,
    color: terminal?.color ?? 0,
  }
  const now = how.now ?? NOW
  const real = realIo(path.resolve('bin/renew.js'))
  const io: Io = {
    ...real,
    ...TIMES,
    run: async (file, args, options) =>
      isOfMachine(file, args, real) ? NOT_FOUND : real.run(file, args, options),
    env: {
      PATH: process.env.PATH,
      HOME: path.dirname(home),
      LANG: 'C.UTF-8',
      PAGER: 'cat',
      RENEW_HOME: home,
      ...how.env,
    },
    stdout: surface,
    stderr: { ...surface },
    canAsk: false,
    out: text => {
      said.stdout += text
    },
    err: text => {
      said.stderr += text
    },
    now: () => Date.parse(now),
    runTime: 4000,
    clockOverride: null,
    clockFault: null,
    isOutputDiscarded: false,
    // The tests run in several zones.
    machineZone: () => null,
    ...how.io,
  }
  const code = await main(argv, withStatusLine(io))
  return { code, ...said }
}

/** Answers a question that was asked before in the same zone of the process as it was then. */
export function remembered<A extends unknown[], R>(answer: (...question: A) => R): (...question: A) => R {
  const answers = new Map<string, R>()
  return (...question) => {
    const key = [process.env.TZ, ...question].join()
    if (!answers.has(key)) answers.set(key, answer(...question))
    return answers.get(key)!
  }
}

/** Returns the answer of a call with `--json`, after checking that it succeeded. */
export async function answer<T = unknown>(
  home: string,
  argv: readonly string[],
  how?: Circumstances,
): Promise<T> {
  const said = await renew(home, [...argv, '--json'], how)
  if (said.code !== 0) throw new Error(`exit ${said.code}: ${said.stderr}`)
  return JSON.parse(said.stdout) as T
}

/** Makes a home with cards: a name alone ends on 2026-12-31, else its last valid day and more options follow. */
export async function homeWith(...cards: (string | readonly string[])[]): Promise<string> {
  const home = newHome()
  for (const [name, expires = '2026-12-31', ...more] of cards.map(card => [card].flat())) {
    const { code, stderr } = await renew(home, ['add', '--expires', expires, '--yes', ...more, '--', name!])
    if (code !== 0) throw new Error(`exit ${code}: ${stderr}`)
  }
  return home
}
