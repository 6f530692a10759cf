import type { Context } from '../context.ts'
import type { AllWords } from '../messages/index.ts'

type Texts = AllWords['texts']

/** The keys of messages that take no values. */
type PlainKey = {
  [K in keyof Texts]: Texts[K] extends `${string}{${string}` ? never : K
}[keyof Texts]

/** The words of an option or argument in the help: the key of a message, or a function that makes the text. */
export type Words = PlainKey | ((ctx: Context) => string)

/** What a typed value is: what a shell can complete, and how the manual describes it. */
export type ValueKind =
  | (
      | 'card'
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
  | ('method' | 'period' | 'setting' | 'tag' | 'text' | 'zone')

/** An argument; its key is how the usage line shows it: `<name>`, `[name]` or `[name...]`. */
interface Argument {
  /** None: it is only in the usage line. */
  words?: Words
  value: ValueKind
}

interface ValueOption {
  words: Words
  value?: ValueKind
  choices?: readonly string[]
  /** Whether it may be given several times. */
  repeats?: true
}

/** An option; its key is its flags, as in `-y, --yes`, `--no-color` or `--on <date>`. Words alone are enough. */
type Option = Words | ValueOption

export type Arguments = Readonly<Record<string, Argument>>
export type Options = Readonly<Record<string, Option>>

/** A command as data: all that the parser, the help, shell completion and the manual need, and what it runs. */
export interface CommandSpec<A extends Arguments = Arguments, O extends Options = Options> {
  args?: A
  options?: O
  /** Options that are known only after loading more, such as the settings of all channels. */
  moreOptions?(): Promise<Options>
  /** Whether it answers as JSON (`--json`). */
  json?: true
  /** Whether `--on <date>` makes it answer as if today were that day (R11). */
  on?: true
  /** Whether it asks questions that `--yes` answers. */
  yes?: true
  /** What its help says between the options and the example. */
  moreHelp?(ctx: Context): Promise<string>
  /** Calls to show in the help, one a line. */
  example: string
  /** Commands below it, as `timer install`. */
  commands?: Readonly<Record<string, CommandSpec>>
  /** None: it only has commands below it. */
  run?(input: Input<A, O>, ctx: Context): void | Promise<void>
}

/** What was typed for a command: arguments and options by name (`--dry-run` is `dryRun`). */
export interface Input<A extends Arguments = Arguments, O extends Options = Options> {
  args: { [F in keyof A & string as ArgumentName<F>]: ArgumentValue<F> }
  options: OptionsOf<O>
}

/** The options of a command as typed; those that are not written out in its data have any name. */
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

/** Gives a command's data its types: `run` gets the arguments and options that the data names. */
export function command<
  const A extends Arguments = Record<never, never>,
  const O extends Options = Record<never, never>,
>(spec: CommandSpec<A, O>): CommandSpec {
  return spec as CommandSpec
}

/** The card a command is about. */
export const CARD = { words: 'argument.card', value: 'card' } as const
/** A paper or a step of its renewal. */
export const ITEM = { words: 'argument.item', value: 'item' } as const

/** All options of a command in the order of its help, those that commands have in common last. */
export async function allOptions(spec: CommandSpec): Promise<Record<string, ValueOption>> {
  const options: Options = {
    ...spec.options,
    ...(await spec.moreOptions?.()),
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

/** What the value of an option is; null where it takes none. `<date>`, `<file>` and `<period>` say it themselves. */
export function valueKindOf(flags: string, { value }: ValueOption): ValueKind | null {
  const shown = /<(.*)>$/.exec(flags)?.[1]
  if (shown === undefined) return null
  return value ?? (shown === 'date' || shown === 'file' || shown === 'period' ? shown : 'text')
}

/** The message that says what a command does: `close.about`, below another `config.get`. */
export function aboutKey(path: readonly string[]): PlainKey {
  return (path.length === 1 ? `${path[0]}.about` : path.join('.')) as PlainKey
}
