import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import type { RenewError } from '../../errors.ts'
import { NO_SETTINGS } from '../../settings.ts'
import { displayName } from '../../text/width.ts'
import { type Argument, aboutKey, type ValueKind } from '../command.ts'
import { SCRIPTS } from '../completion/scripts.ts'
import { pathOf, placeholder, type Typed } from '../help.ts'
import { askFor } from './ask.ts'
import { cardsToChoose } from './ask-card.ts'
import { kindsHere } from './channels.ts'
import { checklistItems } from './checklist.ts'
import { type Choice, readListed } from './choice-list.ts'

interface Question {
  text: string
  choices: readonly Choice<string>[]
}

/** Returns the words to add to the command line; null where the error is about something else. */
export async function askForMissing(wrong: RenewError, typed: Typed, ctx: Context): Promise<string[] | null> {
  if (wrong.code === 'missing-command') return [await askForCommand(wrong, typed, ctx)]
  if (wrong.code !== 'missing-argument') return null
  const { name } = wrong.values as { name: string }
  const argument = Object.entries(typed.spec?.args ?? {}).find(
    ([shown]) => placeholder(/[a-z-]+/.exec(shown)![0], ctx.words) === name,
  )
  if (!argument) return null
  const { text, choices } = await questionFor(argument[1], typed, ctx)
  const read = (answer: string) => {
    if (answer === '') throw wrong
    if (argument[1].value === 'card') return findCard(ctx.cards.cards(), answer, { prefix: true }).name
    return choices.length === 0 ? answer : readListed(answer, choices)
  }
  const answer = await askFor(text, wrong, read, ctx, { choices })
  // The answer may start with a dash.
  return typed.rest.includes('--') ? [answer] : ['--', answer]
}

async function askForCommand(wrong: RenewError, { command }: Typed, ctx: Context): Promise<string> {
  const path = pathOf(command).split(' ').slice(1)
  const names = command.commands.map(below => below.name())
  const choices = names.map(name => ({
    value: name,
    label: name,
    hint: ctx.words(aboutKey([...path, name])),
  }))
  const read = (answer: string): string => readListed(answer, choices)
  return askFor(ctx.words('ask.which.command'), wrong, read, ctx, { choices })
}

async function questionFor({ value }: Argument, typed: Typed, ctx: Context): Promise<Question> {
  const named = (table: object) => Object.keys(table).map(name => ({ value: name, label: name }))
  const listed = {
    card: () => cardsToChoose(() => true, ctx),
    item: () => tickedItems(typed, ctx),
    channel: () =>
      Object.entries(ctx.settings.read().channels).map(([name, { kind }]) => ({
        value: name,
        label: name,
        hint: name === kind ? '' : kind,
      })),
    'channel-kind': () => kindsHere(ctx),
    setting: () => named(NO_SETTINGS.values),
    shell: () => named(SCRIPTS),
  }
  if (!Object.hasOwn(listed, value)) return { text: ctx.words(questionKey(value, typed)), choices: [] }
  const known = value as keyof typeof listed
  return { text: ctx.words(`ask.which.${known}`), choices: await listed[known]() }
}

/** Returns what is ticked off of the card that was typed. @throws RenewError as `findCard` */
async function tickedItems({ rest }: Typed, ctx: Context): Promise<Choice<string>[]> {
  const card = findCard(ctx.cards.cards(), rest[0] ?? '', { prefix: true })
  return checklistItems(await ctx.assessOne(card), ctx.lang)
    .filter(({ id }) => card.renewal?.ticks[id] !== undefined)
    .map(({ id, name }) => ({ value: id, label: displayName(name, ctx.stderr) }))
}

function questionKey(value: ValueKind, { command }: Typed) {
  if (value !== 'file') return 'ask.value'
  return command.name() === 'backup' ? 'ask.which.new-file' : 'ask.which.file'
}
