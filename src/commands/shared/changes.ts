import { type Card, nameKey } from '../../cards/card.ts'
import type { Change } from '../../cards/changes.ts'
import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Settings } from '../../settings.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from './ask.ts'

/**
 * Finds the card to change by its name or id; for the start of a name, a terminal asks whether it is meant (§4).
 * @throws RenewError as `findCard`, and `declined`
 */
export async function cardToChange(name: string, ctx: Context): Promise<Card> {
  const card = findCard(ctx.cards.cards(), name, { prefix: ctx.io.canAsk })
  if (nameKey(card.name) !== nameKey(name) && card.id !== name.trim())
    await confirm(ctx.words('ask.meant', { name: printable(card.name) }), ctx)
  return card
}

/** Makes one undoable change of the cards; returns null when nothing changed. @param command for the log */
export async function changeCards(
  command: string,
  edit: (cards: readonly Card[]) => readonly Card[],
  ctx: Context,
): Promise<Change | null> {
  if (ctx.cards.isLarge) ctx.progress('write')
  const change = await ctx.cards.change(command, ctx.timestamp(), edit)
  ctx.changed = true
  return change
}

/**
 * Replaces one card, as one undoable change.
 * @throws RenewError `card-changed` when another process has changed it since it was read
 */
export function replaceCard(
  command: string,
  before: Card,
  after: Card,
  ctx: Context,
): Promise<Change | null> {
  const asRead = JSON.stringify(before)
  const edit = (cards: readonly Card[]) => {
    const now = cards.find(({ id }) => id === before.id)
    if (!now || JSON.stringify(now) !== asRead) throw new RenewError('card-changed', { name: before.name })
    return cards.map(card => (card === now ? after : card))
  }
  return changeCards(command, edit, ctx)
}

/** Makes one undoable change of settings or channels. @param command the command line without values, for the log */
export async function changeSettings(
  command: string,
  change: (settings: Settings) => Settings,
  ctx: Context,
): Promise<void> {
  await ctx.settings.changeLogged(command, ctx.timestamp(), change)
  ctx.changed = true
}
