import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const MACHINE = 'tests/**/*.machine.test.ts'
/** The longest files in the order in which they start: one that mostly waits runs beside two that compute. */
const LONGEST = [
  ...[
    'systemd-day',
    'install',
    'libreoffice',
    'cron-day',
    'busybox-daemon',
    'dead-mount',
    'each-call',
    'launcher',
  ].map(name => `${name}.machine`),
  ...['year-in-words', 'lists', 'contract', 'family', 'files', 'names', 'email', 'email-channel', 'promises'],
]

const ARE_MUTANTS = 'STRYKER_MUTATOR_WORKER' in process.env

/** Starts the longest files first, so that none is left alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.indexOf(path.basename(moduleId, '.test.ts'))
      return at < 0 ? LONGEST.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

/** Two tiers: `vitest run --project fast` or `--project machine`; both without it. */
export default defineConfig({
  test: {
    // The zone and the working directory belong to a process; threads would share them.
    pool: 'forks',
    // One more than there are cores: there is always a test that waits, for a time limit, a program or a daemon. With
    // mutants one: of two that fail at once, the second stops the first before it is reported, and the mutant survives.
    maxWorkers: ARE_MUTANTS ? 1 : availableParallelism() + 1,
    // Modules that one run has translated are used by the next. A mutant is another text of the same module.
    experimental: { fsModuleCache: !ARE_MUTANTS },
    setupFiles: ['tests/each-file.ts'],
    sequence: { sequencer: LongestFirst },
    // Mutants run in code that counts each branch.
    testTimeout: ARE_MUTANTS ? 300_000 : 30_000,
    hookTimeout: 30_000,
    // A report for .ci/run, which adds up several runs.
    reporters: process.env.TEST_REPORT
      ? ['default', ['json', { outputFile: process.env.TEST_REPORT }]]
      : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['tests/**/*.test.ts'],
          exclude: [MACHINE],
          // A process for each file would double the time. Mutation tests need it: without, mutants survive at random.
          isolate: ARE_MUTANTS,
          env: memoryFolder('/dev/shm'),
        },
      },
      {
        extends: true,
        test: {
          name: 'machine',
          include: [MACHINE],
          testTimeout: 90_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

/**
 * Puts temporary files into memory, where nothing waits for a disk. Containers may have too little room there, or not
 * let programs start from there; then, and on macOS and Windows, they stay where they are.
 */
function memoryFolder(place: string): { TMPDIR?: string } {
  try {
    const { bavail, bsize } = statfsSync(place)
    if (bavail * bsize < 512 * 2 ** 20) return {}
    const folder = mkdtempSync(path.join(place, 'renew-'))
    try {
      const program = path.join(folder, 'program')
      writeFileSync(program, '')
      chmodSync(program, 0o700)
      accessSync(program, constants.X_OK)
    } finally {
      rmSync(folder, { recursive: true })
    }
    return { TMPDIR: place }
  } catch {
    return {}
  }
}
