import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import type { Change } from '../../cards/changes.ts'
import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Settings } from '../../settings.ts'
import { changeLogged } from '../../settings-changes.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from './ask.ts'

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

/** Returns null when nothing changed. */
export async function changeCards(
  command: string,
  edit: (cards: readonly Card[]) => readonly Card[],
  ctx: Context,
  onCard?: () => void,
): Promise<Change | null> {
  if (ctx.cards.isLarge) ctx.io.status(ctx.words('progress.write'))
  const change = await ctx.cards.change(command, ctx.timestamp(), edit, onCard)
  ctx.changed = true
  return change
}

/**
 * Replaces cards, all or none.
 * @param after in the order of `before`; null removes a card
 * @throws RenewError `card-changed` when another process has changed one
 */
export function replaceCards(
  command: string,
  before: readonly Card[],
  after: readonly (Card | null)[],
  ctx: Context,
): Promise<Change | null> {
  const changed = new Map(before.map((card, at) => [card.id, after[at]!]))
  const edit = (cards: readonly Card[]) => {
    const stored = new Map(cards.map(card => [card.id, card]))
    const other = before.find(card => JSON.stringify(stored.get(card.id)) !== JSON.stringify(card))
    if (other) throw new RenewError('card-changed', { name: other.name })
    return cards.flatMap(card => (changed.has(card.id) ? (changed.get(card.id) ?? []) : card))
  }
  return changeCards(command, edit, ctx)
}

/** Makes one undoable change of settings or channels. @param command the command line without values, for the log */
export async function changeSettings(
  command: string,
  change: (settings: Settings) => Settings,
  ctx: Context,
): Promise<void> {
  await changeLogged(ctx.settings, command, ctx.timestamp(), change)
  ctx.changed = true
}
