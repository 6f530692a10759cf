// What `renew status` with three cards costs, against `node -e 0` of the same Node: the two in turn, medians, ratio.
// Once in the environment it is called in, and once in one with nothing in it: what is set there may slow every Node
// (NODE_EXTRA_CA_CERTS does so by 90 ms on Node 20, which is more than all of `renew status`).
//   npm run bench
//   npm run bench -- --pairs 100 --node /path/to/node --node /path/to/another
// With `-- --all`: the everyday commands in the bare environment.
// With `-- --scale`: what every command costs with up to 100 000 cards (scale.mjs); `-- --scale --short` up to 10 000.
// With `-- --cycles 5`: the ledger of 100 000 cards, each renewed once a year; `--cards` for another number.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

/** What `--all` measures: everyday calls, none of which asks or needs the network. */
const EVERYDAY = [
  ['--version'],
  ['--help'],
  ['add', '--help'],
  ['help', 'dates'],
  ['status'],
  ['list'],
  ['show', 'me'],
  ['plan', 'me'],
  ['next'],
  ['agenda'],
  ['history'],
  ['remind', '--dry-run'],
  ['remind', '--scheduled'],
  ['edit', 'me', '--note', 'NEW'],
  ['add', 'NEW', '--expires', '2031-12-31', '--yes'],
  ['config', 'list'],
  ['channel', 'list'],
  ['timer', 'status'],
  ['guide', 'me'],
  ['completion', 'bash', '--', 'renew show m', ''],
  ['export', '--format', 'json'],
  ['report'],
  ['doctor'],
]

/** The most that `renew status` may cost on Node 20, as a multiple of an empty Node. */
const LIMIT = 1.35

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    pairs: { type: 'string', default: '40' },
    scale: { type: 'boolean' },
    all: { type: 'boolean' },
    short: { type: 'boolean' },
    cycles: { type: 'string' },
    cards: { type: 'string', default: '100000' },
  },
})
if (values.scale) {
  const { measureScale } = await import('./scale.mjs')
  measureScale(values.short ? [10, 1000, 10_000] : [10, 1000, 10_000, 100_000], values.short ? 3 : 5)
  process.exit()
}
if (values.cycles) {
  const { measureCycles } = await import('./scale.mjs')
  measureCycles(Number(values.cards), Number(values.cycles))
  process.exit()
}
const root = path.join(import.meta.dirname, '..', '..')
const renew = path.join(root, 'bin', 'renew.js')
const home = mkdtempSync(path.join(tmpdir(), 'renew-bench-'))
const own = { HOME: home, RENEW_HOME: path.join(home, 'renew'), LANG: 'en_US.UTF-8' }
const bare = { PATH: process.env.PATH, ...own }
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(RENEW|npm)_/.test(name)),
)
const environments = { 'as called': { ...inherited, ...own }, bare }

try {
  if (!existsSync(path.join(root, 'dist', 'main.js'))) run(process.execPath, [renew, '--version'])
  for (const [name, expires] of [
    ['me', '2031-12-31'],
    ['spouse', '2032-02-29'],
    ['child', '2030-06-30'],
  ]) {
    run(process.execPath, [renew, 'add', name, '--expires', expires, '--yes'])
  }
  if (values.all) measureAll()
  else measureStatus()
} finally {
  rmSync(home, { recursive: true, force: true })
}

function measureStatus() {
  say('Node     environment   node -e 0   renew status   ratio')
  for (const node of values.node ?? [process.execPath]) {
    const version = run(node, ['-p', 'process.versions.node']).trim()
    for (const [name, env] of Object.entries(environments)) {
      const { empty, status } = race(node, Number(values.pairs), env)
      const ratio = status / empty
      const remark = version.startsWith('20.') && ratio > LIMIT ? `  (over ${LIMIT})` : ''
      say(
        `${version.padEnd(9)}${name.padEnd(11)}${ms(empty).padStart(12)}${ms(status).padStart(15)}${ratio.toFixed(2).padStart(8)}${remark}`,
      )
    }
  }
}

/** Prints what each everyday command costs: the shortest of the rounds, because other work on the machine only adds. */
function measureAll() {
  const calls = [['-e', '0'], ...EVERYDAY.map(words => [renew, ...words])]
  const columns = (values.node ?? [process.execPath]).map(node => {
    const times = calls.map(() => [])
    for (let round = -1; round < Number(values.pairs); round++)
      for (const [at, call] of calls.entries()) {
        const words = call.map(word => word.replace('NEW', `n${process.hrtime.bigint()}`))
        // Some answer with another exit code than 0: a timer that is missing, a problem that doctor finds.
        const took = time(() => spawnSync(node, words, { env: bare, cwd: home, stdio: 'ignore' }))
        if (round >= 0) times[at].push(took)
      }
    const [empty, ...least] = times.map(all => Math.min(...all))
    return [
      `${run(node, ['-p', 'process.versions.node']).trim()} (${ms(empty)})`,
      ...least.map(one => (one / empty).toFixed(2)),
    ]
  })
  const names = ['', ...EVERYDAY.map(words => words.join(' '))]
  for (const [row, name] of names.entries())
    say(name.padEnd(40) + columns.map(column => column[row].padStart(20)).join(''))
}

/** Medians in milliseconds. The first rounds only warm the machine's caches. */
function race(node, pairs, env) {
  const times = { empty: [], status: [] }
  for (let round = -3; round < pairs; round++) {
    const empty = time(() => run(node, ['-e', '0'], env))
    const status = time(() => run(node, [renew, 'status'], env))
    if (round < 0) continue
    times.empty.push(empty)
    times.status.push(status)
  }
  return { empty: median(times.empty), status: median(times.status) }
}

function run(node, args, env = bare) {
  const done = spawnSync(node, args, { env, cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (done.status !== 0) throw new Error(`${args.join(' ')} ended with ${done.status}:\n${done.stderr}`)
  return done.stdout
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

function ms(value) {
  return `${value.toFixed(1)} ms`
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
