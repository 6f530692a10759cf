import { Command, CommanderError, Option } from 'commander'
import { version } from '../../package.json'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { chosenLanguage, languageChoices } from '../messages/index.ts'
import { renderNote, wrapLines } from '../text/wrap.ts'
import type { Argv } from './argv.ts'
import { aboutKey, allOptions, type CommandSpec, examplesOf, helpText, type Input } from './command.ts'
import { helpAsOption, helpLayout, pathOf, type Typed } from './help.ts'
import { COMMANDS, type CommandName, isCommand } from './index.ts'

export interface Parsed extends Input {
  command: CommandSpec
}

interface CommonOptions {
  json?: boolean
  yes?: boolean
  on?: string
  lang?: string
  color?: boolean
}

interface Parser {
  argv: Argv
  program: Command
  specs: Map<Command, CommandSpec>
  parsed: Parsed | null
  shown: string
}

/**
 * Parses the arguments and runs the command; a terminal asks for a missing argument (§6).
 * @throws RenewError for wrong usage, and what the command throws
 */
export async function runCommand(argv: Argv, ctx: Context): Promise<void> {
  ctx.layOutNote = renderNote
  const parsed = await parse(argv, ctx)
  if (parsed === null) return
  await applyCommonOptions(parsed.options, ctx)
  ctx.checkOwner(parsed.command.reads ?? false)
  await chooseCards(parsed, ctx)
  try {
    await parsed.command.run?.(parsed, ctx)
  } finally {
    if (ctx.changed) await (await import('./prompt/file.ts')).writePromptFile(ctx)
  }
}

/** Lets a terminal choose where the beginning of a name fits several cards. */
async function chooseCards({ command, args }: Parsed, ctx: Context): Promise<void> {
  if (!ctx.io.canAsk) return
  const given = args as Record<string, string | string[] | undefined>
  for (const [shown, { value }] of Object.entries(command.args ?? {})) {
    const name = shown.replace(/[<>[\].]/g, '')
    const typed = given[name]
    if (value !== 'card' || typed === undefined) continue
    const { askWhichCard } = await import('./shared/ask-card.ts')
    const chosen: string[] = []
    for (const one of [typed].flat()) chosen.push(await askWhichCard(one, ctx))
    given[name] = Array.isArray(typed) ? chosen : chosen[0]
  }
}

/**
 * Parses the arguments without running the command; null after help or the version.
 * @throws RenewError for wrong usage
 */
export async function parse(typed: Argv, ctx: Context): Promise<Parsed | null> {
  const argv = helpAsOption(typed)
  if (typed.command === 'help') {
    const { topicHelp } = await import('./topics.ts')
    const topic = await topicHelp(argv.command ?? '', Object.keys(COMMANDS), ctx)
    if (topic !== null) {
      await ctx.show(topic)
      return null
    }
  }
  const parser = await buildParser(argv, ctx)
  try {
    await parser.program.parseAsync(argv.args, { from: 'user' })
    const { parsed } = parser
    const hasSeveral = Object.values(parsed?.args ?? {}).some(
      (words: unknown) => Array.isArray(words) && words.length > 1,
    )
    // What a shell wants to complete may be anything.
    if (hasSeveral && argv.command !== 'completion')
      (await import('./usage-error.ts')).assertNames(typedCommand(parser, argv.args), ctx)
    return parsed
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown
    const at = typedCommand(parser, argv.args)
    if (hasPrinted(thrown, at)) {
      const unknown = unknownInHelp(at)
      if (unknown !== undefined && thrown.code !== 'commander.version')
        throw (await import('./usage-error.ts')).unknownBelow([unknown], at.command)
      await ctx.show(parser.shown)
      return null
    }
    const { usageError } = await import('./usage-error.ts')
    const wrong = usageError(thrown, at, ctx)
    if (!ctx.io.canAsk) throw wrong
    const { askForMissing } = await import('./shared/missing.ts')
    const answer = await askForMissing(wrong, at, ctx)
    if (answer === null) throw wrong
    return parse({ ...argv, args: [...argv.args, ...answer] }, ctx)
  }
}

/** Whether the parser ended because it has printed the help or the version; its exit code is that of the process. */
function hasPrinted({ code }: CommanderError, { rest }: Typed): boolean {
  const isHelp = code === 'commander.helpDisplayed' || (code === 'commander.help' && rest.includes('help'))
  return isHelp || code === 'commander.version'
}

/** Returns the word after a group of commands that is none of them. */
function unknownInHelp({ command, rest }: Typed): string | undefined {
  if (command.commands.length === 0 || command.registeredArguments.length > 0) return undefined
  return rest.find(
    (word, index) => word !== 'help' && !word.startsWith('-') && !rest[index - 1]?.startsWith('--'),
  )
}

function typedCommand({ program, specs }: Parser, args: readonly string[]): Typed {
  let command = program
  const rest: string[] = []
  for (const word of args) {
    const below = command.commands.find(sub => sub.name() === word)
    if (below) command = below
    else rest.push(word)
  }
  return { command, rest, spec: specs.get(command) ?? null }
}

async function applyCommonOptions(options: CommonOptions, ctx: Context): Promise<void> {
  const { json, yes, on, lang, color } = options
  if (lang !== undefined && chosenLanguage({ flag: lang, env: {}, setting: null }) === null)
    throw new RenewError('not-a-choice', { name: lang, choices: languageChoices() })
  ctx.json = json ?? ctx.json
  ctx.yes = yes ?? false
  ctx.useColors(color)
  if (on === undefined) return
  const { readDate } = await import('./shared/read-date.ts')
  ctx.on = await readDate(on, ctx.today(null), ctx)
}

/** Builds the parser with the typed command only, or with the names of all commands for help. */
async function buildParser(argv: Argv, ctx: Context): Promise<Parser> {
  const { words, stdout } = ctx
  const program = new Command('renew')
    .description(words('renew.about'))
    .version(version, '-V, --version', words('option.version'))
    .helpOption('-h, --help', words('option.help'))
    .commandsGroup(words('group.more'))
    .helpCommand('help', words('help.about'))
    .usage(words('renew.usage'))
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp(helpLayout(ctx))
  const parser: Parser = { argv, program, specs: new Map(), parsed: null, shown: '' }
  program
    .configureOutput({
      writeOut: text => {
        parser.shown += text
      },
      // main reports usage errors, in the reader's language.
      writeErr: () => {},
    })
    .addHelpText('after', () => `\n${wrapLines(words('renew.more'), stdout.width).join('\n')}`)
  for (const name of await commandsToAdd(argv, ctx)) {
    // The list of all commands needs none of them.
    const command =
      argv.command === null
        ? program.command(name).description(words(aboutKey([name])))
        : await addCommand(program, [name], (await COMMANDS[name].load()).default, parser, ctx)
    command.helpGroup(words(`group.${COMMANDS[name].group}`))
  }
  return parser
}

/** Adds a command and its subcommands to the parser. @param path the names from the top command to this one */
async function addCommand(
  parent: Command,
  path: readonly string[],
  spec: CommandSpec,
  parser: Parser,
  ctx: Context,
): Promise<Command> {
  const { words } = ctx
  const command = parent.command(path.at(-1)!).description(words(aboutKey(path)))
  for (const [shown, { words: key }] of Object.entries(spec.args ?? {}))
    command.argument(shown, key && helpText(key, ctx))
  const options = await allOptions(spec, parser.argv.args)
  for (const [flags, { words: key, choices, repeats }] of Object.entries(options)) {
    const option = new Option(flags, helpText(key, ctx))
    if (choices) option.choices(choices)
    if (repeats) option.argParser((one: string, all: string[] = []) => [...all, one])
    command.addOption(option)
  }
  parser.specs.set(command, spec)
  await addHelp(command, spec, parser.argv, ctx)
  if (spec.commands) command.helpCommand('help', words('help.about'))
  for (const [name, below] of Object.entries(spec.commands ?? {}))
    await addCommand(command, [...path, name], below, parser, ctx)
  if (spec.run)
    command.action(() => {
      const values = command.registeredArguments.map((one, at) => [one.name(), command.processedArgs[at]])
      const args = Object.fromEntries(values)
      parser.parsed = { command: spec, args, options: command.opts(), commands: COMMANDS }
      ctx.usage = { path: pathOf(command), example: examplesOf(spec, words)[0]! }
    })
  return command
}

/** Adds the text of `moreHelp`, which is made only when help is asked for, and the examples to a command's help. */
async function addHelp(command: Command, spec: CommandSpec, { args }: Argv, ctx: Context): Promise<void> {
  if (spec.moreHelp && args.some(word => ['--help', '-h', 'help'].includes(word))) {
    const lines = wrapLines(await spec.moreHelp(ctx, args), ctx.stdout.width)
    command.addHelpText('after', lines.join('\n'))
  }
  command.addHelpText('after', () => {
    const examples = examplesOf(spec, ctx.words).map(line => `\n  ${line}`)
    return `\n${ctx.words('help.example')}${examples.join('')}`
  })
}

async function commandsToAdd({ command }: Argv, ctx: Context): Promise<CommandName[]> {
  if (command === null) return Object.keys(COMMANDS) as CommandName[]
  if (isCommand(command)) return [command]
  throw (await import('./usage-error.ts')).unknownCommand(command, Object.keys(COMMANDS), ctx)
}
