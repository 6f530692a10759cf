import { Command, type CommanderError, Option } from 'commander'
import { version } from '../../package.json'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { isLanguage, LANGUAGES } from '../messages/index.ts'
import { nearest } from '../text/nearest.ts'
import { printable } from '../text/printable.ts'
import { shellWord } from '../text/shell-words.ts'
import type { Argv } from './argv.ts'
import { aboutKey, allOptions, type CommandSpec, type Input, type Words } from './command.ts'
import { COMMANDS, type CommandName, GROUPS, isCommand } from './index.ts'
import { askFor } from './shared/ask.ts'
import { readDate } from './shared/read-date.ts'

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

/**
 * Parses the arguments and runs the command; a terminal asks for a missing argument (§6).
 * @throws RenewError for wrong usage, and what the command throws
 */
export async function runCommand(argv: Argv, ctx: Context): Promise<void> {
  const parsed = await parse(argv, ctx)
  if (parsed === null) return
  await applyCommonOptions(parsed.options, ctx)
  await parsed.command.run?.(parsed, ctx)
}

/**
 * Parses the arguments without running the command; null after help or the version.
 * @throws RenewError for wrong usage
 */
export async function parse(argv: Argv, ctx: Context): Promise<Parsed | null> {
  let parsed: Parsed | null = null
  const program = await buildProgram(argv, ctx, found => {
    parsed = found
  })
  try {
    await program.parseAsync(argv.args, { from: 'user' })
    return parsed
  } catch (thrown) {
    if (!isParserError(thrown)) throw thrown
    const wrong = usageError(thrown, argv)
    if (wrong === null) return null
    const question = ctx.io.canAsk ? missingArgument(thrown, program, argv) : null
    if (question === null) throw wrong
    const answer = await askFor(
      question,
      wrong,
      text => {
        if (text.trim() === '') throw wrong
        return text.trim()
      },
      ctx,
    )
    // The missing argument is the last one, and may start with a dash.
    const end = argv.args.includes('--') ? [] : ['--']
    return parse({ ...argv, args: [...argv.args, ...end, answer] }, ctx)
  }
}

async function applyCommonOptions(options: CommonOptions, ctx: Context): Promise<void> {
  const { json, yes, on, lang, color } = options
  if (lang !== undefined && !isLanguage(lang))
    throw new RenewError('not-a-choice', { name: lang, choices: Object.keys(LANGUAGES).join(', ') })
  ctx.json = json ?? ctx.json
  ctx.yes = yes ?? false
  ctx.useColors(color)
  if (on !== undefined) ctx.on = await readDate(on, ctx.today(null), ctx)
}

/** Builds the parser with the typed command only, or with all commands for help. */
async function buildProgram(argv: Argv, ctx: Context, found: (parsed: Parsed) => void): Promise<Command> {
  const { words } = ctx
  const headings: Record<string, string> = {
    'Usage:': words('help.usage'),
    'Arguments:': words('help.arguments'),
    'Options:': words('help.options'),
    'Commands:': words('help.commands'),
  }
  const program = new Command('renew')
    .description(words('renew.about'))
    .version(version, '-V, --version', words('option.version'))
    .helpOption('-h, --help', words('option.help'))
    .helpCommand('help [command]', words('help.about'))
    .usage(words('renew.usage'))
    .exitOverride()
    .configureHelp({ styleTitle: title => headings[title] ?? title, helpWidth: ctx.stdout.width })
    .configureOutput({
      writeOut: words => ctx.io.out(words),
      // main reports usage errors, in the reader's language.
      writeErr: () => {},
    })
    .addHelpText('after', `\n${words('renew.more')}`)
  for (const name of await commandsToLoad(argv)) {
    const { default: spec } = await COMMANDS[name].load()
    const command = await addCommand(program, [name], spec, ctx, found)
    command.helpGroup(words(`group.${COMMANDS[name].group}`))
  }
  return program
}

/** Adds a command and its subcommands to the parser. @param path the names from the top command to this one */
async function addCommand(
  parent: Command,
  path: readonly string[],
  spec: CommandSpec,
  ctx: Context,
  found: (parsed: Parsed) => void,
): Promise<Command> {
  const { words } = ctx
  const command = parent.command(path.at(-1)!).description(words(aboutKey(path)))
  const textOf = (key: Words) => (typeof key === 'function' ? key(ctx) : words(key))
  for (const [shown, { words: key }] of Object.entries(spec.args ?? {}))
    command.argument(shown, key && textOf(key))
  for (const [flags, { words: key, choices, repeats }] of Object.entries(await allOptions(spec))) {
    const option = new Option(flags, textOf(key))
    if (choices) option.choices(choices)
    if (repeats) option.argParser((one: string, all: string[] = []) => [...all, one])
    command.addOption(option)
  }
  if (spec.moreHelp) command.addHelpText('after', await spec.moreHelp(ctx))
  command.addHelpText('after', `\n${words('help.example')}\n${spec.example.replace(/^/gm, '  ')}`)
  for (const [name, below] of Object.entries(spec.commands ?? {}))
    await addCommand(command, [...path, name], below, ctx, found)
  if (spec.run)
    command.action(() => found({ command: spec, args: argumentsOf(command), options: command.opts() }))
  return command
}

function argumentsOf(command: Command): Record<string, never> {
  const values = command.registeredArguments.map((argument, at) => [
    argument.name(),
    command.processedArgs[at],
  ])
  return Object.fromEntries(values)
}

async function commandsToLoad({ command, args }: Argv): Promise<CommandName[]> {
  // Scripts ask for the version: load no command for it.
  if (command === null && args.length === 1 && ['-V', '--version'].includes(args[0]!)) return []
  const all = Object.keys(COMMANDS).sort((a, b) => rank(a) - rank(b)) as CommandName[]
  if (command === null || command === 'help') return all
  if (isCommand(command)) return [command]
  throw new RenewError('unknown-command', { name: command, nearest: nearest(command, all) })
}

const rank = (name: string): number => GROUPS.indexOf(COMMANDS[name as CommandName].group)

function isParserError(thrown: unknown): thrown is CommanderError {
  const code = thrown instanceof Error ? (thrown as { code?: unknown }).code : null
  return typeof code === 'string' && code.startsWith('commander.')
}

/** Returns the parser's error as a RenewError; null for help and version, which end the parser too. */
function usageError(thrown: CommanderError, { command, args }: Argv): RenewError | null {
  if (thrown.exitCode === 0) return null
  const named = [...thrown.message.matchAll(/'([^']*)'/g)].map(match => match[1] ?? '')
  const nearest = /Did you mean (?:one of )?([^?]*)\?/.exec(thrown.message)?.[1] ?? null
  const name = named[0] ?? ''
  switch (thrown.code) {
    case 'commander.unknownOption':
      return new RenewError('unknown-option', { name, nearest })
    case 'commander.unknownCommand':
      return new RenewError('unknown-command', { name, nearest })
    case 'commander.missingArgument':
      return new RenewError('missing-argument', { name })
    case 'commander.optionMissingArgument':
      return new RenewError('missing-value', { name })
    case 'commander.excessArguments':
      if (command === 'remind') {
        const typed = args.filter(word => !word.startsWith('-')).at(-1) ?? ''
        return new RenewError('remind-no-names', { word: shellWord(printable(typed)) })
      }
      return new RenewError('too-many-arguments', { name })
    case 'commander.invalidArgument':
      return new RenewError('not-a-choice', {
        name: named[1] ?? '',
        choices: /Allowed choices are ([^.]*)/.exec(thrown.message)?.[1] ?? '',
      })
    case 'commander.help':
      return new RenewError('missing-command', {})
    default:
      return new RenewError('wrong-usage', { problem: thrown.message.replace(/^error: /, '') })
  }
}

/** Returns the question for a missing argument; null for any other error. */
function missingArgument(thrown: CommanderError, program: Command, { args }: Argv): string | null {
  if (thrown.code !== 'commander.missingArgument') return null
  const name = /'([^']*)'/.exec(thrown.message)?.[1] ?? ''
  let command = program
  for (const word of args) command = command.commands.find(sub => sub.name() === word) ?? command
  return command.registeredArguments.find(one => one.name() === name)?.description || name
}
