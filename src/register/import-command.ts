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
  /** The line of the first head row; false: no row has names. */
  head?: string | boolean
}

export function importCommand(file: string, options: ImportOptions, more: readonly Answer[] = []): string[] {
  const { guide, by, update, skipBad, yes, encoding, sheet, head } = options
  const many = (name: '--map' | '--kind' | '--dates', key: keyof Answer) =>
    [...new Set([...(options[key] ?? []), ...more.flatMap(answer => answer[key] ?? [])])].flatMap(value => [
      name,
      value,
    ])
  const one = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value])
  const flag = (name: string, isSet: boolean | undefined) => (isSet ? [name] : [])
  return [
    ...['renew', 'import', ...(file.startsWith('-') && file !== '-' ? [`./${file}`] : [file])],
    ...one('--encoding', encoding),
    ...one('--sheet', sheet),
    ...one('--head', typeof head === 'string' ? head : undefined),
    ...flag('--no-head', head === false),
    ...many('--map', 'map'),
    ...many('--kind', 'kind'),
    ...many('--dates', 'dates'),
    ...one('--guide', guide),
    ...flag('--update', update),
    ...one('--by', by),
    ...flag('--skip-bad', skipBad),
    ...flag('--yes', yes),
  ]
}
