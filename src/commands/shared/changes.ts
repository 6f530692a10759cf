import type { Card } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Settings } from '../../settings.ts'
import { changeLogged } from '../../settings-changes.ts'

/** A card before and after a change; null: it is added or removed. */
export interface CardChange {
  before: Card | null
  after: Card | null
}

/**
 * Replaces, adds and removes cards as one undoable change, all or none.
 * @throws RenewError `card-changed` when another process has changed one
 */
export async function changeCards(
  command: string,
  changes: readonly CardChange[],
  ctx: Context,
  onCard?: () => void,
): Promise<void> {
  if (ctx.cards.isLarge) ctx.io.status(ctx.words('progress.write'))
  const edit = (cards: readonly Card[]): Card[] => {
    const stored = new Map(cards.map(card => [card.id, card]))
    const changed = new Map(changes.map(change => [(change.before ?? change.after)!.id, change]))
    for (const [id, { before, after }] of changed)
      if (JSON.stringify(stored.get(id) ?? null) !== JSON.stringify(before))
        throw new RenewError('card-changed', { name: (before ?? after)!.name })
    const added = changes.flatMap(({ before, after }) => (before === null && after) || [])
    return [...cards.flatMap(card => (changed.get(card.id) ?? { after: card }).after ?? []), ...added]
  }
  await ctx.cards.change(command, ctx.timestamp(), edit, onCard)
  ctx.changed = true
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
