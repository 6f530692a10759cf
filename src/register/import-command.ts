import type { Answer } from './questions.ts'
import type { Key } from './row.ts'

/** The options of `import`. */
export interface ImportOptions {
  dryRun?: boolean
  map?: readonly string[]
  kind?: readonly string[]
  dates?: readonly string[]
  guide?: string
  by?: Key
  update?: boolean
  skipBad?: boolean
  yes?: boolean
  encoding?: string
  sheet?: string
  /** The line of the first header row; false: no row has names. */
  head?: string | boolean
}

/** Returns options with what answers add to them. */
export function withAnswers(options: ImportOptions, answers: readonly Answer[]): ImportOptions {
  const more = (key: keyof Answer) => {
    const all = [...(options[key] ?? []), ...answers.flatMap(answer => answer[key] ?? [])]
    return all.length > 0 && { [key]: [...new Set(all)] }
  }
  return { ...options, ...more('map'), ...more('kind'), ...more('dates') }
}

/** The options in the order in which a command has them. */
const ORDER = [
  ...(['encoding', 'sheet', 'head', 'map', 'kind', 'dates', 'guide', 'update', 'by'] as const),
  ...(['skipBad', 'yes'] as const),
]

export function importCommand(file: string, typed: ImportOptions, answers: readonly Answer[] = []): string[] {
  const options = withAnswers(typed, answers)
  const words = ORDER.flatMap(key => {
    const name = key === 'skipBad' ? '--skip-bad' : `--${key}`
    const value = options[key]
    if (typeof value === 'boolean' || value === undefined) return value ? [name] : []
    return [value].flat().flatMap(one => [name, one])
  })
  const path = file.startsWith('-') && file !== '-' ? `./${file}` : file
  return ['renew', 'import', path, ...(options.head === false ? ['--no-head'] : []), ...words]
}
