// Mutation tests of the scheduler (npm run mutate): every reckoning changed on purpose must fail a test.
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['src/schedule/**/*.ts'],
  // What a mutant needs and no more: the whole checkout would be copied.
  ignorePatterns: [
    '/*',
    '!/src',
    '!/tests',
    '/tests/*',
    '!/tests/schedule',
    '!/package.json',
    '!/tsconfig.json',
    '!/vitest.config.mts',
  ],
  coverageAnalysis: 'perTest',
  // Data: the table is held to the specification day by day.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, allowColor: false },
  thresholds: { high: 95, low: 92, break: 92 },
  allowConsoleColors: false,
}
