import { type Assessed, nameOrder } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { compareText } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { longDate } from '../../text/dates.ts'
import { shellWord } from '../../text/printable.ts'
import { displayName } from '../../text/width.ts'
import { askFor } from './ask.ts'
import { checklistItems } from './checklist.ts'
import type { Choice } from './choice-list.ts'

/** Other names can be typed. */
const MOST_LISTED = 200

/** @throws RenewError `no-cards`; `missing-argument` without a terminal */
export function askForCard(fits: (card: Card) => boolean, ctx: Context): Promise<string> {
  const [card] = ctx.cards.cards()
  const missing = missingArgument('name', card ? [card.name] : [], ctx)
  if (!ctx.io.canAsk) throw missing
  return askFor(ctx.words('ask.which.card'), missing, nameOf(ctx), ctx, { choices: cardsToChoose(fits, ctx) })
}

/** Lets a terminal choose among the cards whose names begin as typed; returns the name. */
export async function askWhichCard(typed: string, ctx: Context): Promise<string> {
  const cards = ctx.cards.cards()
  const key = nameKey(typed)
  const isExact = cards.some(({ id, name }) => nameKey(name) === key || id === typed.trim())
  const matches = isExact || key === '' ? [] : cards.filter(({ name }) => nameKey(name).startsWith(key))
  if (matches.length < 2) return typed
  const wrong = new RenewError('card-ambiguous', { name: typed, matches: matches.map(({ name }) => name) })
  return askFor(ctx.words('ask.which.card'), wrong, nameOf(ctx), ctx, { choices: choicesOf(matches, ctx) })
}

/** Asks a terminal for a paper or a step of some cards; returns the id. */
export function askForItem(cards: readonly Assessed[], ctx: Context): Promise<string> {
  const labels = new Map(
    cards
      .flatMap(one => checklistItems(one, ctx.lang))
      .map(({ id, choice, name }) => [choice ?? id, displayName(name, ctx.stderr)]),
  )
  const choices = [...labels].map(([value, label]) => ({ value, label }))
  const isOne = cards.length === 1 && choices.length > 0
  const missing = missingArgument('item', isOne ? [cards[0]!.card.name, choices[0]!.value] : [], ctx)
  const read = (answer: string): string => {
    if (answer === '') throw missing
    return answer
  }
  return askFor(ctx.words('ask.which.item'), missing, read, ctx, { choices })
}

/** @param typed words that complete the command; none: the error shows its example */
function missingArgument(name: 'name' | 'item', typed: readonly string[], { words, usage }: Context) {
  const command = typed.length === 0 ? usage.example : [usage.path, ...typed.map(shellWord)].join(' ')
  return new RenewError('missing-argument', { name: words(`placeholder.${name}`), command })
}

/** Those that end first come first. @throws RenewError `no-cards` */
export function cardsToChoose(fits: (card: Card) => boolean, ctx: Context): Choice<string>[] {
  const cards = ctx.cards.cards()
  if (cards.length === 0) throw new RenewError('no-cards', {})
  const fitting = cards.filter(fits)
  return choicesOf(fitting.length > 0 ? fitting : cards, ctx)
}

function choicesOf(cards: readonly Card[], { words, stderr, lang }: Context): Choice<string>[] {
  const compareNames = nameOrder(lang)
  const end = ({ expires }: Card): string => expires ?? '9999-12-31'
  return [...cards]
    .sort((a, b) => compareText(end(a), end(b)) || compareNames(a.name, b.name))
    .slice(0, MOST_LISTED)
    .map(({ name, holder, expires }) => {
      const hints = [holder && displayName(holder, stderr), expires && longDate(expires, words)]
      return { value: name, label: displayName(name, stderr), hint: hints.filter(Boolean).join('  ') }
    })
}

function nameOf(ctx: Context): (answer: string) => string {
  return answer => findCard(ctx.cards.cards(), answer, { prefix: true }).name
}
