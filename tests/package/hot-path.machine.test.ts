import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { version } from '../../package.json'
import { Clone, thisNpm } from './clone.ts'

// `npm run bench` measures time, which a test cannot rely on; what is loaded is the same on every machine.
let clone: Clone
/** The modules that `renew status` with three valid cards loads: built-in ones by name, files by path. */
let builtIn: string[]
let files: string[]

beforeAll(async () => {
  clone = new Clone({ node: process.execPath, npm: thisNpm() }, true)
  clone.env.RENEW_HOME = path.join(clone.home, 'renew')
  for (const name of ['me', 'spouse', 'child']) await add(name, '2031-12-31')
  const loaded = await loadedBy(['status'])
  builtIn = loaded.filter(name => !path.isAbsolute(name)).map(name => name.replace(/^node:/, ''))
  files = loaded.filter(name => path.isAbsolute(name))
}, 60_000)
afterAll(() => clone?.remove())

async function add(name: string, expires: string): Promise<void> {
  const added = await clone.run('node', ['bin/renew.js', 'add', name, '--expires', expires, '--yes'])
  expect(added, added.err).toMatchObject({ code: 0 })
}

/** Returns the modules that a command loads, built-in ones by name, files by path. */
async function loadedBy(argv: string[], answer = 'spouse'): Promise<string[]> {
  const list = path.join(clone.base, 'loaded.json')
  clone.env.LOADED = list
  const hook = path.join(import.meta.dirname, 'loaded.cjs')
  const done = await clone.run('node', ['-r', hook, 'bin/renew.js', ...argv])
  expect(done, done.err).toMatchObject({ code: 0 })
  expect(done.out).toContain(answer)
  return JSON.parse(readFileSync(list, 'utf8'))
}

test('status loads no built-in module that takes milliseconds', () => {
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

test('status loads no parser, writer, plans, undo or words it does not use', () => {
  const text = textOf(files)
  // Words that minifying keeps; if a later version lacks them, choose others.
  const bundle = readdirSync(path.join(clone.folder, 'dist'), { encoding: 'utf8' })
    .map(name => readFileSync(path.join(clone.folder, 'dist', name), 'utf8'))
    .join('\n')
  const parserAndWriter = ['commander.helpDisplayed', 'projectSuffix', '~standard']
  const rooms = [A_PLAN, 'appointment-1d', 'nothing-to-undo', 'crontab-half-block', 'workdays-key-unknown']
  // Words of an error in English and in Chinese; the card's guide has every language.
  const words = ['did you mean', '未做任何更改']
  for (const trace of [...parserAndWriter, ...rooms, ...words]) {
    expect(bundle).toContain(trace)
    expect(text.includes(trace), trace).toBe(false)
  }
})

test('status loads its launcher, one chunk of the program and its words: each file costs half a millisecond', () => {
  expect(namesOf(files)).toEqual(['bin/renew.js', 'dist/main.js', 'dist/status.js'])
})

// Eighteen kilobytes are the guide that most cards have, in four languages. The rest looks at the cards, the delivery log,
// the timer's files, the locks, and what other machines put beside our files.
test('status loads few bytes: V8 parses fifteen kilobytes in a millisecond', () => {
  const sizes = Object.fromEntries(files.map(file => [path.basename(file), statSync(file).size]))
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  expect(total, JSON.stringify(sizes)).toBeLessThan(81_000)
})

test('status parses no regular expression with Unicode classes, which are compiled even when not used', () => {
  const main = textOf(files)
  expect(main).toContain('p{DI}')
  expect(main).not.toMatch(/[=(,:!&|]\/[^/\n`]*[^\\]\\p\{/)
})

test('in Chinese, status loads only the Chinese words', async () => {
  clone.env.LANG = 'zh_CN.UTF-8'
  const loaded = await loadedBy(['status'])
  delete clone.env.LANG
  expect(namesOf(loaded)).toEqual(['bin/renew.js', 'dist/main.js', 'dist/status.js'])
  expect(textOf(loaded)).not.toContain('未做任何更改')
})

test('plans are loaded as one file with the first card in its renewal window', async () => {
  await add('brother', '2020-01-31')
  const loaded = await loadedBy(['status'])
  expect(textOf(loaded)).toContain(A_PLAN)
  const always = ['bin/renew.js', 'dist/main.js', 'dist/status.js']
  expect(namesOf(loaded)).toEqual([...always, 'dist/planner.js', 'dist/rolldown-runtime.js'])
})

test('--version loads no words, no parser and no command', async () => {
  expect(namesOf(await loadedBy(['--version'], version))).toEqual(['bin/renew.js', 'dist/main.js'])
})

test('a change loads no module that its libraries need only for what is not used', async () => {
  const loaded = await loadedBy(['edit', 'spouse', '--note', 'blue'])
  expect(loaded.filter(name => /^(node:)?(assert|child_process|crypto|net|tty)$/.test(name))).toEqual([])
})

test.each([
  [['list'], 'spouse'],
  [['show', 'spouse'], 'spouse'],
  [['plan', 'spouse'], 'spouse'],
  [['history'], ''],
  [['config', 'list'], 'lang'],
])(
  '%j loads no texts of errors, no validator, no channel and no module that takes milliseconds',
  async (argv, answer) => {
    const loaded = await loadedBy(argv, answer)
    const text = textOf(loaded)
    for (const trace of ['did you mean', '~standard', 'projectSuffix', 'api.telegram.org'])
      expect(text.includes(trace), trace).toBe(false)
    const builtIn = loaded.map(name => name.replace(/^node:/, ''))
    expect(
      builtIn.filter(name => ['child_process', 'crypto', 'http', 'net', 'tty', 'zlib'].includes(name)),
    ).toEqual([])
  },
)

/** A word that only the planner contains. */
const A_PLAN = 'appointment-day-off'

/** The files of the program among what was loaded, without their content hashes. */
function namesOf(loaded: readonly string[]): string[] {
  return loaded
    .filter(name => path.isAbsolute(name))
    .map(file => path.relative(clone.folder, file).replace(/-[\w-]{8}\.js$/, '.js'))
}

function textOf(loaded: readonly string[]): string {
  return loaded
    .filter(name => path.isAbsolute(name))
    .map(file => readFileSync(file, 'utf8'))
    .join('\n')
}
