import { Command, type CommanderError } from 'commander'
import { version } from '../../package.json'
import { nearest } from '../cards/nearest.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Call } from './call.ts'
import { COMMANDS, type CommandName, GROUPS, isCommand } from './index.ts'
import { headings } from './shared-options.ts'

/** The command tree for one call: the typed command alone, or all of them where help is wanted. */
export async function buildProgram(call: Call, ctx: Context): Promise<Command> {
  const { text } = ctx
  const program = new Command('renew')
    .description(text['renew.about'])
    .version(version, '-V, --version', text['option.version'])
    .helpOption('-h, --help', text['option.help'])
    .helpCommand('help [command]', text['help.about'])
    .usage(text['renew.usage'])
    .exitOverride()
    .configureHelp({ styleTitle: title => headings(text)[title] ?? title, helpWidth: ctx.surface.width })
    .configureOutput({
      writeOut: words => ctx.io.out(words),
      // main says what went wrong, in the reader's language.
      writeErr: () => {},
    })
    .addHelpText('after', `\n${text['renew.more']}`)
    .hook('preAction', (_, command) => ctx.take(command.opts()))
  for (const name of await wanted(call)) {
    const { default: register } = await COMMANDS[name].load()
    const command = await register(program, ctx)
    command.helpGroup(text[`group.${COMMANDS[name].group}`])
  }
  return program
}

/** What the parser found wrong, as an error of ours; null for help and version, which are no errors. */
export function usageError(thrown: CommanderError): RenewError | null {
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

/** An argument that was left out, as a question; null when the parser found something else wrong. */
export function missingArgument(
  thrown: unknown,
  program: Command,
  { argv }: Call,
): { question: string; error: RenewError } | null {
  const { code } = thrown as CommanderError
  const error = code === 'commander.missingArgument' ? usageError(thrown as CommanderError) : null
  if (error === null) return null
  let command = program
  for (const word of argv) command = command.commands.find(sub => sub.name() === word) ?? command
  const { name } = error.values as { name: string }
  const argument = command.registeredArguments.find(one => one.name() === name)
  return { question: argument?.description || name, error }
}

async function wanted({ command, argv }: Call): Promise<CommandName[]> {
  // Scripts ask for the version; it needs none of the forty files that help does.
  if (command === null && argv.length === 1 && ['-V', '--version'].includes(argv[0]!)) return []
  const all = Object.keys(COMMANDS).sort((a, b) => rank(a) - rank(b)) as CommandName[]
  if (command === null || command === 'help') return all
  if (isCommand(command)) return [command]
  throw new RenewError('unknown-command', { name: command, nearest: nearest(command, all) })
}

const rank = (name: string): number => GROUPS.indexOf(COMMANDS[name as CommandName].group)
