import type { Assessed } from '../../cards/assess.ts'
import { nameKey } from '../../cards/card.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage, type Localized } from '../../guides/guide.ts'
import type { AllWords } from '../../messages/index.ts'
import type { PaperFault } from '../../schedule/checklist.ts'
import { longDate } from '../../text/dates.ts'
import { nearest } from '../../text/nearest.ts'

/** A paper or step of a renewal. */
export interface ChecklistItem {
  id: string
  name: string
  /** The id of one of several papers that would do; null for the paper or step itself. */
  choice: string | null
  isMaterial: boolean
}

/** Returns all papers and steps of a card: its guide's, and the user's own. */
export function checklistItems({ guide, card }: Assessed, lang: string): ChecklistItem[] {
  const item = (
    id: string,
    text: Localized,
    isMaterial: boolean,
    choice: string | null = null,
  ): ChecklistItem => ({
    id,
    name: inLanguage(text, lang),
    choice,
    isMaterial,
  })
  const papers = (guide?.materials ?? []).flatMap(({ id, text, oneOf }) => [
    item(id, text, true),
    ...(oneOf ?? []).map(one => item(id, one.text, true, one.id)),
  ])
  const method = card.renewal?.method
  const steps = (guide?.methods ?? [])
    .filter(({ id }) => !method || id === method)
    .flatMap(({ steps }) => steps.map(({ id, text }) => item(id, text, false)))
  const own = Object.entries(card.renewal?.ticks ?? {})
    .filter(([, tick]) => tick.own !== null)
    .map(([id, tick]) => ({ id, name: tick.own!.text, choice: null, isMaterial: true }))
  return [...papers, ...steps, ...own]
}

/**
 * Finds a paper or step by its id or name, else by the start of one, else by a part of its name.
 * @throws RenewError `item-not-found`, `item-ambiguous`
 */
export function findItem(typed: string, items: readonly ChecklistItem[]): ChecklistItem {
  const key = nameKey(typed)
  const exact = items.find(({ id, choice, name }) => (choice ?? id) === typed.trim() || nameKey(name) === key)
  if (exact) return exact
  const beginning = items.filter(({ id, choice, name }) =>
    [choice ?? id, nameKey(name)].some(word => word.startsWith(key)),
  )
  const found = beginning.length > 0 ? beginning : items.filter(({ name }) => nameKey(name).includes(key))
  if (key !== '' && found.length === 1) return found[0]!
  const ids = items.map(({ id, choice }) => choice ?? id)
  if (key !== '' && found.length > 1) {
    throw new RenewError('item-ambiguous', {
      name: typed,
      items: found.map(({ id, choice }) => choice ?? id),
    })
  }
  const near = nearest(typed, ids)
  if (near) throw new RenewError('item-not-found', { why: 'like-another', name: typed, nearest: near })
  if (ids.length === 0) throw new RenewError('item-not-found', { why: 'nothing-known', name: typed })
  throw new RenewError('item-not-found', { why: 'unlike', name: typed, known: ids.slice(0, 20) })
}

/** Returns in words why a paper cannot be used on the day of filing. */
export function paperFaultText(fault: PaperFault, words: AllWords): string {
  switch (fault.code) {
    case 'not-yet':
      return words('paper.not-yet')
    case 'too-old':
      return words('paper.too-old', { oldest: longDate(fault.oldest, words) })
    case 'ends-before-filing':
    case 'link-ends-before-filing':
      return words('paper.ends-before-filing', { until: longDate(fault.until, words) })
    case 'too-few-pages':
      return words('paper.too-few-pages', { pages: fault.pages, needed: fault.needed })
    case 'link-ends-too-soon':
      return words('paper.ends-too-soon', {
        until: longDate(fault.until, words),
        needed: longDate(fault.needed, words),
      })
  }
}
