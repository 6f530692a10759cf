import { type Card, nameKey } from '../../cards/card.ts'
import type { Change } from '../../cards/changes.ts'
import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Settings } from '../../settings.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from './ask.ts'

/**
 * The card a command is to change: the beginning of a name is not enough for that, but a terminal asks whether it was
 * meant (§4).
 * @throws RenewError as `findCard`, and `declined`
 */
export async function cardToChange(name: string, ctx: Context): Promise<Card> {
  const card = findCard(ctx.cards.cards(), name, { prefix: ctx.io.canAsk })
  if (nameKey(card.name) !== nameKey(name) && card.id !== name.trim())
    await confirm(ctx.words('ask.meant', { name: printable(card.name) }), ctx)
  return card
}

/** Makes one undoable change of the cards; null when it changed nothing. @param words the command, for the log */
export async function changeCards(
  words: string,
  edit: (cards: readonly Card[]) => readonly Card[],
  ctx: Context,
): Promise<Change | null> {
  if (ctx.cards.isLarge) ctx.progress('write')
  const change = await ctx.cards.change(words, ctx.timestamp(), edit)
  ctx.changed = true
  return change
}

/**
 * Makes one undoable change of one card, as it was read.
 * @throws RenewError `card-changed` when another process changed it in between: nothing is written over it
 */
export function replaceCard(words: string, before: Card, after: Card, ctx: Context): Promise<Change | null> {
  const asRead = JSON.stringify(before)
  const edit = (cards: readonly Card[]) => {
    const now = cards.find(({ id }) => id === before.id)
    if (!now || JSON.stringify(now) !== asRead) throw new RenewError('card-changed', { name: before.name })
    return cards.map(card => (card === now ? after : card))
  }
  return changeCards(words, edit, ctx)
}

/** Takes back the change that was shown. @throws RenewError `undo-changed` when another came in between */
export async function undoChange(change: Change['id'], ctx: Context): Promise<void> {
  if (ctx.cards.isLarge) ctx.progress('write')
  await ctx.cards.undo(change)
  ctx.changed = true
}

/** Makes one locked change of the settings. */
export async function changeSettings(change: (settings: Settings) => Settings, ctx: Context): Promise<void> {
  await ctx.settings.change(change)
  ctx.changed = true
}
