import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Clone, thisNpm } from './clone.ts'

// `npm run bench` measures the time, which no test can rely on; what is loaded is the same on every machine.
let clone: Clone
/** What `renew status` with three cards loads: built-in modules by name, files by path. */
let builtIn: string[]
let files: string[]

beforeAll(async () => {
  clone = new Clone({ node: process.execPath, npm: thisNpm() }, true)
  const list = path.join(clone.base, 'loaded.json')
  Object.assign(clone.env, { RENEW_HOME: path.join(clone.home, 'renew'), LOADED: list })
  for (const name of ['me', 'spouse', 'child']) {
    const added = await clone.run('node', ['bin/renew.js', 'add', name, '--expires', '2031-12-31', '--yes'])
    expect(added, added.err).toMatchObject({ code: 0 })
  }
  const hook = path.join(import.meta.dirname, 'loaded.cjs')
  const status = await clone.run('node', ['-r', hook, 'bin/renew.js', 'status'])
  expect(status, status.err).toMatchObject({ code: 0 })
  expect(status.out).toContain('spouse')
  const loaded: string[] = JSON.parse(readFileSync(list, 'utf8'))
  builtIn = loaded.filter(name => !path.isAbsolute(name)).map(name => name.replace(/^node:/, ''))
  files = loaded.filter(name => path.isAbsolute(name))
}, 60_000)
afterAll(() => clone?.remove())

test('status loads no built-in module that costs milliseconds', () => {
  const heavy = [
    'child_process',
    'crypto',
    'http',
    'https',
    'net',
    'os',
    'readline',
    'tty',
    'worker_threads',
    'zlib',
  ]
  expect(builtIn.filter(name => heavy.includes(name))).toEqual([])
})

test('status loads neither commander nor conf nor valibot nor the other languages', () => {
  const text = files.map(file => readFileSync(file, 'utf8')).join('\n')
  // Words that minifying leaves as they are; a later version without them would need others here.
  const bundle = readdirSync(path.join(clone.folder, 'dist'), { encoding: 'utf8' })
    .map(name => readFileSync(path.join(clone.folder, 'dist', name), 'utf8'))
    .join('\n')
  // The last is of the Chinese catalogue; the card's guide speaks every language.
  for (const trace of ['commander.helpDisplayed', 'projectSuffix', '~standard', '没有做任何更改']) {
    expect(bundle).toContain(trace)
    expect(text.includes(trace), trace).toBe(false)
  }
})

test('status loads few files: each costs half a millisecond', () => {
  const loaded = files.map(file => path.relative(clone.folder, file))
  expect(loaded.length, loaded.join(' ')).toBeLessThanOrEqual(8)
})
