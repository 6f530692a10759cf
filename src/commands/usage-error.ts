import type { Command, CommanderError } from 'commander'
import type { Card } from '../cards/card.ts'
import { nameKey } from '../cards/card-name.ts'
import { isChannelKind } from '../channels/index.ts'
import type { Context } from '../context.ts'
import { parseDateInput } from '../dates/date-input.ts'
import { readPeriodText } from '../dates/period-words.ts'
import { orElse, RenewError } from '../errors.ts'
import { NO_SETTINGS } from '../settings.ts'
import { nearest } from '../text/nearest.ts'
import { shellWord } from '../text/printable.ts'
import { examplesOf } from './command.ts'
import { argumentsOf, pathOf, placeholder, type Typed } from './help.ts'

/** What other programs call a command. */
const OTHER_NAMES: Record<string, string> = {
  ls: 'list',
  rm: 'remove',
  delete: 'remove',
  del: 'remove',
  new: 'add',
  create: 'add',
  renewed: 'done',
  install: 'timer install',
  notify: 'remind',
  settings: 'config list',
}

/** Returns the parser's error as ours, with a command that the user probably meant. */
export function usageError(thrown: CommanderError, typed: Typed, ctx: Context): RenewError {
  const { command, rest } = typed
  const named = [...thrown.message.matchAll(/'([^']*)'/g)].map(match => match[1] ?? '')
  const name = named[0] ?? ''
  const path = pathOf(command)
  switch (thrown.code) {
    case 'commander.unknownOption':
      return new RenewError('unknown-option', { name, nearest: nearestOption(name, command), command: path })
    case 'commander.unknownCommand':
      return unknownBelow(rest[0] === undefined ? [name] : rest, command)
    case 'commander.missingArgument':
      return new RenewError('missing-argument', {
        name: placeholder(name, ctx.words),
        command: exampleOf(typed, name, ctx),
      })
    case 'commander.optionMissingArgument':
      return new RenewError('missing-value', { name: name.replace(/ .*/, ''), command: path })
    case 'commander.excessArguments':
      if (path === 'renew remind')
        return new RenewError('remind-no-names', { word: shellWord(rest.at(-1) ?? '') })
      return new RenewError('too-many-arguments', { command: correctedCall(typed, ctx), name: path })
    case 'commander.invalidArgument':
      return new RenewError('not-a-choice', {
        name: named[1] ?? '',
        choices: /Allowed choices are ([^.]*)/.exec(thrown.message)?.[1]?.split(', ') ?? [],
      })
    case 'commander.help':
      return new RenewError('missing-command', { command: path, choices: namesBelow(command) })
    default:
      return new RenewError('wrong-usage', { problem: thrown.message.replace(/^error: /, ''), command: path })
  }
}

/** Returns the error for an unknown command, with the one of `names` that was probably meant. */
export function unknownCommand(name: string, names: readonly string[], ctx: Context): RenewError {
  const meant = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name]! : nearest(name, names)
  const card = meant === null ? cardNamed(name, ctx) : undefined
  return new RenewError('unknown-command', { name, nearest: card ? `show ${shellWord(card.name)}` : meant })
}

export function unknownBelow(words: readonly string[], command: Command): RenewError {
  const [name = ''] = words
  const group = pathOf(command).replace('renew ', '')
  const meant = missingWord(words, group) ?? nearest(name, namesBelow(command)) ?? '--help'
  return new RenewError('unknown-command', { name: `${group} ${name}`, nearest: `${group} ${meant}` })
}

const namesBelow = ({ commands }: Command): string[] => commands.map(below => below.name())

/** Returns the words with the command before them that they lack: `config lang zh`, `channel telegram`. */
function missingWord(words: readonly string[], group: string): string | null {
  const [name = '', value] = words
  const typed = words.map(shellWord).join(' ')
  if (group === 'config' && Object.hasOwn(NO_SETTINGS.values, name))
    return `${value === undefined ? 'get' : 'set'} ${typed}`
  return group === 'channel' && isChannelKind(name) ? `add ${typed}` : null
}

function cardNamed(text: string, ctx: Context): Card | undefined {
  const key = nameKey(text)
  return cardsIn(ctx).find(({ name }) => nameKey(name).startsWith(key))
}

const cardsIn = (ctx: Context): readonly Card[] => orElse(() => ctx.cards.cards(), [])

function nearestOption(typed: string, command: Command): string | null {
  const names = command.options.flatMap(({ long }) => (long ? [long.slice(2)] : []))
  const found = nearest(typed.replace(/^-+/, ''), [...names, 'help'])
  return found === null ? null : `--${found}`
}

/** Returns an example of the command; with the name of a document that exists, where that is what is missing. */
function exampleOf({ command, rest, spec }: Typed, name: string, ctx: Context): string {
  const missing = Object.entries(spec?.args ?? {}).find(([shown]) => shown.slice(1).startsWith(name))
  const card = missing?.[1].value === 'card' && rest.length === 0 ? cardsIn(ctx)[0] : undefined
  const [, setting, value] = /^([a-z]+)=(.*)$/i.exec(rest[0] ?? '') ?? []
  if (setting !== undefined && pathOf(command) === 'renew config set')
    return `renew config set ${setting} ${shellWord(value!)}`
  const isLast = command.registeredArguments.at(-1)?.name() === name
  if (card && isLast) return `${pathOf(command)} ${shellWord(card.name)}`
  if (!spec) return pathOf(command)
  const typed = rest[0] !== undefined && Object.values(spec.args ?? {})[0]?.value === 'card' ? rest[0] : null
  const example = typed === null ? spec.example : spec.example.replace('{me}', () => shellWord(typed))
  return examplesOf({ example }, ctx.words)[0]!
}

/** Returns what was probably meant by too many words: a name with blanks, or a value without its option. */
function correctedCall(typed: Typed, ctx: Context): string {
  const { command } = typed
  const path = pathOf(command)
  const { words, options } = dividedWords(typed)
  const whole = words.join(' ')
  if (
    command.registeredArguments.length > 0 &&
    cardsIn(ctx).some(({ name }) => nameKey(name) === nameKey(whole))
  )
    return [path, ...[whole, ...options].map(shellWord)].join(' ')
  return withOption(typed, ctx) ?? `${path} ${argumentsOf(command, ctx.words)}`.trimEnd()
}

/**
 * Refuses a value that lacks its option where a command takes several names: `renew snooze me 3d`.
 * @throws RenewError `too-many-arguments` with the command that was probably meant
 */
export function assertNames(typed: Typed, ctx: Context): void {
  const meant = withOption(typed, ctx)
  if (meant !== null)
    throw new RenewError('too-many-arguments', { command: meant, name: pathOf(typed.command) })
}

function dividedWords({ command, rest }: Typed): { words: string[]; options: string[] } {
  const [words, options]: [string[], string[]] = [[], []]
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!
    if (word === '--') return { words: [...words, ...rest.slice(at + 1)], options }
    if (!word.startsWith('-')) {
      words.push(word)
      continue
    }
    options.push(word)
    const option = command.options.find(({ long, short }) => word === long || word === short)
    if (option?.required && at + 1 < rest.length) options.push(rest[++at]!)
  }
  return { words, options }
}

/** Returns the options that a value without one may belong to; a command has one of them at most. */
function optionsFor(value: string): readonly string[] {
  if (isDate(value)) return ['--expires', '--taken', '--until', '--submitted']
  return readPeriodText(value) === null ? [] : ['--for', '--within']
}

/** Returns the command with the option that one of its words lacks; null: none does. */
function withOption(typed: Typed, ctx: Context): string | null {
  const { command, spec } = typed
  const { words, options } = dividedWords(typed)
  const has = (option: string) =>
    Object.keys(spec?.options ?? {}).some(flags => flags.startsWith(`${option} <`))
  const takesSeveral = Object.keys(spec?.args ?? {}).some(shown => shown.includes('...'))
  const takesItems = Object.values(spec?.args ?? {}).some(({ value }) => value === 'item')
  for (const [at, word] of words.entries()) {
    const isOption = !takesItems && has(`--${word}`) && at + 1 < words.length
    const length = isOption ? 2 : valueLength(words.slice(at))
    const value = isOption ? words[at + 1]! : words.slice(at, at + length).join(' ')
    const option = isOption ? `--${word}` : optionsFor(value).find(has)
    const names = words.toSpliced(at, length)
    if (option === undefined || names.length === 0 || cardNamed(word, ctx)) continue
    const args = takesSeveral ? names : [names.join(' ')]
    return [pathOf(command), ...[...args, ...options, option, value].map(shellWord)].join(' ')
  }
  return null
}

/** How many words at the beginning are a date or a period together: `3 days`, `31 Dec 2026`; 1 if none are. */
function valueLength(words: readonly string[]): number {
  const isValue = (count: number) => optionsFor(words.slice(0, count).join(' ')).length > 0
  return [4, 3, 2].find(count => count <= words.length && isValue(count)) ?? 1
}

function isDate(word: string): boolean {
  const read = parseDateInput(word)
  // A month in letters is not read here.
  if (/^\d{1,2}\P{Nd}.*\d{4}/u.test(word)) return true
  return read.ok || !['date-empty', 'date-none', 'date-not-understood', 'date-invisible'].includes(read.code)
}
