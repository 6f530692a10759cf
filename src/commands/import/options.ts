import type { ImportWords } from '../../register/import-command.ts'

export interface ImportOptions extends ImportWords {
  dryRun?: boolean
}
