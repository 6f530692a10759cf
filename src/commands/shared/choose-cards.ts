import type { Assessed } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { type CardFilter, filterCards, findCard } from '../../cards/find-card.ts'
import { rulesToStore } from '../../cards/rules.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Surface } from '../../io/io.ts'
import { printable } from '../../text/printable.ts'
import { renderLines } from '../../text/wrap.ts'
import { confirm } from './ask.ts'
import { askForCard } from './ask-card.ts'
import { changeCards } from './changes.ts'

export interface ChosenCards {
  cards: readonly Card[]
  /** For the log of changes. */
  as: string
  /** One name was typed, so the JSON answer is about that card and not a list. */
  isOne: boolean
}

export interface CardAnswer {
  json(): object
  text(to: Surface): string
}

/**
 * For the start of a name, a terminal asks whether it is meant (§4).
 * @param typed all words: without quotes, they may be one name
 * @throws RenewError as `findCard`, and `declined`
 */
export async function cardToChange(
  name: string,
  ctx: Context,
  typed: readonly string[] = [name],
): Promise<Card> {
  const card = findCard(ctx.cards.cards(), name, { prefix: ctx.io.canAsk, near: typed.join(' ') })
  if (nameKey(card.name) !== nameKey(name) && card.id !== name.trim())
    await confirm(ctx.words('ask.meant', { name: printable(card.name) }), ctx)
  return card
}

/**
 * @param fits when only a filter chooses, other cards are left out
 * @throws RenewError as `cardToChange`; `missing-argument`; `no-card-matches`
 */
export async function cardsToChange(
  names: readonly string[],
  filter: CardFilter,
  ctx: Context,
  fits: (card: Card) => boolean = isOpen,
): Promise<ChosenCards> {
  const isFiltered = hasFilter(filter)
  const typed = names.length > 0 || isFiltered ? names : [await askForCard(fits, ctx)]
  const named: Card[] = []
  for (const name of typed) named.push(await cardToChange(name, ctx, typed))
  const all = ctx.cards.cards()
  const cards = filterCards(typed.length > 0 ? [...new Set(named)] : all.filter(fits), filter, all)
  if (cards.length === 0) throw new RenewError('no-card-matches', {})
  const options = (['holder', 'tag'] as const).flatMap(option =>
    filter[option] === undefined ? [] : [`--${option} "${filter[option]}"`],
  )
  return {
    cards,
    as: [...named.map(card => card.name), ...options].join(' '),
    isOne: typed.length === 1 && !isFiltered,
  }
}

export function hasFilter({ holder, tag }: CardFilter): boolean {
  return holder !== undefined || tag !== undefined
}

const isOpen = (card: Card): boolean => card.closed === null
export const isReminded = (card: Card): boolean => isOpen(card) && card.expires !== null

/** @throws RenewError `one-card-only` */
export function assertOneCard(
  { cards }: ChosenCards,
  typed: Readonly<Record<string, unknown>>,
  options: readonly string[],
): void {
  const option = options.find(name => typed[name] !== undefined)
  if (option !== undefined && cards.length > 1)
    throw new RenewError('one-card-only', { option: `--${option}` })
}

/**
 * Makes one undoable change of the chosen cards, and assesses them as they are then.
 * @param edited one for each; null removes it
 * @throws RenewError `card-changed` when another process has changed one
 */
export async function changeChosen(
  verb: string,
  { cards, as }: Pick<ChosenCards, 'cards' | 'as'>,
  edited: readonly (Card | null)[],
  ctx: Context,
): Promise<Assessed[]> {
  const changed = ctx.timestamp()
  const changes = cards.map((before, at) => {
    const after = edited[at]!
    return { before, after: after && after !== before ? { ...after, changed } : after }
  })
  await changeCards(`${verb} ${as}`, changes, ctx)
  return ctx.assess(changes.flatMap(({ after }) => after ?? []))
}

export const withRules = (cards: readonly Assessed[]): Card[] =>
  cards.map(({ card, resolved }) => ({ ...card, resolved: rulesToStore(resolved) }))

/** Writes the answers about the chosen cards; as JSON, that of one named card as it is, others as a list. */
export function answerChosen({ isOne }: ChosenCards, answers: readonly CardAnswer[], ctx: Context): void {
  ctx.answer(
    () =>
      isOne
        ? { schema: 1, ...answers[0]!.json() }
        : { schema: 1, cards: answers.map(answer => answer.json()) },
    to => renderLines(answers.map(answer => answer.text(to).replace(/\n?$/, '\n')).join(''), to),
  )
}
