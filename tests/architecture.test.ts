import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import vitestConfig from '../vitest.config.mts'

const SRC = path.join(import.meta.dirname, '..', 'src')

/** An import: its target, and whether it is for types only. */
interface Import {
  /** A file below `src/`, or the name of a package. */
  to: string
  typeOnly: boolean
  /** `import()`: loaded later, or never. */
  late: boolean
}

interface Source {
  /** Below `src/`, with `/`. */
  file: string
  text: string
  imports: Import[]
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map(name => name.split(path.sep).join('/'))
  .filter(name => name.endsWith('.ts'))
  .map(file => {
    const text = readFileSync(path.join(SRC, file), 'utf8')
    return { file, text, imports: importsOf(file, text) }
  })

/**
 * What each folder may import from the others: values and types. Imports run one way: main, commands, then reminders and
 * register, then cards, then channels, timers and guides, then storage, schedule and dates. A change needs a reason.
 */
const LAYERS: Record<string, { values: string[]; types?: string[] }> = {
  dates: { values: [], types: ['messages'] },
  schedule: { values: ['dates'] },
  messages: { values: [] },
  text: { values: ['dates'], types: ['messages', 'io', 'schedule'] },
  io: { values: ['dates'] },
  calendar: { values: ['dates'], types: ['messages'] },
  storage: { values: ['io'], types: ['dates'] },
  guides: { values: ['schedule', 'dates', 'storage'] },
  timers: { values: ['storage', 'text'], types: ['io'] },
  channels: { values: ['text', 'messages', 'calendar'], types: ['dates', 'schedule', 'io'] },
  cards: { values: ['guides', 'storage', 'schedule', 'dates', 'text'], types: ['messages', 'calendar'] },
  register: { values: ['cards', 'guides', 'schedule', 'dates', 'text'] },
  reminders: {
    // Addresses are compared by the checksum of the store, which is loaded anyway.
    values: ['cards', 'channels', 'schedule', 'dates', 'text', 'storage'],
    types: ['calendar', 'messages', 'io'],
  },
}

/** What may be imported from anywhere: failures are data. */
const FAILURES = ['errors.ts', 'failure.ts']

/** Single files that a folder imports from elsewhere. */
const SINGLE_FILES: Record<string, string[]> = {
  // The library for workbooks writes to the console.
  register: ['io/without-remarks.ts'],
  channels: ['settings.ts'],
  reminders: ['error-text.ts'],
}

/** The packages of the pure folders. */
const DATE_FUNCTIONS = /^(date-fns|@date-fns\/utc)\//

const folderOf = (file: string): string => (file.includes('/') ? file.split('/')[0]! : '')

describe('imports between folders', () => {
  test('every folder has a rule, and every rule a folder', () => {
    const folders = new Set(sources.map(({ file }) => folderOf(file)))
    expect([...folders].sort()).toEqual(['', 'commands', ...Object.keys(LAYERS)].sort())
  })

  test.each(Object.entries(LAYERS))('%s', (folder, { values, types = [] }) => {
    const wrong = edges(({ file }) => folderOf(file) === folder).filter(([, { to, typeOnly }]) => {
      if (!to.endsWith('.ts') || FAILURES.includes(to) || SINGLE_FILES[folder]?.includes(to)) return false
      const other = folderOf(to)
      return other !== folder && !values.includes(other) && !(typeOnly && types.includes(other))
    })
    expect(wrong.map(arrow)).toEqual([])
  })

  test('schedule and dates import only functions of date-fns and one parser', () => {
    const packages = edges(({ file }) => /^(schedule|dates)\//.test(file)).filter(
      ([, { to }]) => !to.endsWith('.ts') && !DATE_FUNCTIONS.test(to) && !to.startsWith('chrono-node'),
    )
    expect(packages.map(arrow)).toEqual([])
  })

  test('cards/card and reminders/owed do not touch the outside world', () => {
    const wrong = edges(({ file }) => /^(cards\/card|reminders\/owed)\.ts$/.test(file)).filter(([, { to }]) =>
      /^(node:|storage\/|channels\/(?!channel\.ts))/.test(to),
    )
    expect(wrong.map(arrow)).toEqual([])
  })

  test('no circle of imports, types excluded', () => {
    const next = new Map(
      sources.map(({ file, imports }) => [
        file,
        imports.filter(to => !to.typeOnly && !to.late).map(to => to.to),
      ]),
    )
    expect(circles(next)).toEqual([])
  })

  test('no circle of imports in these folders and settings, with types and what is loaded later', () => {
    const own = sources.filter(({ file }) =>
      /^((storage|cards|guides|schedule|timers|channels|reminders)\/|settings)/.test(file),
    )
    expect(circles(new Map(own.map(({ file, imports }) => [file, imports.map(({ to }) => to)])))).toEqual([])
  })

  test('date-fns only by subpath: its index loads slower than everything else together', () => {
    expect(
      edges(() => true)
        .filter(([, to]) => to.to === 'date-fns' || to.to === '@date-fns/utc')
        .map(arrow),
    ).toEqual([])
  })

  test('node: before every module of Node', () => {
    const bare = /^(fs|path|os|url|util|crypto|child_process|events|stream|http|https|net|tty|timers)(\/|$)/
    const house = new Set(sources.map(source => source.file))
    const wrong = edges(() => true).filter(([, to]) => bare.test(to.to) && !house.has(to.to))
    expect(wrong.map(arrow)).toEqual([])
  })
})

describe('plain status', () => {
  // Everything loaded before the cards are on the screen; all else is imported when needed.
  const loaded = staticallyLoadedBy('main.ts')

  test('loads no parser, writer, questions or table of errors', () => {
    const heavy = /^(commander|conf|valibot|@clack\/prompts|chrono-node)\b/
    const late = [
      ...[
        'commands/program.ts',
        'commands/index.ts',
        'commands/shared/ask.ts',
        'exit-codes.ts',
        'error-text.ts',
      ],
      ...[
        'cards/plan.ts',
        'cards/changes.ts',
        'storage/update.ts',
        'storage/lock.ts',
        'storage/atomic-file.ts',
      ],
    ]
    const known = new Set(sources.map(source => source.file))
    expect(late.filter(file => !known.has(file))).toEqual([])
    expect(loaded.filter(file => heavy.test(file) || late.includes(file))).toEqual([])
  })

  test('loads at most 36 files', () => {
    expect(loaded.filter(file => file.endsWith('.ts')).length).toBeLessThanOrEqual(36)
    expect(loaded).toContain('commands/status/show-status.ts')
  })
})

describe('the outside world is reached only through io/', () => {
  const WORLD: [string, RegExp][] = [
    ['process', /(?<![.\w'"])process\s*[.[]|node:process/],
    // A date without arguments is now.
    ['the clock', /\bnew Date\(\s*\)|\bDate\.now\b/],
    ['the console', /\bconsole\./],
    ['the end of the process', /\bexit\(/],
  ]
  // A lock names its process and checks whether another one runs, so storage may ask that.
  const OWNERS = /^import \{ (kill, )?pid \} from 'node:process'$/
  const lines = sources
    .filter(({ file }) => folderOf(file) !== 'io')
    .flatMap(({ file, text }) =>
      code(file, text)
        .split('\n')
        .map((line, at) => ({ place: `${file}:${at + 1}`, line: line.trim() })),
    )
    .filter(({ place, line }) => !(place.startsWith('storage/') && OWNERS.test(line)))

  test.each(WORLD)('%s', (_, pattern) => {
    expect(lines.filter(({ line }) => pattern.test(line))).toEqual([])
  })
})

describe('files', () => {
  test('have at most 400 lines, except messages', () => {
    const long = sources
      .filter(({ file }) => !file.startsWith('messages/'))
      .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(long).toEqual([])
  })

  test('have no comment wider than 120 characters', () => {
    const wide = sources.flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter(line => /^ *(\/\*|\*|\/\/)/.test(line) && [...line].length > 120)
        .map(line => `${file}: ${line}`),
    )
    expect(wide).toEqual([])
  })

  test('have kebab-case names that say what they are about', () => {
    const odd = sources.filter(
      ({ file }) =>
        !/^([a-z0-9-]+\/)*[a-z0-9-]+\.ts$/.test(file) ||
        /(^|\/)(utils?|helpers?|managers?|misc|common)\b/.test(file),
    )
    expect(odd.map(source => source.file)).toEqual([])
  })
})

test('CONTRIBUTING.md names files and lists that exist', () => {
  const root = path.join(SRC, '..')
  const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')
  const named = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!)
  const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const files = [
    ...readdirSync(root),
    ...sources.map(({ file }) => `src/${file}`),
    ...tests.map(file => `tests/${file.replaceAll('\\', '/')}`),
  ]
  const lost = named
    .filter(code => /^[\w./-]+\.(ts|mjs)$/.test(code))
    .filter(code => !files.some(file => `/${file}`.endsWith(`/${code}`)))
  const lists = named
    .filter(code => /^[A-Z]{2,}(_[A-Z]+)*$/.test(code))
    .filter(
      code =>
        !sources.some(
          ({ text: source }) => source.includes(`const ${code} `) || source.includes(`const ${code}:`),
        ),
    )
  expect([...lost, ...lists]).toEqual([])
})

describe('this test', () => {
  test('sees every kind of import', () => {
    const text = [
      `import a, { type T } from './a.ts'`,
      `import type { B } from '../disk/b.ts'`,
      `import './c.ts'`,
      `export { d } from './d.ts'`,
      `export type { E } from './e.ts'`,
      `const f = await import('conf')`,
      `type G = import('./g.ts').G`,
      `// import h from './h.ts'`,
      `const text = "import i from './i.ts'"`,
    ].join('\n')
    expect(importsOf('cards/x.ts', text)).toEqual([
      { to: 'cards/a.ts', typeOnly: false, late: false },
      { to: 'disk/b.ts', typeOnly: true, late: false },
      { to: 'cards/c.ts', typeOnly: false, late: false },
      { to: 'cards/d.ts', typeOnly: false, late: false },
      { to: 'cards/e.ts', typeOnly: true, late: false },
      { to: 'conf', typeOnly: false, late: true },
      { to: 'cards/g.ts', typeOnly: true, late: false },
    ])
  })

  test('finds a circle', () => {
    const next = new Map([
      ['a', ['b']],
      ['b', ['c', 'x']],
      ['c', ['a']],
      ['x', []],
    ])
    expect(circles(next)).toEqual(['a -> b -> c -> a'])
  })

  test('ignores comments and strings', () => {
    const text = `// Date.now\nconst a = 'process.env' /* new Date() */\nconst b = process.env`
    expect(code('x.ts', text).split('\n')[0]).not.toContain('Date')
    expect(code('x.ts', text).split('\n')[1]).not.toMatch(/process|Date/)
    expect(code('x.ts', text).split('\n')[2]).toContain('process.env')
  })
})

function edges(of: (source: Source) => boolean): [string, Import][] {
  return sources.filter(of).flatMap(({ file, imports }) => imports.map((to): [string, Import] => [file, to]))
}

/** Returns a file and all files it loads statically. */
function staticallyLoadedBy(file: string, known = new Set<string>()): string[] {
  if (known.has(file)) return []
  known.add(file)
  const { imports = [] } = sources.find(source => source.file === file) ?? {}
  for (const { to, typeOnly, late } of imports) if (!typeOnly && !late) staticallyLoadedBy(to, known)
  return [...known]
}

const arrow = ([from, { to }]: [string, Import]): string => `${from} -> ${to}`

/** Returns every import of a file, as the compiler reads it. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, late = false): void => {
    if (!specifier || !ts.isStringLiteral(specifier)) return
    const to = specifier.text
    found.push({
      to: to.startsWith('.') ? path.posix.join(path.posix.dirname(file), to) : to,
      typeOnly,
      late,
    })
  }
  const isSearchedWhole = text.includes('import(')
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false)
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, true)
    }
    if (isSearchedWhole || ts.isSourceFile(node)) ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022))
  return found
}

test('npm run mutate copies everything that vitest loads before a test', () => {
  const { setupFiles = [] } = vitestConfig.test ?? {}
  const stryker = readFileSync(path.join(SRC, '..', 'stryker.config.mjs'), 'utf8')
  expect([setupFiles].flat().filter(file => !stryker.includes(`'!/${file}'`))).toEqual([])
})

describe('the fast tier', () => {
  const TESTS = import.meta.dirname
  /** Each calls one or two small programs of the system, such as mkfifo or plistutil. */
  const SMALL_PROGRAMS = [
    'bad-input/files.test.ts',
    'io.test.ts',
    'storage/backup.test.ts',
    'storage/bad-files.test.ts',
    'timers/launchd.test.ts',
    'timers/systemd-units.test.ts',
  ]
  const files = new Map(
    readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
      .map(name => name.split(path.sep).join('/'))
      .filter(name => name.endsWith('.ts'))
      .map(file => {
        const imports = importsOf(file, readFileSync(path.join(TESTS, file), 'utf8'))
        return [file, imports.filter(({ typeOnly }) => !typeOnly).map(({ to }) => to)]
      }),
  )

  /** Returns all that a test file imports, also through its helpers. */
  function reached(file: string, found = new Set<string>()): Set<string> {
    for (const to of files.get(file) ?? []) {
      if (!found.has(to)) reached(to, found.add(to))
    }
    return found
  }

  const isFast = (file: string): boolean => /(?<!\.machine)\.test\.ts$/.test(file)

  test('starts no process, except in a few listed files (others must be named .machine.test.ts)', () => {
    const starting = [...files.keys()].filter(file => isFast(file) && reached(file).has('node:child_process'))
    expect(starting.sort()).toEqual(SMALL_PROGRAMS)
  })

  test('never builds the program', () => {
    expect([...files.keys()].filter(file => isFast(file) && reached(file).has('rolldown'))).toEqual([])
  })

  test('sees what is imported through a helper', () => {
    expect(reached('commands/killed.machine.test.ts')).toContain('node:child_process')
    expect(reached('commands/killed.machine.test.ts')).toContain('rolldown')
  })
})

/** Returns the text with comments and strings replaced by blanks, with the same lines. */
function code(file: string, text: string): string {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const letters = [...Array(text.length).keys()].map(at => text[at] ?? '')
  const blank = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (letters[at] !== '\n') letters[at] = ' '
  }
  const visit = (node: ts.Node): void => {
    const texts = [ts.SyntaxKind.StringLiteral, ts.SyntaxKind.NoSubstitutionTemplateLiteral]
    const pieces = [ts.SyntaxKind.TemplateHead, ts.SyntaxKind.TemplateMiddle, ts.SyntaxKind.TemplateTail]
    const isImport = ts.isStringLiteral(node) && /Import|Export/.test(ts.SyntaxKind[node.parent.kind])
    if ([...texts, ...pieces].includes(node.kind) && !isImport) blank(node.getStart(tree) + 1, node.end - 1)
    for (const range of ts.getLeadingCommentRanges(text, node.pos) ?? []) blank(range.pos, range.end)
    for (const range of ts.getTrailingCommentRanges(text, node.end) ?? []) blank(range.pos, range.end)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return letters.join('')
}

/** Returns every circle once, beginning with its first name. */
function circles(next: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>()
  const done = new Set<string>()
  const walk = (file: string, trail: string[]): void => {
    const since = trail.indexOf(file)
    if (since >= 0) {
      const ring = trail.slice(since)
      const first = ring.indexOf([...ring].sort()[0] ?? '')
      const turned = [...ring.slice(first), ...ring.slice(0, first)]
      found.add([...turned, turned[0]].join(' -> '))
      return
    }
    if (done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...trail, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return [...found]
}
