import fc from 'fast-check'
import { expect, test } from 'vitest'
import { COMMANDS } from '../../src/commands/index.ts'
import { newHome, renew } from '../world.ts'
import { bytesOf, RAW } from './untouched.ts'

/** Every exit code there is (§6), but 70: that is a bug. */
const CODES = [0, 1, 2, 3, 4, 10, 20, 130]

/** Channels, timers and files reach outside; they have tests of their own. */
const NAMES = Object.keys(COMMANDS).filter(
  name => !['timer', 'channel', 'doctor', 'backup', 'restore'].includes(name),
)

const FLAGS = [
  ...[
    '--expires',
    '--issued',
    '--on',
    '--until',
    '--readings',
    '--within',
    '--for',
    '--lead',
    '--processing',
  ],
  ...[
    '--milestones',
    '--durations',
    '--zone',
    '--workdays',
    '--guide',
    '--holder',
    '--number',
    '--tags',
    '--links',
  ],
  ...[
    '--channels',
    '--card-lang',
    '--lang',
    '--note',
    '--name',
    '--paid',
    '--receipt',
    '--stage',
    '--tag',
    '--channel',
  ],
]
const SWITCHES = [
  '--json',
  '--yes',
  '-y',
  '--all',
  '--check',
  '--changes',
  '--dry-run',
  '--scheduled',
  '--force',
]

const FORMS = [
  '2026-12-31',
  '31.12.2026',
  '+1y',
  '3wd',
  'P1M',
  '14d',
  'lead',
  'me',
  'permanent',
  '15000KZT',
  'a=b',
  'KZ',
  'zh',
]
const ODD = [
  '',
  ' ',
  '-',
  '--',
  '\u0000',
  '\u001b[2J',
  '\u202e',
  '\ud800',
  '__proto__',
  '\n',
  '%s',
  '９',
  'İ',
  '\u{e0041}',
  ',',
  '=',
]

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...FORMS) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...FORMS, ...ODD), { minLength: 2, maxLength: 4 })
      .map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 2000 }) },
)

const option = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...FLAGS), word).map(([flag, text]) => [flag, text]) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...FLAGS), word).map(([flag, text]) => [`${flag}=${text}`]),
  },
  { weight: 3, arbitrary: fc.constantFrom(...SWITCHES).map(flag => [flag]) },
  { weight: 1, arbitrary: word.map(text => [text]) },
)

const call = fc
  .tuple(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: word }),
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('me', 'you', 'list', 'set', 'lang') }, word), {
      maxLength: 2,
    }),
    fc.array(option, { maxLength: 4 }),
  )
  .map(([name, words, options]) => [name, ...words, ...options.flat()])
  // What it exports goes to stdout here: files are the user's.
  .filter(argv => argv[0] !== 'export')

const NOISE = /renew: this is a bug|\n +at .*\(/

test('no words take the program down, leave its exit codes, or change anything when they are refused', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31', '--number', 'N0123456789'])
  await renew(home, ['add', 'you', '--expires', '2028-12-31'])
  await fc.assert(
    fc.asyncProperty(call, async argv => {
      const before = bytesOf(home)
      const { code, stdout, stderr } = await renew(home, argv)
      expect(CODES).toContain(code)
      expect(stdout + stderr).not.toMatch(NOISE)
      expect(stderr.replace(/[\u2068\u2069]/g, '')).not.toMatch(RAW)
      if (!argv.includes('--json'))
        expect(stdout.replace(/[\u2068\u2069]|\u001b\[[\d;]*m/g, '')).not.toMatch(RAW)
      // A reminder that did not go out is written down as such; everything else refused leaves every byte.
      if (![0, 4, 10, 20].includes(code)) expect(bytesOf(home)).toEqual(before)
      if (code === 1 || code === 2 || code === 3) {
        const last = stderr.trimEnd().split('\n').at(-1)
        expect(last).toMatch(/^renew[:：]/)
      }
      expect((await renew(home, ['list', '--json'])).code).toBe(0)
    }),
    { numRuns: 250 },
  )
}, 60_000)

test('no text for one field takes add or edit down', async () => {
  const home = newHome()
  await renew(home, ['add', 'me', '--expires', '2026-12-31'])
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FLAGS.slice(0, 2), ...FLAGS.slice(7, 22)),
      word,
      async (flag, text) => {
        const before = bytesOf(home)
        const { code, stderr } = await renew(home, ['edit', 'me', `${flag}=${text}`])
        expect([0, 1, 2]).toContain(code)
        expect(stderr).not.toMatch(NOISE)
        if (code !== 0) expect(bytesOf(home)).toEqual(before)
        const shown = await renew(home, ['show', 'me'])
        expect(shown.code).toBe(0)
        expect(shown.stdout).not.toMatch(/\u001b|\u0000|\u202e/)
        // Whatever was taken can be read again by the strict reader.
        const strict = await renew(home, ['restore', 'cards.latest', '--yes'])
        expect(strict.code, strict.stderr).toBe(0)
      },
    ),
    { numRuns: 80 },
  )
}, 60_000)
