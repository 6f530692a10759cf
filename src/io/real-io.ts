// status loads this
import { fstatSync, statSync, writeSync } from 'node:fs'
import { type CivilDate, isCivilDate, LAST_DAY, LAST_YEAR } from '../dates/civil-date.ts'
import { isZoneName } from '../dates/zone-name.ts'
import { tryOr } from '../errors.ts'
import type { Instant, Io, Surface } from './io.ts'

/**
 * Returns the `Io` of this process.
 * @param script absolute path of the running script, which timers name
 */
export function realIo(script: string): Io {
  const { env } = process
  // Earlier versions wrote this into timers where the shell had an empty TZ; it is not a zone that anyone chose.
  if (env.TZ === 'Etc/Unknown') delete env.TZ
  const output = { fault: null as string | null }
  const stdout = surface(1, env)
  const stderr = surface(2, env)
  return withStatusLine({
    env,
    platform: process.platform,
    pid: process.pid,
    uid: process.getuid?.() ?? null,
    node: process.execPath,
    nodeVersion: process.versions.node,
    script,
    stdout,
    stderr,
    get canAsk() {
      return stderr.isTTY && isTerminal(0)
    },
    dialogue() {
      // On a terminal without a width (docker exec, expect) the prompts would wrap after every letter.
      if (!process.stderr.columns) process.stderr.columns = stderr.width
      return { input: process.stdin, output: process.stderr }
    },
    cwd: () => process.cwd(),
    out(text) {
      output.fault ??= writeAll(1, text)
    },
    err(text) {
      writeAll(2, text)
    },
    get outputFault() {
      return output.fault === 'EPIPE' ? null : output.fault
    },
    warnings: [],
    get isOutputDiscarded() {
      return isDiscarded(1)
    },
    ...clockOf(env),
    ...OUTSIDE,
  })
}

const OUTSIDE = {
  run: async (...call) => (await import('./run-program.ts')).runProgram(...call),
  async page(command, text) {
    // Ctrl-C is for the pager; if we ended, the shell and the pager would both read the keyboard.
    process.on('SIGINT', () => {})
    return (await import('./run-program.ts')).runPager(command, text, process.env)
  },
  http: async request => (await import('./http.ts')).sendRequest(request),
} satisfies Partial<Io>

function clockOf(env: Io['env']) {
  const { fixed, fault } = readClock(env.RENEW_NOW)
  return {
    now: () => fixed ?? Date.now(),
    runTime: 60_000,
    clockOverride: fixed === null ? null : (env.RENEW_NOW ?? null),
    clockFault: fault ?? zoneFault(env.TZ),
    dayIn: (zone, at) => (zone === null ? localDay(at) : dayInZone(zone, at)),
    timestamp,
    zoneName,
    machineZone,
    isZone: isZoneName,
    timestampIn: (zone, at) => inZone(knownName(zone), () => timestamp(at)),
    instantAt: (date, time, zone) => inZone(zone, () => new Date(`${date}T${time}:00`).getTime()),
  } satisfies Partial<Io>
}

/** Adds `status` to an io; the line is cleared before anything else is written or asked. */
export function withStatusLine(io: Omit<Io, 'status'>): Io {
  const { isTTY } = io.stderr
  const { out, err, dialogue, page } = io
  let isShown = false
  const first =
    <A extends unknown[], R>(action: (...args: A) => R) =>
    (...args: A): R => {
      if (isShown) err('\r\u001b[K')
      isShown = false
      return action(...args)
    }
  const clear = first(() => {})
  return Object.assign(io, {
    out: first(out),
    err: first(err),
    dialogue: first(dialogue),
    page: first(page),
    status(line: string) {
      if (line === '') return clear()
      if (isTTY) err(`\r${line}\u001b[K`)
      isShown = isTTY
    },
  })
}

/** Reads `RENEW_NOW` as an instant: an ISO date-time, in the process's zone when it has no offset (R11). */
function readClock(text: string | undefined): { fixed: Instant | null; fault: Io['clockFault'] } {
  if (!text) return { fixed: null, fault: null }
  const shape = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/
  // A date alone means midnight in the process's zone; JavaScript would read it as UTC, and 30 February as 2 March.
  const isWhole = shape.test(text) && isCivilDate(text.slice(0, 10))
  const at = isWhole ? new Date(text.length === 10 ? `${text}T00:00` : text).getTime() : Number.NaN
  return Number.isNaN(at)
    ? { fixed: null, fault: { name: 'RENEW_NOW', value: text } }
    : { fixed: at, fault: null }
}

/**
 * Reports an unknown `TZ`, or one with rules (POSIX). Node silently reads both as UTC, so `Intl`, which is slow, is
 * needed only at offset 0.
 */
function zoneFault(zone: string | undefined): Io['clockFault'] {
  if (!zone || zone === 'UTC' || new Date(0).getTimezoneOffset() !== 0) return null
  const taken: string | undefined = new Intl.DateTimeFormat('en').resolvedOptions().timeZone
  const name = zone.replace(/^:/, '')
  const isTaken = taken === 'UTC' ? isZoneName(name) : taken !== undefined && taken !== 'Etc/Unknown'
  return isTaken || /^[A-Z]{3,}[-+]?[0:]+$/.test(name) ? null : { name: 'TZ', value: zone }
}

/**
 * Computes something with local time in a zone: `null` is the process's own, `undefined` the machine's. Setting `TZ`
 * takes 0.03 ms, the first `Intl.DateTimeFormat` 10 ms.
 */
function inZone<T>(zone: string | null | undefined, compute: () => T): T {
  const own = process.env.TZ
  if (zone === null || own === zone) return compute()
  setZone(zone)
  try {
    return compute()
  } finally {
    setZone(own)
  }
}

function setZone(zone: string | undefined): void {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
}

function zoneName(): string {
  const name: string | undefined = new Intl.DateTimeFormat('en').resolvedOptions().timeZone
  // An unknown or empty TZ, which Node reads as UTC.
  return name === undefined || name === 'Etc/Unknown' ? 'UTC' : name
}

function machineZone(): string | null {
  const offset = () => new Date().getTimezoneOffset()
  const own = offset()
  return inZone(undefined, () => (offset() === own ? null : zoneName()))
}

/** At offset 0 `Intl` is used, as `TZ` reads a name in the wrong case (`europe/london`) as UTC. */
function dayInZone(zone: string, at: Instant): CivilDate {
  const [day, offset] = inZone(zone, () => [localDay(at), new Date(at).getTimezoneOffset()] as const)
  if (offset !== 0 || zone === 'UTC' || !isZoneName(zone)) return day
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at)
  const part = (name: string) => parts.find(({ type }) => type === name)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

function knownName(zone: string): string {
  return isZoneName(zone)
    ? new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
    : zone
}

const two = (value: number): string => String(value).padStart(2, '0')

/** In the process's zone, and at most the last day of the calendar. */
function localDay(at: Instant): CivilDate {
  const local = new Date(at)
  if (local.getFullYear() > LAST_YEAR) return LAST_DAY
  return `${String(local.getFullYear()).padStart(4, '0')}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
}

function timestamp(at: Instant): string {
  const local = new Date(at)
  const offset = -local.getTimezoneOffset()
  const sign = offset < 0 ? '-' : '+'
  const hours = two(Math.floor(Math.abs(offset) / 60))
  const time = [local.getHours(), local.getMinutes(), local.getSeconds()].map(two).join(':')
  return `${localDay(at)}T${time}${sign}${hours}:${two(Math.abs(offset) % 60)}`
}

function isTerminal(fd: 0 | 1 | 2): boolean {
  const stream = (['stdin', 'stdout', 'stderr'] as const)[fd]
  // Examining the file first avoids loading Node's terminal code, which takes 4 ms, for a pipe and /dev/null.
  const isDevice = () => fstatSync(fd).isCharacterDevice() && !isDiscarded(fd)
  return tryOr(() => isDevice() && process[stream].isTTY === true, false)
}

function isDiscarded(fd: number): boolean {
  return tryOr(() => fstatSync(fd).rdev === statSync('/dev/null').rdev, false)
}

function surface(fd: 1 | 2, env: Io['env']): Surface {
  const isTTY = isTerminal(fd)
  const stream = isTTY ? (fd === 1 ? process.stdout : process.stderr) : null
  const asked = /^\d+$/.test(env.COLUMNS ?? '') ? Number(env.COLUMNS) : 0
  const width = asked || stream?.columns || 80
  return {
    isTTY,
    width: Math.min(Math.max(width, 20), 1000),
    height: stream?.rows || null,
    color: colorLevel(isTTY, env, process.platform),
  }
}

function colorLevel(isTTY: boolean, env: Io['env'], platform: Io['platform']): Surface['color'] {
  if (env.NO_COLOR) return 0
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') {
    if (env.FORCE_COLOR === 'false') return 0
    return /^[0-3]$/.test(env.FORCE_COLOR) ? (Number(env.FORCE_COLOR) as Surface['color']) : 1
  }
  if (!isTTY || env.TERM === 'dumb') return 0
  if (env.COLORTERM === 'truecolor' || platform === 'win32') return 3
  return /256/.test(env.TERM ?? '') ? 2 : 1
}

/** Waits while a pipe is full. Returns the system's error code, or `null`. */
function writeAll(fd: number, text: string): string | null {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
      if (code !== 'EAGAIN') return code
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
  return null
}
