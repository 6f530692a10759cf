import type { Card } from '../../cards/card.ts'
import { asRenewed } from '../../cards/renewal.ts'
import { rulesResolver, rulesToStore } from '../../cards/rules.ts'
import type { Context } from '../../context.ts'
import { after } from '../../dates/period.ts'
import type { FoundGuide } from '../../guides/guides.ts'
import type { Outcome } from '../../register/row.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from '../shared/ask.ts'
import { changeCards } from '../shared/changes.ts'
import { FAR_EXPIRY } from '../shared/read-values.ts'
import { percentOf } from './progress.ts'

/**
 * Stores new and changed cards in one locked change, so that one `undo` reverts all of it.
 * @throws RenewError `card-changed` if a card changed in the meantime
 */
export async function storeImport(file: string, outcomes: readonly Outcome[], ctx: Context): Promise<void> {
  const taken = outcomes.filter(({ what }) => what === 'new' || what === 'changed')
  if (taken.length === 0) return
  const guides = new Map<string, FoundGuide>()
  for (const id of new Set(taken.map(({ after }) => after!.guide))) guides.set(id, await ctx.guides.find(id))
  const rulesOf = rulesResolver(guides, ctx.settings.read().values)
  // Each card is compared and checked.
  const onCard = percentOf((ctx.cards.cards().length + taken.length) * 2, 'progress.store', ctx)
  const changes = taken.map(({ before, after }) => {
    const card = after!
    // An exported file may name a guide that is not here: what it last said is kept.
    const isKept = card.resolved !== null && card.resolved !== before?.resolved
    const resolved = isKept ? card.resolved : rulesToStore(rulesOf(card).resolved)
    return { before, after: { ...card, resolved } }
  })
  await changeCards(`import ${printable(file)}`, changes, ctx, onCard)
}

/** Reports past dates, and asks about far ones. @param far as `farQuestion` returns it; null: none, or not asked */
export async function confirmDates(
  outcomes: readonly Outcome[],
  far: string | null,
  ctx: Context,
): Promise<void> {
  const today = ctx.today(null)
  const past = newDates(outcomes).filter(({ date }) => date !== '' && date < today).length
  if (past > 0) ctx.note(ctx.words('import.past', { count: past }))
  if (far !== null) await confirm(far, ctx)
}

/** Asks once about all dates so far off that a typing error is likely (R10); null: there are none. */
export function farQuestion(outcomes: readonly Outcome[], ctx: Context): string | null {
  const far = after(ctx.today(null), FAR_EXPIRY)
  const late = newDates(outcomes).filter(({ date }) => date > far)
  const [first] = late
  if (!first) return null
  return ctx.words('import.ask-far', { count: late.length, line: first.line, date: ctx.longDate(first.date) })
}

function newDates(outcomes: readonly Outcome[]): { line: number; date: string }[] {
  return outcomes
    .filter(
      ({ what, after, before }) => what !== 'same' && after && after.expires !== (before?.expires ?? ''),
    )
    .map(({ line, after }) => ({ line, date: after!.expires ?? '' }))
}

/**
 * Returns a function that renews a card by a row with a later last valid day, as `done` does, today in the card's zone;
 * the other values of the row are kept.
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
    const today = ctx.today(before.zone ?? before.resolved?.zone ?? null)
    const { renewal, history, acknowledged, snoozed } = asRenewed(
      before,
      { expires, number, issued, paid: [], receipt: null },
      { materials: materials.get(before.guide) ?? [], today },
    )
    const readings =
      JSON.stringify(after.readings) === JSON.stringify(before.readings) ? null : after.readings
    return { ...after, renewal, history, acknowledged, snoozed, readings }
  }
}
