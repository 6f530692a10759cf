import type { Assessed } from '../../cards/assess.ts'
import { nameKey } from '../../cards/card.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage, type Localized } from '../../guides/guide.ts'
import type { AllWords } from '../../messages/index.ts'
import type { PaperFault } from '../../schedule/checklist.ts'
import { longDate } from '../../text/dates.ts'
import { nearest } from '../../text/nearest.ts'

/** A paper or step of a renewal, as the user means it. */
export interface ChecklistItem {
  id: string
  name: string
  /** Which of several papers that would do, where one of them was named. */
  choice: string | null
  isMaterial: boolean
}

/** All papers and steps of a card: its guide's, and the user's own. */
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
 * The paper or step a word stands for: its id, the id of one of several that would do, its name, or the only one
 * that begins so or has it in its name.
 * @throws RenewError `item-not-found`, `item-ambiguous`
 */
export function findItem(typed: string, items: readonly ChecklistItem[]): ChecklistItem {
  const wanted = nameKey(typed)
  const exact = items.find(
    ({ id, choice, name }) => (choice ?? id) === typed.trim() || nameKey(name) === wanted,
  )
  if (exact) return exact
  const beginning = items.filter(({ id, choice, name }) =>
    [choice ?? id, nameKey(name)].some(word => word.startsWith(wanted)),
  )
  const found = beginning.length > 0 ? beginning : items.filter(({ name }) => nameKey(name).includes(wanted))
  if (wanted !== '' && found.length === 1) return found[0]!
  const ids = items.map(({ id, choice }) => choice ?? id)
  if (wanted !== '' && found.length > 1) {
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

/** Why a paper will not do on filing day, in words. */
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
