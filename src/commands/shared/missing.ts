import { type Card, nameKey } from '../../cards/card.ts'
import { findCard } from '../../cards/find-card.ts'
import { CHANNELS } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { NO_SETTINGS } from '../../settings.ts'
import { longDate } from '../../text/dates.ts'
import { displayName } from '../../text/width.ts'
import { type Argument, aboutKey, type ValueKind } from '../command.ts'
import { pathOf } from '../help.ts'
import type { Typed } from '../usage-error.ts'
import { askFor } from './ask.ts'
import { checklistItems } from './checklist.ts'
import type { Choice } from './choice-list.ts'

/** More documents than this are not listed; their names can be typed. */
const MOST_LISTED = 200

/** A question for an argument, and the answers to choose from. */
interface Question {
  text: string
  choices: readonly Choice<string>[]
}

/**
 * Asks for the argument or the subcommand that is missing, with a choice where the answers are known.
 * @returns the words to add to the command line; null where the error is about something else
 * @throws RenewError `no-cards` where there is nothing to choose from
 */
export async function askForMissing(wrong: RenewError, typed: Typed, ctx: Context): Promise<string[] | null> {
  if (wrong.code === 'missing-command') return [await askForCommand(wrong, typed, ctx)]
  if (wrong.code !== 'missing-argument') return null
  const { name } = wrong.values as { name: string }
  const argument = Object.entries(typed.spec?.args ?? {}).find(([shown]) => shown.slice(1).startsWith(name))
  if (!argument) return null
  const { text, choices } = await questionFor(argument[1], typed, ctx)
  const read = (answer: string) => {
    if (answer === '') throw wrong
    return argument[1].value === 'card' ? findCard(ctx.cards.cards(), answer, { prefix: true }).name : answer
  }
  const answer = await askFor(text, wrong, read, ctx, { choices })
  // The answer may start with a dash.
  return typed.rest.includes('--') ? [answer] : ['--', answer]
}

/** Lets the user choose among the cards whose names begin like the one that was typed; returns the name. */
export async function askWhichCard(typed: string, ctx: Context): Promise<string> {
  if (!ctx.io.canAsk) return typed
  const key = nameKey(typed)
  const matches = ctx.cards.cards().filter(({ name }) => nameKey(name).startsWith(key))
  const isExact = ctx.cards.cards().some(({ id, name }) => nameKey(name) === key || id === typed.trim())
  if (matches.length < 2 || isExact) return typed
  const read = (answer: string) => findCard(ctx.cards.cards(), answer, { prefix: true }).name
  const wrong = new RenewError('card-ambiguous', { name: typed, matches: matches.map(({ name }) => name) })
  return askFor(ctx.words('ask.which.card'), wrong, read, ctx, { choices: cardChoices(matches, ctx) })
}

async function askForCommand(wrong: RenewError, { command }: Typed, ctx: Context): Promise<string> {
  const path = pathOf(command).split(' ').slice(1)
  const choices = command.commands.map(below => ({
    value: below.name(),
    label: below.name(),
    hint: ctx.words(aboutKey([...path, below.name()])),
  }))
  const read = (answer: string): string => {
    throw new RenewError('not-a-choice', { name: answer, choices: choices.map(({ value }) => value) })
  }
  return askFor(ctx.words('ask.which.command'), wrong, read, ctx, { choices })
}

async function questionFor(argument: Argument, typed: Typed, ctx: Context): Promise<Question> {
  const { words } = ctx
  switch (argument.value) {
    case 'card':
      return { text: words('ask.which.card'), choices: listedCards(typed, ctx) }
    case 'item':
      return { text: words('ask.which.item'), choices: await itemChoices(typed, ctx) }
    case 'channel':
      return { text: words('ask.which.channel'), choices: channelChoices(ctx) }
    case 'channel-kind':
      return { text: words('ask.which.channel-kind'), choices: kindChoices(ctx) }
    case 'setting':
      return {
        text: words('ask.which.setting'),
        choices: Object.keys(NO_SETTINGS.values).map(value => ({ value, label: value })),
      }
    default:
      return { text: words(questionKey(argument.value, typed)), choices: [] }
  }
}

/** The questions for arguments that have no list. */
function questionKey(value: ValueKind, { command }: Typed) {
  if (value !== 'file') return 'ask.value'
  return command.name() === 'backup' ? 'ask.which.new-file' : 'ask.which.file'
}

function listedCards({ command }: Typed, ctx: Context): Choice<string>[] {
  const cards = ctx.cards.cards()
  if (cards.length === 0) throw new RenewError('no-cards', {})
  const wantsClosed = command.name() === 'reopen'
  const wanted = cards.filter(({ closed }) => (closed !== null) === wantsClosed)
  return cardChoices(wanted.length > 0 ? wanted : cards, ctx)
}

function cardChoices(cards: readonly Card[], ctx: Context): Choice<string>[] {
  const end = ({ expires }: Card) => expires ?? '9999-12-31'
  return [...cards]
    .sort((a, b) => (end(a) < end(b) ? -1 : 1))
    .slice(0, MOST_LISTED)
    .map(({ name, holder, expires }) => ({
      value: name,
      label: displayName(name, ctx.stderr),
      hint: [holder && displayName(holder, ctx.stderr), expires && longDate(expires, ctx.words)]
        .filter(Boolean)
        .join('  '),
    }))
}

/** Returns the papers and steps of the card that was typed before. */
async function itemChoices({ rest }: Typed, ctx: Context): Promise<Choice<string>[]> {
  const name = rest.find(word => !word.startsWith('-'))
  if (name === undefined) return []
  const [assessed] = await ctx.assess([findCard(ctx.cards.cards(), name, { prefix: true })])
  return checklistItems(assessed!, ctx.lang).map(({ id, choice, name }) => ({
    value: choice ?? id,
    label: displayName(name, ctx.stderr),
  }))
}

function channelChoices(ctx: Context): Choice<string>[] {
  return Object.entries(ctx.settings.read().channels).map(([name, { kind }]) => ({
    value: name,
    label: name,
    hint: name === kind ? '' : kind,
  }))
}

/** Returns the kinds of channels, each with what it is. */
export function kindChoices({ words }: Context): Choice<string>[] {
  return (Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]).map(kind => ({
    value: kind,
    label: kind,
    hint: words(`channel.kind.${kind}`),
  }))
}
