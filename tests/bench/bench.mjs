// What `renew status` with three cards costs, against `node -e 0` of the same Node: the two in turn, medians, ratio.
// Once in the environment it is called in, and once in one with nothing in it: what is set there may slow every Node
// (NODE_EXTRA_CA_CERTS does so by 90 ms on Node 20, which is more than all of `renew status`).
//   npm run bench
//   npm run bench -- --pairs 100 --node /path/to/node --node /path/to/another
// With `-- --scale`: what every command costs with up to 100 000 cards (scale.mjs); `-- --scale --short` up to 10 000.
// With `-- --cycles 5`: the ledger of 100 000 cards, each renewed once a year; `--cards` for another number.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

/** The most that `renew status` may cost on Node 20, as a multiple of an empty Node. */
const LIMIT = 1.35

const { values } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    pairs: { type: 'string', default: '40' },
    scale: { type: 'boolean' },
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
} finally {
  rmSync(home, { recursive: true, force: true })
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
