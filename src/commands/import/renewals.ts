import type { Card } from '../../cards/card.ts'
import { asRenewed } from '../../cards/renewal.ts'
import type { Context } from '../../context.ts'

/**
 * How a card is renewed by a row that has its next last valid day: as `done` does it, today, in the card's zone; all
 * else that the row says is kept.
 */
export async function renewer(
  cards: readonly Card[],
  ctx: Context,
): Promise<(before: Card, after: Card) => Card> {
  const materials = new Map<string, string[]>()
  for (const id of new Set(cards.flatMap(card => (card.renewal ? [card.guide] : [])))) {
    const { guide } = await ctx.guides.find(id)
    materials.set(id, guide?.materials.map(material => material.id) ?? [])
  }
  return (before, after) => {
    const { expires, number, issued } = after
    const renewed = asRenewed(
      before,
      { expires, number, issued, paid: [], receipt: null },
      {
        materials: materials.get(before.guide) ?? [],
        today: ctx.today(before.zone ?? before.resolved?.zone ?? null),
      },
    )
    const { renewal, history, acknowledged, snoozed } = renewed
    const readings =
      JSON.stringify(after.readings) === JSON.stringify(before.readings) ? null : after.readings
    return { ...after, renewal, history, acknowledged, snoozed, readings }
  }
}
