import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // The zone and the working directory belong to a process; threads would share them.
    pool: 'forks',
    // The first core need not be spared for a person who waits: CI has two.
    maxWorkers: '100%',
    setupFiles: ['tests/same-seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A report for .ci/run, which adds up several runs.
    reporters: process.env.TEST_REPORT
      ? ['default', ['json', { outputFile: process.env.TEST_REPORT }]]
      : ['default'],
  },
})
