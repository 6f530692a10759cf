import { allOptions, type CommandList, type CommandSpec, type ValueOption } from '../command.ts'

/** An option with its flags as the help shows them. */
export interface KnownOption extends ValueOption {
  flags: string
  /** `-y` and `--yes`. */
  names: readonly string[]
  takesValue: boolean
}

/** What is typed before the word that is completed. */
export interface TypedWords {
  commands: CommandList
  /** The names of the command and its subcommand; empty before a command. */
  path: string[]
  spec: CommandSpec | null
  options: readonly KnownOption[]
  args: string[]
  /** The options so far, by their long name, with their value; an option without one has ''. */
  given: Map<string, string>
  /** Whether `--` was typed, so that a word with a dash is an argument. */
  onlyArguments: boolean
  expected: KnownOption | null
  /** Whether it is `renew help …`. */
  isHelp: boolean
}

/** Reads the words before the one that is completed; null where a command does not exist. */
export async function readTypedWords(
  words: readonly string[],
  commands: CommandList,
): Promise<TypedWords | null> {
  const { default: status } = await commands.status!.load()
  const typed: TypedWords = {
    commands,
    path: [],
    spec: null,
    options: await optionsOf(status, []),
    args: [],
    given: new Map(),
    onlyArguments: false,
    expected: null,
    isHelp: false,
  }
  for (const word of words) if (!(await addWord(word, typed))) return null
  return typed
}

/** Returns whether the word can be understood. */
async function addWord(word: string, typed: TypedWords): Promise<boolean> {
  const { path, args, given, expected, onlyArguments } = typed
  if (expected) {
    given.set(expected.names.at(-1)!, word)
    typed.expected = null
  } else if (!onlyArguments && word === '--') typed.onlyArguments = true
  else if (!onlyArguments && word.length > 1 && word.startsWith('-')) {
    const { name, value } = splitOption(word)
    const option = typed.options.find(({ names }) => names.includes(name))
    if (option?.takesValue && value === null) typed.expected = option
    else if (option) given.set(option.names.at(-1)!, value ?? '')
  } else if (!onlyArguments && word === 'help' && args.length === 0) typed.isHelp = true
  else {
    const below = args.length > 0 ? null : await commandNamed(word, typed)
    if (below === null && typed.spec === null) return false
    if (below === null) args.push(word)
    else {
      path.push(word)
      typed.spec = below
      typed.options = await optionsOf(below, path)
    }
  }
  return true
}

/** Returns the name and the value of `--name=value`; the value is null where there is no equals sign. */
export function splitOption(word: string): { name: string; value: string | null } {
  const at = word.indexOf('=')
  return at < 0 ? { name: word, value: null } : { name: word.slice(0, at), value: word.slice(at + 1) }
}

async function commandNamed(word: string, { spec, commands }: TypedWords): Promise<CommandSpec | null> {
  if (spec === null) return Object.hasOwn(commands, word) ? (await commands[word]!.load()).default : null
  return Object.hasOwn(spec.commands ?? {}, word) ? spec.commands![word]! : null
}

/** Returns the options of a command. @param typed the command line, by which `channel add` knows its settings */
export async function optionsOf(spec: CommandSpec, typed: readonly string[]): Promise<KnownOption[]> {
  return Object.entries(await allOptions(spec, typed)).map(([flags, option]) => ({
    ...option,
    flags,
    names: flags.replace(/ <.*/, '').split(', '),
    takesValue: flags.endsWith('>'),
  }))
}
