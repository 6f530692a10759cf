import type { Context } from '../context.ts'
import type { CommandWords } from '../messages/index.ts'

type Texts = CommandWords['texts']

/** The keys of messages without values. */
type PlainKey = {
  [K in keyof Texts]: Texts[K] extends `${string}{${string}` ? never : K
}[keyof Texts]

/** The help text of an option or argument: the key of a message, or a function that returns the text. */
export type Words = PlainKey | ((ctx: Context) => string)

export const helpText = (words: Words, ctx: Context): string =>
  typeof words === 'function' ? words(ctx) : ctx.words(words)

/** What a typed value is, for completion and the manual. */
export type ValueKind =
  | (
      | 'card'
      | 'change'
      | 'channel'
      | 'channel-kind'
      | 'copy'
      | 'date'
      | 'file'
      | 'guide'
      | 'holder'
      | 'item'
      | 'language'
    )
  | ('method' | 'period' | 'setting' | 'shell' | 'stage' | 'tag' | 'text' | 'zone')

/** An argument; its key is written as in the usage line: `<name>`, `[name]` or `[name...]`. */
export interface Argument {
  /** Undefined: only in the usage line. */
  words?: Words
  value: ValueKind
}

export interface ValueOption {
  words: Words
  value?: ValueKind
  choices?: readonly string[]
  repeats?: true
}

/** An option; its key is its flags: `-y, --yes`, `--no-color`, `--on <date>`. Its words alone are enough. */
type Option = Words | ValueOption

export type Arguments = Readonly<Record<string, Argument>>
export type Options = Readonly<Record<string, Option>>

/** A command as data: what the parser, the help, completion and the manual need, and what it runs. */
export interface CommandSpec<A extends Arguments = Arguments, O extends Options = Options> {
  args?: A
  options?: O
  /** Loads options that need other files, such as the settings of channels. @param typed the command line */
  moreOptions?(typed: readonly string[]): Promise<Options>
  /** Whether it only reads, so that root may use it in the home of another user. */
  reads?: true
  json?: true
  /** Whether it has `--on <date>`: answer as if today were that day (R11). */
  on?: true
  yes?: true
  /** Returns the help text between the options and the example. */
  moreHelp?(ctx: Context, typed: readonly string[]): Promise<string>
  /** Examples for the help, one a line; `{me}` stands for a word of the reader's language. */
  example: string
  commands?: Readonly<Record<string, CommandSpec>>
  /** Undefined: it only has subcommands. */
  run?(input: Input<A, O>, ctx: Context): void | Promise<void>
}

/** Commands by name; each is loaded only when it is needed. */
export type CommandList = Readonly<Record<string, { load(): Promise<{ default: CommandSpec }> }>>

/** The arguments and options that were typed, by name (`--dry-run` is `dryRun`). */
export interface Input<A extends Arguments = Arguments, O extends Options = Options> {
  args: { [F in keyof A & string as ArgumentName<F>]: ArgumentValue<F> }
  options: OptionsOf<O>
  /** All commands, for completion. */
  commands: CommandList
}

/** The types of a command's options; of a record without literal keys, any name. */
export type OptionsOf<O extends Options> = string extends keyof O
  ? Record<string, string | boolean | undefined>
  : { [F in keyof O & string as OptionName<F>]?: OptionValue<F, O[F]> }

type ArgumentName<F extends string> = F extends `${'<' | '['}${infer Name}${'>' | '...]' | ']'}`
  ? Name
  : never
type ArgumentValue<F extends string> = F extends `${string}...]`
  ? string[]
  : F extends `<${string}`
    ? string
    : string | undefined
type OptionName<F extends string> = F extends `${string}--${infer Rest}`
  ? Camel<Rest extends `no-${infer Name}` ? Name : Rest extends `${infer Name} <${string}` ? Name : Rest>
  : never
type OptionValue<F extends string, S> = F extends `${string}>`
  ? S extends { repeats: true }
    ? string[]
    : S extends { choices: readonly (infer C)[] }
      ? C
      : string
  : boolean
type Camel<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S

/** Returns the command; types the arguments and options of `run` by its data. */
export function command<
  const A extends Arguments = Record<never, never>,
  const O extends Options = Record<never, never>,
>(spec: CommandSpec<A, O>): CommandSpec {
  return spec as CommandSpec
}

export const CARD = { words: 'argument.card', value: 'card' } as const
export const CARDS = { words: 'argument.cards-to-change', value: 'card' } as const
export const ITEM = { words: 'argument.item', value: 'item' } as const
export const FILTERS = {
  '--holder <name>': { words: 'filter.holder', value: 'holder' },
  '--tag <tag>': { words: 'filter.tag', value: 'tag' },
} as const

/** Returns all options of a command in the order of its help, common options last. */
export async function allOptions(
  spec: CommandSpec,
  typed: readonly string[] = [],
): Promise<Record<string, ValueOption>> {
  const options: Options = {
    ...spec.options,
    ...(await spec.moreOptions?.(typed)),
    ...(spec.on && { '--on <date>': 'option.on' }),
    ...(spec.json && { '--json': 'option.json' }),
    ...(spec.yes && { '-y, --yes': 'option.yes' }),
    '--lang <code>': { words: 'option.lang', value: 'language' },
    '--color': 'option.color',
    '--no-color': 'option.no-color',
  }
  return Object.fromEntries(
    Object.entries(options).map(([flags, option]) => [
      flags,
      typeof option === 'object' ? option : { words: option },
    ]),
  )
}

/** Returns what an option's value is; null where it takes none. `<date>`, `<file>` and `<period>` need no `value`. */
export function valueKindOf(flags: string, { value }: ValueOption): ValueKind | null {
  const placeholder = /<(.*)>$/.exec(flags)?.[1]
  if (placeholder === undefined) return null
  return value ?? (['date', 'file', 'period'] as const).find(kind => kind === placeholder) ?? 'text'
}

/** Returns the key of a command's description: `close.about`; of a subcommand, `config.get`. */
export function aboutKey(path: readonly string[]): PlainKey {
  return (path.length === 1 ? `${path[0]}.about` : path.join('.')) as PlainKey
}

type ExampleWord<K = keyof CommandWords['texts']> = K extends `example.${infer W}` ? W : never

/** Returns the examples of a command, with names in the reader's language. */
export function examplesOf({ example }: { example: string }, words: CommandWords): string[] {
  const named = example.replaceAll('{me}', words('status.empty.name'))
  return named.replaceAll(/\{([a-z-]+)\}/g, (_, word: ExampleWord) => words(`example.${word}`)).split('\n')
}
