import type { Assessed } from '../cards/assess.ts'
import type { ReminderCard } from './owed.ts'
import { reminderCardOf } from './unseen.ts'

/**
 * The cards as reminders see them, each with the language of its holder (§9): what one card of theirs names holds for
 * all of theirs that name none, unless their cards name several.
 */
export function withHolderLanguages(cards: readonly Assessed[]): ReminderCard[] {
  const known = new Map<string, Set<string>>()
  for (const { card } of cards) {
    if (card.holder === null || card.lang === null) continue
    const langs = known.get(card.holder)
    if (langs) langs.add(card.lang)
    else known.set(card.holder, new Set([card.lang]))
  }
  return cards.map(one => {
    const langs = known.get(one.card.holder ?? '')
    const [only = null] = langs?.size === 1 ? langs : []
    return { ...reminderCardOf(one), lang: one.card.lang ?? only }
  })
}
