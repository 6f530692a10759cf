import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const MACHINE = 'tests/**/*.machine.test.ts'

/** Two tiers: `vitest run --project fast` or `--project machine`; both without it. */
export default defineConfig({
  test: {
    // The zone and the working directory belong to a process; threads would share them.
    pool: 'forks',
    // The first core need not be spared for a person who waits: CI has two.
    maxWorkers: '100%',
    setupFiles: ['tests/each-file.ts'],
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
      { extends: true, test: { name: 'machine', include: [MACHINE] } },
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
