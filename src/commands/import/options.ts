import type { Key } from '../../register/row.ts'

/** The options of `import`. */
export interface ImportOptions {
  dryRun?: boolean
  skipBad?: boolean
  update?: boolean
  by?: Key
  encoding?: string
  sheet?: string
  /** The line of the first head row; false: no row has names. */
  head?: string | boolean
  dates?: string[]
  map?: string[]
  kind?: string[]
  guide?: string
  /** Confirms dates far ahead. */
  yes?: boolean
}
