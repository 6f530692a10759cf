// npm test: builds, then runs types, lint, dead code, package check and the fast tests side by side. Shows what the tests
// print as they go, and the output of every other check that fails. Exits 1 when anything failed.
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const CHECKS = {
  // More checkers would each check what the others do, while the tests need the cores.
  types: ['typescript7/bin/tsc', '--checkers', '1'],
  lint: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  'dead code': ['knip/bin/knip.js'],
  package: ['publint/src/cli.js', '--strict'],
  tests: ['vitest/vitest.mjs', 'run', '--project', 'fast', ...process.argv.slice(2)],
}
const root = fileURLToPath(new URL('..', import.meta.url))

if (spawnSync(process.execPath, ['bin/build.js'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1)

const children = []
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill()
    process.exit(130)
  })
}
const failed = (await Promise.all(Object.entries(CHECKS).map(run))).filter(name => name !== null)
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}\n` : '\nAll checks passed.\n')
process.exitCode = failed.length > 0 ? 1 : 0

/** Runs a check to its end. @returns its name when it failed, else null */
function run([name, [script, ...args]]) {
  const began = Date.now()
  const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
    cwd: root,
    stdio: name === 'tests' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      const seconds = Math.round((Date.now() - began) / 1000)
      process.stdout.write(`${code === 0 ? 'passed' : `${output}FAILED`}: ${name} (${seconds} s)\n`)
      resolve(code === 0 ? null : name)
    })
  })
}
