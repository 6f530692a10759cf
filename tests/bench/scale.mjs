// What commands cost with a register of thousands, each in turn with a script of ten lines that only reads and parses the
// same file (and, for changes, writes it back): medians of one run, so that a busy machine slows both alike. Beside it
// taskwarrior and remind with as many dates, where they are installed.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'

/** The most that `status` may cost at the largest size, as a multiple of reading and parsing. */
const STATUS_LIMIT = 3
/** Longer than this nobody waits for another program. */
const PATIENCE = 60_000

const root = path.join(import.meta.dirname, '..', '..')
const renew = path.join(root, 'bin', 'renew.js')
const rss = path.join(import.meta.dirname, 'peak-memory.cjs')

/** Ten lines that do nothing but what cannot be spared. */
const READ = `const { readFileSync, writeFileSync } = require('node:fs')
const [file, copy] = process.argv.slice(1)
const content = JSON.parse(readFileSync(file, 'utf8'))
let count = 0
for (const card of content.cards) {
  if (card.expires === null) continue
  count++
}
if (copy) writeFileSync(copy, JSON.stringify(content))
process.stdout.write(count + '\\n')`

/** Measures every size and prints a table for each. */
export function measureScale(sizes, rounds) {
  const folder = mkdtempSync(path.join(tmpdir(), 'renew-scale-'))
  delete process.env.NODE_EXTRA_CA_CERTS
  try {
    const results = new Map(sizes.map(size => [size, measured(folder, size, rounds)]))
    verdict(results, sizes)
    others(folder, sizes)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Renews every card once a year, and prints what the ledger weighs and what `remind` and `status` cost after each cycle. The
 * cards end within four weeks, and the machine is on once a week then, so that each card has about five reminders a cycle.
 */
export function measureCycles(size, cycles) {
  const folder = mkdtempSync(path.join(tmpdir(), 'renew-cycles-'))
  delete process.env.NODE_EXTRA_CA_CERTS
  const home = path.join(folder, 'home')
  const table = path.join(folder, 'cards.csv')
  const renewed = year => {
    const rows = Array.from(
      { length: size },
      (_, n) => `card ${n},${year}-12-${String(1 + (n % 28)).padStart(2, '0')},generic`,
    )
    writeFileSync(table, ['name,expires,kind', ...rows, ''].join('\n'))
    call(home, ['import', table, '--update'], `${year - 1}-12-30T12:00:00Z`)
  }
  try {
    call(home, ['channel', 'add', 'command', '--name', 'sink', '--run', '/bin/cat', '--no-test'])
    say(`${size} cards; load ${loadavg()[0].toFixed(1)}`)
    say(
      'cycle  ledger MB  reminders   all runs s   last run s      MB   quiet run s      MB   status ms      MB',
    )
    for (let cycle = 1, year = 2027; cycle <= cycles; cycle++, year++) {
      renewed(year)
      const days = Array.from({ length: 9 }, (_, week) =>
        new Date(Date.UTC(year, 10, 1 + 7 * week)).toISOString(),
      )
      const runs = days.map(day =>
        time(() => call(home, ['remind', '--scheduled'], day.replace('T00', 'T12'))),
      )
      const last = days.at(-1).replace('T00', 'T12')
      const ledger = path.join(home, 'ledger.json')
      const copy = path.join(folder, 'copy')
      cpSync(home, copy, { recursive: true })
      const busy = new Date(Date.parse(last) + 7 * 86_400_000).toISOString()
      const peaks = [
        [copy, ['remind', '--scheduled'], busy],
        [home, ['remind', '--scheduled'], last],
        [home, ['status'], last],
      ].map(([at, argv, now]) => {
        let peak = 0
        return [
          time(() => {
            peak = peakOf(at, argv, undefined, now)
          }),
          peak,
        ]
      })
      rmSync(copy, { recursive: true })
      const cells = [
        String(cycle).padStart(5),
        (statSync(ledger).size / 1e6).toFixed(1).padStart(10),
        String(JSON.parse(readFileSync(ledger, 'utf8')).entries.length).padStart(10),
        (runs.reduce((sum, one) => sum + one, 0) / 1000).toFixed(1).padStart(12),
        ...peaks.flatMap(([took, megabytes], index) => [
          (index < 2 ? took / 1000 : took).toFixed(index < 2 ? 1 : 0).padStart(index < 2 ? 12 : 11),
          String(Math.round(megabytes)).padStart(7),
        ]),
      ]
      say(cells.join(' '))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A home with so many cards: one in a hundred is due, the others speak in a month at the earliest. */
function prepared(folder, size) {
  const home = path.join(folder, `home-${size}`)
  const table = path.join(folder, `${size}.csv`)
  const rows = ['name,expires,holder,number,kind,note']
  for (let n = 0; n < size; n++) {
    const days = n % 100 === 99 ? 10 : 70 + ((n * 37) % 2500)
    rows.push(
      `card ${n},${dayFrom(days)},holder ${n % Math.ceil(size / 3)},N${1e6 + n},generic,note of card ${n}`,
    )
  }
  writeFileSync(table, `${rows.join('\n')}\n`)
  call(home, ['config', 'set', 'guide', 'generic'])
  call(home, ['channel', 'add', 'command', '--name', 'sink', '--run', '/bin/cat', '--no-test'])
  return { home, table }
}

function measured(folder, size, rounds) {
  const empty = path.join(folder, `empty-${size}`)
  const { home, table } = prepared(folder, size)
  cpSync(home, empty, { recursive: true })
  const times = {}
  const timed = (name, action) => {
    times[name] ??= []
    times[name].push(time(action))
  }
  const fresh = (from, name) => {
    const copy = path.join(folder, name)
    rmSync(copy, { recursive: true, force: true })
    cpSync(from, copy, { recursive: true })
    return copy
  }
  const peaks = {}
  const peak = (name, at, argv) => {
    peaks[name] = peakOf(at, argv)
  }
  peak('import', fresh(empty, 'work'), ['import', table])
  call(home, ['import', table])
  const busy = fresh(home, `busy-${size}`)
  peak('remind, busy', fresh(busy, 'work'), ['remind', '--scheduled'])
  call(home, ['remind', '--scheduled'])
  const cards = path.join(home, 'cards.json')
  for (const [name, argv] of [
    ['status', ['status']],
    ['status --json', ['status', '--json']],
    ['export csv', ['export', '--format', 'csv']],
    ['remind, quiet', ['remind', '--scheduled']],
  ])
    peak(name, home, argv)
  peak('add one', fresh(home, 'work'), ['add', 'one more', '--expires', '2031-01-01'])
  peaks.read = peakOf(null, null, ['-e', READ, cards])

  for (let round = 0; round < rounds; round++) {
    timed('read', () => node(['-e', READ, cards]))
    timed('status', () => call(home, ['status']))
    timed('status --json', () => call(home, ['status', '--json']))
    timed('read', () => node(['-e', READ, cards]))
    timed('export csv', () => call(home, ['export', '--format', 'csv']))
    timed('remind, quiet', () => call(home, ['remind', '--scheduled']))
    timed('write', () => node(['-e', READ, cards, path.join(folder, 'copy.json')]))
    const one = fresh(home, 'work')
    timed('add one', () => call(one, ['add', 'one more', '--expires', '2031-01-01']))
    if (round >= 3 && size > 10_000) continue
    const other = fresh(busy, 'work')
    timed('remind, busy', () => call(other, ['remind', '--scheduled']))
    const none = fresh(empty, 'work')
    timed('import', () => call(none, ['import', table]))
  }
  const floor = median(Array.from({ length: 5 }, () => time(() => node(['-e', '0']))))
  const medians = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
  say(
    `\n${size} cards, ${(statSync(cards).size / 1e6).toFixed(1)} MB; node -e 0: ${floor.toFixed(0)} ms; load ${loadavg()[0].toFixed(1)}`,
  )
  say(row('', 'ms', 'ratio', 'against', 'peak MB'))
  for (const [name, against] of Object.entries(AGAINST))
    say(
      row(
        name,
        medians[name].toFixed(0),
        against ? (medians[name] / medians[against]).toFixed(2) : '',
        against ?? '',
        peaks[name] ? String(Math.round(peaks[name])) : '',
      ),
    )
  return { ...medians, floor }
}

/** What each is held against. */
const AGAINST = {
  read: null,
  write: null,
  status: 'read',
  'status --json': 'read',
  'export csv': 'read',
  'remind, quiet': 'read',
  'remind, busy': 'write',
  'add one': 'write',
  import: 'write',
}

/** Whether the targets hold, and whether ten times the cards cost at most about ten times the time above the floor. */
function verdict(results, sizes) {
  const largest = results.get(sizes.at(-1))
  const before = results.get(sizes.at(-2))
  const factor = sizes.at(-1) / sizes.at(-2)
  say('')
  judge(`status / read and parse at ${sizes.at(-1)}`, largest.status / largest.read, STATUS_LIMIT)
  const all = ['status', 'status --json', 'export csv', 'remind, quiet', 'remind, busy', 'add one', 'import']
  for (const name of all) {
    const growth = (largest[name] - largest.floor) / Math.max(1, before[name] - before.floor)
    // Doubling may at most double: so ten times the cards, ten times the time, and a fifth for a noisy machine.
    judge(`${name}: ${factor} times the cards cost times`, growth, factor * 1.2)
  }
}

function judge(what, value, limit) {
  say(`${value <= limit ? 'holds' : 'OVER '}  ${what}: ${value.toFixed(2)} (at most ${limit})`)
}

/** Two programs for the same purpose, with as many dates. */
function others(folder, sizes) {
  for (const size of sizes) {
    const dates = Array.from({ length: size }, (_, n) =>
      dayFrom(n % 100 === 99 ? 10 : 70 + ((n * 37) % 2500)),
    )
    const rem = path.join(folder, 'dates.rem')
    writeFileSync(rem, dates.map((day, n) => `REM ${day} +30 MSG card ${n} %b\n`).join(''))
    tell(`remind(1) with ${size}`, ['remind', '-q', rem], {})
    const env = { TASKDATA: path.join(folder, `task-${size}`), TASKRC: path.join(folder, 'taskrc') }
    writeFileSync(env.TASKRC, 'confirmation=off\nverbose=nothing\nnews.version=9\n')
    const json = path.join(folder, 'tasks.json')
    writeFileSync(
      json,
      JSON.stringify(
        dates.map((day, n) => ({
          description: `card ${n}`,
          status: 'pending',
          due: `${day.replaceAll('-', '')}T000000Z`,
          entry: '20260101T000000Z',
        })),
      ),
    )
    if (tell(`task import ${size}`, ['task', 'import', json], env))
      tell(`task next with ${size}`, ['task', 'limit:page', 'next'], env)
    else return
  }
}

/** @returns whether it is worth going on */
function tell(what, [file, ...args], env) {
  const began = process.hrtime.bigint()
  const done = spawnSync(file, args, {
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...env },
    stdio: 'ignore',
    timeout: PATIENCE,
  })
  const took = Number(process.hrtime.bigint() - began) / 1e6
  if (done.error?.code === 'ENOENT') say(`${what}: not installed`)
  else if (done.error) say(`${what}: more than ${PATIENCE / 1000} s`)
  else say(`${what}: ${took.toFixed(0)} ms`)
  return !done.error
}

function call(home, argv, now) {
  return node([renew, ...argv], home, undefined, now)
}

/** Peak memory in MB, in a run of its own: measuring it costs time. */
function peakOf(home, argv, script = [renew, ...argv], now = null) {
  const done = node(['-r', rss, ...script], home, ['ignore', 'ignore', 'pipe'], now)
  return Number(/peak (\d+)/.exec(done.stderr)?.[1] ?? 0) / 1024
}

function node(args, home = null, stdio = ['ignore', 'ignore', 'pipe'], now = null) {
  const env = {
    PATH: process.env.PATH,
    HOME: tmpdir(),
    LANG: 'en_US.UTF-8',
    TZ: 'Asia/Almaty',
    ...(home ? { RENEW_HOME: home } : {}),
    ...(now ? { RENEW_NOW: now } : {}),
  }
  const done = spawnSync(process.execPath, args, { env, encoding: 'utf8', stdio, maxBuffer: 1e9 })
  if (done.status !== 0)
    throw new Error(`${args.slice(0, 4).join(' ')} ended with ${done.status}:\n${done.stderr}`)
  return done
}

function dayFrom(days) {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

function time(action) {
  const began = process.hrtime.bigint()
  action()
  return Number(process.hrtime.bigint() - began) / 1e6
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function row(name, ...cells) {
  const [milliseconds, ratio, against, peak] = cells
  return `  ${name.padEnd(16)}${milliseconds.padStart(8)}${ratio.padStart(8)}  ${against.padEnd(16)}${peak.padStart(8)}`
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
