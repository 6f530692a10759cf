import type { ImportWords } from '../../register/import-command.ts'

/** The options of `import`. */
export interface ImportOptions extends ImportWords {
  dryRun?: boolean
}
