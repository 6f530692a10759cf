// Mutation tests of the scheduler and of dates (npm run mutate): a change to the code must fail a test.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['src/schedule/**/*.ts', 'src/dates/**/*.ts'],
  // Copies only what the tests of these folders need.
  ignorePatterns: [
    '/*',
    '!/src',
    '!/tests',
    '/tests/*',
    '!/tests/schedule',
    '!/tests/dates',
    '!/tests/text',
    '/tests/text/*',
    '!/tests/text/nasty.ts',
    '!/tests/each-file.ts',
    '!/package.json',
    '!/tsconfig.json',
    '!/vitest.config.mts',
  ],
  coverageAnalysis: 'perTest',
  // A mutant in code that runs when a file is loaded (tables, patterns) needs all tests again. To measure these too, set
  // this to false and mutate one file.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.stryker-tmp',
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  // The mutants that survive change nothing: they drop a check that only the types need, or one that only saves time, such
  // as a memo.
  thresholds: { high: 99, low: 98, break: 98 },
  allowConsoleColors: false,
}
