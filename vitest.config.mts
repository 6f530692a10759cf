import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const MACHINE = 'tests/**/*.machine.test.ts'

/** Starts the tests that wait for a daemon for up to a minute first, so that the others run meanwhile. */
class DaemonsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) => Number(/-(day|daemon)\.machine/.test(moduleId))
    return (await super.sort(files)).toSorted((a, b) => waits(b) - waits(a))
  }
}

/** Two tiers: `vitest run --project fast` or `--project machine`; both without it. */
export default defineConfig({
  test: {
    // The zone and the working directory belong to a process; threads would share them.
    pool: 'forks',
    // The first core need not be spared for a person who waits: CI has two.
    maxWorkers: '100%',
    // Modules that one run has translated are used by the next. A mutant is another text of the same module.
    experimental: { fsModuleCache: !('STRYKER_MUTATOR_WORKER' in process.env) },
    setupFiles: ['tests/each-file.ts'],
    sequence: { sequencer: DaemonsFirst },
    testTimeout: 30_000,
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
          isolate: 'STRYKER_MUTATOR_WORKER' in process.env,
          env: memoryFolder('/dev/shm'),
        },
      },
      {
        extends: true,
        test: {
          name: 'machine',
          include: [MACHINE],
          // There is always one that waits: for a daemon, a time limit or a program.
          maxWorkers: availableParallelism() + 1,
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
