import type { Context } from '../../context.ts'
import { instead, orElse } from '../../errors.ts'
import { aboutKey, type CommandList, helpText, valueKindOf } from '../command.ts'
import { TOPICS, topicWords } from '../topics.ts'
import { type KnownOption, optionsOf, readTypedWords, splitOption, type TypedWords } from './typed-words.ts'
import { type Candidate, plain, type Values, valuesOf } from './values.ts'

export interface Question {
  before: readonly string[]
  current: string
  /** Whether only words that begin with the current one are wanted; else the shell chooses by its own rules. */
  filters: boolean
}

/** What may follow; where nothing was found, and `files`, any file. */
interface Answer {
  files: boolean
  found: readonly Found[]
}

/** A word that may be typed, and what it is. */
export interface Found {
  word: string
  about: string
}

const NOTHING: Values = { files: false, candidates: [] }

/**
 * Returns what may follow the words typed so far. Empty where a stored file cannot be read, because a shell that
 * completes has no place for an error.
 */
export async function complete(
  { before, current, filters }: Question,
  commands: CommandList,
  ctx: Context,
): Promise<Answer> {
  const typed = await readTypedWords(before, commands)
  if (typed === null) return { files: false, found: [] }
  const { name, value } = splitOption(current)
  const option = typed.options.find(({ names }) => names.includes(name))
  if (!typed.expected && !typed.onlyArguments && value !== null && option?.takesValue) {
    const { files, candidates } = await optionValues(option, value, typed, ctx)
    const found = choose(candidates, value, filters)
    return { files, found: found.map(({ word, about }) => ({ word: `${name}=${word}`, about })) }
  }
  const { files, candidates } = await valuesFor(typed, current, ctx)
  return { files, found: choose(candidates, current, filters) }
}

async function valuesFor(typed: TypedWords, current: string, ctx: Context): Promise<Values> {
  if (typed.expected) return optionValues(typed.expected, current, typed, ctx)
  if (current.startsWith('-') && !typed.onlyArguments)
    return { files: false, candidates: await options(typed, ctx) }
  const names = typed.args.length > 0 ? [] : commandNames(typed, ctx)
  if (typed.isHelp) return { files: false, candidates: [...names, ...(await topics(typed, ctx))] }
  const argument = await argumentValues(typed, ctx)
  const candidates = [...names, ...argument.candidates]
  if (candidates.length > 0 || argument.files || !isAtEnd(typed)) return { ...argument, candidates }
  return { files: false, candidates: await options(typed, ctx) }
}

function commandNames({ path, spec, commands }: TypedWords, { words }: Context): Candidate[] {
  const known = spec === null ? commands : (spec.commands ?? {})
  const names = Object.keys(known).map(name => plain(name, words(aboutKey([...path, name]))))
  return spec === null ? [...names, plain('help', words('help.about'))] : names
}

async function topics({ path }: TypedWords, { lang }: Context): Promise<Candidate[]> {
  if (path.length > 0) return []
  const words = await topicWords(lang)
  const list = TOPICS.map(topic => ({
    words: [words(`topic.${topic}.name`), topic],
    about: words(`topic.${topic}.title`),
  }))
  return [...list, plain('topics')]
}

async function options(typed: TypedWords, ctx: Context): Promise<Candidate[]> {
  const known = await optionsInUse(typed, ctx)
  const left = known.filter(({ names, repeats }) => repeats || !typed.given.has(names.at(-1)!))
  return [
    ...left.map(({ names, words }) => ({ words: names.toReversed(), about: helpText(words, ctx) })),
    { words: ['--help', '-h'], about: ctx.words('option.help') },
  ]
}

/** Returns the options of a command; of a channel, only the settings of its kind. */
async function optionsInUse(
  { path, spec, args, options }: TypedWords,
  ctx: Context,
): Promise<readonly KnownOption[]> {
  const [name] = args
  if (!spec?.moreOptions || name === undefined) return options
  const kind =
    path.at(-1) === 'edit' ? orElse(() => ctx.settings.read().channels[name]?.kind, undefined) : name
  return kind === undefined ? options : optionsOf(spec, [...path, kind, '--help'])
}

async function optionValues(
  option: KnownOption,
  current: string,
  typed: TypedWords,
  ctx: Context,
): Promise<Values> {
  const placeholder = /<(.*)>$/.exec(option.flags)![1]!
  const choices = option.choices ?? (placeholder.includes('|') ? placeholder.split('|') : null)
  if (choices) return { files: false, candidates: choices.map(word => plain(word)) }
  const kind = valueKindOf(option.flags, option)!
  // In a list, the name behind the last comma is completed.
  const isList = /^(names|words|cards)$/.test(placeholder)
  const before = isList ? (/^.*[,，、]/su.exec(current)?.[0] ?? '') : ''
  const { files, candidates } = await valuesOf(kind, typed, ctx).catch(instead(NOTHING))
  const already = before.split(/[,，、]/)
  const left = candidates.filter(({ words }) => !words.some(word => already.includes(word)))
  return { files, candidates: left.map(one => ({ ...one, words: one.words.map(word => before + word) })) }
}

async function argumentValues(typed: TypedWords, ctx: Context): Promise<Values> {
  const known = Object.entries(typed.spec?.args ?? {})
  const at = known[typed.args.length] ?? known.at(-1)
  if (!at || (typed.args.length >= known.length && !at[0].includes('...'))) return NOTHING
  const found = await valuesOf(at[1].value, typed, ctx).catch(instead(NOTHING))
  const isNew = ({ words }: Candidate) => !words.some(word => typed.args.includes(word))
  return { ...found, candidates: found.candidates.filter(isNew) }
}

function isAtEnd({ spec, args, onlyArguments }: TypedWords): boolean {
  const known = Object.keys(spec?.args ?? {})
  return spec !== null && !onlyArguments && args.length >= known.length && !known.at(-1)?.includes('...')
}

/**
 * Chooses a word of each candidate: the one that begins as typed, else the first. If any candidate matches with the
 * same upper and lower case, only those are kept: they begin alike, so that a shell can complete their beginning.
 */
function choose(candidates: readonly Candidate[], current: string, filters: boolean): Found[] {
  const key = folded(current)
  const isSame = (word: string): boolean => word.startsWith(current)
  const isAlike = (word: string): boolean => folded(word).startsWith(key)
  const found = candidates.map(({ words, about }) => ({
    word: words.find(isSame) ?? words.find(isAlike) ?? words[0]!,
    about,
  }))
  if (!filters) return found
  const same = found.filter(({ word }) => isSame(word))
  if (same.length > 0) return same
  const alike = found.filter(({ word }) => isAlike(word))
  return alike.filter(({ word }) => word.startsWith(alike[0]!.word.slice(0, current.length)))
}

const folded = (word: string): string => word.normalize('NFC').toLowerCase()
