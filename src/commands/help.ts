import { type Command, Help, type HelpConfiguration, type Option } from 'commander'
import type { Context } from '../context.ts'
import type { Texts } from '../messages/format.ts'
import type { CommandWords } from '../messages/index.ts'
import { pad, widthOf } from '../text/width.ts'
import { wrapLines } from '../text/wrap.ts'
import type { Argv } from './argv.ts'
import type { CommandSpec } from './command.ts'

const INDENT = 2
const GAP = 2
/** The largest part of the width that the left column takes. */
export const LEFT_PART = 0.4
const NARROWEST = 16

/** The command that was typed, its words after its name, and its description; null for `renew` itself. */
export interface Typed {
  command: Command
  rest: readonly string[]
  spec: CommandSpec | null
}

/**
 * Returns `renew help timer install` as `renew timer install --help`; `renew version` and `renew -v` as
 * `renew --version`.
 */
export function helpAsOption(argv: Argv): Argv {
  const { command, args } = argv
  if (command === 'version' || (args.length === 1 && args[0] === '-v'))
    return { ...argv, command: null, args: ['--version'] }
  if (command !== 'help') return argv
  const names: string[] = []
  const options: string[] = []
  for (const [index, word] of args.slice(1).entries()) {
    const isOption = word.startsWith('-') || args[index] === '--lang'
    if (isOption) options.push(word)
    else if (word !== 'help') names.push(word)
  }
  return { ...argv, command: names[0] ?? null, args: [...names, ...options, '--help'] }
}

/** Returns how help looks: no line is wider than the screen, and nothing but codes is left in English. */
export function helpLayout({ words, stdout: { width } }: Context): HelpConfiguration {
  const headings: Record<string, string> = {
    'Usage:': words('help.usage'),
    'Arguments:': words('help.arguments'),
    'Options:': words('help.options'),
    'Commands:': words('help.commands'),
  }
  return {
    helpWidth: width,
    // A full-width colon has its blank inside.
    formatHelp: (command, helper) => {
      const help = Help.prototype.formatHelp.call(helper, command, helper).replace('： ', '：')
      return command.commands.length === 0 ? help : optionsLast(help, words('help.options'))
    },
    styleTitle: title => headings[title] ?? title,
    displayWidth: widthOf,
    boxWrap: (text, columns) => wrapLines(text, columns).join('\n'),
    commandUsage: command => `${pathOf(command)} ${usageOf(command, words)}`.trimEnd(),
    subcommandTerm: command => `${command.name()} ${argumentsOf(command, words)}`.trimEnd(),
    argumentTerm: argument => placeholder(argument.name(), words),
    optionTerm: option => withPlaceholders(option.flags, words),
    optionDescription: option => descriptionOf(option, words),
    padWidth: (command, helper) => Math.min(Math.floor(width * LEFT_PART), longestTerm(command, helper)),
    formatItem: (term, column, description) => renderItem(term, column, description, width),
  }
}

/** Moves the options below the commands, for which people read the help of `renew` and of a group of commands. */
function optionsLast(help: string, title: string): string {
  const isOptions = (part: string): boolean => part.startsWith(title)
  const parts = help.trimEnd().split('\n\n')
  return `${[...parts.filter(part => !isOptions(part)), ...parts.filter(isOptions)].join('\n\n')}\n`
}

/** Returns a term with its description beside it; of a longer term, below it. */
export function renderItem(term: string, column: number, description: string, width: number): string {
  const left = INDENT + column + GAP
  const lines = wrapLines(description, Math.max(NARROWEST, width - left))
  const isBeside = widthOf(term) <= column
  const [first, ...rest] = isBeside ? lines : ['', ...lines]
  return [
    `${' '.repeat(INDENT)}${pad(term, isBeside ? column + GAP : 0)}${first}`.trimEnd(),
    ...rest.map(line => `${' '.repeat(left)}${line}`),
  ].join('\n')
}

function longestTerm(command: Command, helper: Help): number {
  return Math.max(
    helper.longestOptionTermLength(command, helper),
    helper.longestSubcommandTermLength(command, helper),
    helper.longestArgumentTermLength(command, helper),
  )
}

function descriptionOf({ description, argChoices }: Option, words: CommandWords): string {
  if (!argChoices) return description
  return words('help.choices', { description, choices: argChoices.join(words('words.listed')) })
}

/** Returns the command with those above it: `renew timer install`. */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

function usageOf(command: Command, words: CommandWords): string {
  if (command.parent === null) return words('renew.usage')
  const below = command.commands.length > 0 ? `[${placeholder('command', words)}] ` : ''
  return `${below}[${words('help.options-word')}] ${argumentsOf(command, words)}`.trimEnd()
}

/** Returns the arguments as in a usage line, such as `<name> [item...]`. */
export function argumentsOf(command: Command, words: CommandWords): string {
  return command.registeredArguments
    .map(argument => {
      const name = `${placeholder(argument.name(), words)}${argument.variadic ? '...' : ''}`
      return argument.required ? `<${name}>` : `[${name}]`
    })
    .join(' ')
}

/** Returns the flags of an option with its placeholder in the reader's language. */
export function withPlaceholders(flags: string, words: CommandWords): string {
  return flags.replace(/<(.*)>/, (_, name: string) => `<${placeholder(name, words)}>`)
}

/** Returns a placeholder in the reader's language; one that is a code, such as `KZ|weekends|none`, stays as it is. */
export function placeholder(name: string, words: CommandWords): string {
  const texts: Texts = words.texts
  return texts[`placeholder.${name}`] ?? name
}
