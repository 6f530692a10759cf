import type { Assessed } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { withoutConditions } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage, type Localized } from '../../guides/guide.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { PaperFault } from '../../schedule/checklist.ts'
import { longDate } from '../../text/dates.ts'
import { editDistance } from '../../text/nearest.ts'
import { shellWord } from '../../text/printable.ts'
import { looseKey, withId } from './find-guide.ts'

const MOST_LISTED = 20
const MOST_NEAR = 5

export interface ChecklistItem {
  id: string
  name: string
  names: readonly string[]
  /** The id of one of several papers that would do; null for the paper or step itself. */
  choice: string | null
  isMaterial: boolean
}

/** Returns all papers and steps of a card: its guide's, and the user's own. */
export function checklistItems({ guide, card }: Assessed, lang: string): ChecklistItem[] {
  const item = (id: string, text: Localized, isMaterial: boolean, choice?: string): ChecklistItem => {
    const names = Object.values(text) as string[]
    return { id, name: inLanguage(text, lang), names, choice: choice ?? null, isMaterial }
  }
  const papers = (guide?.materials ?? []).flatMap(({ id, text, oneOf }) => [
    item(id, text, true),
    ...(oneOf ?? []).map(one => item(id, one.text, true, one.id)),
  ])
  const method = card.renewal?.method
  const steps = (guide?.methods ?? [])
    .filter(({ id }) => !method || id === method)
    .flatMap(({ steps }) => steps.map(({ id, text }) => item(id, text, false)))
  const own = Object.entries(card.renewal?.ticks ?? {}).flatMap(([id, tick]) =>
    tick.own === null ? [] : [ownPaper(id, tick.own.text)],
  )
  return [...papers, ...steps, ...own]
}

export function ownPaper(id: string, name: string): ChecklistItem {
  return { id, name, names: [name], choice: null, isMaterial: true }
}

/** Takes an id, a name in any language, or a part of one. @throws RenewError `item-not-found`, `item-ambiguous` */
export function findItem(
  typed: string,
  { items, card }: { items: readonly ChecklistItem[]; card: Card },
  ctx: Pick<Context, 'words'>,
): ChecklistItem {
  const key = looseKey(typed)
  const found = bestMatches(key, items)
  if (key !== '' && found.length === 1) return found[0]!
  const listed = (some: readonly ChecklistItem[]) =>
    some.slice(0, MOST_LISTED).map(item => withId(withoutConditions(item), idOf(item), ctx))
  if (key !== '' && found.length > 1)
    throw new RenewError('item-ambiguous', { name: typed, items: listed(found) })
  if (items.length === 0) throw new RenewError('item-not-found', { why: 'nothing-known', name: typed })
  const known = listed(nearItems(typed, items))
  const command = `renew guide ${shellWord(card.name)}`
  throw new RenewError('item-not-found', { why: 'unlike', name: typed, known, command })
}

const idOf = ({ id, choice }: ChecklistItem): string => choice ?? id

/** Returns the items with a word that begins like what was typed, or differs in few letters: those most like it. */
function nearItems(typed: string, items: readonly ChecklistItem[]): ChecklistItem[] {
  const key = [...nameKey(typed)].slice(0, 40)
  const likenessTo = (word: string): number => {
    const letters = [...word]
    const shared = key.findIndex((letter, at) => letter !== letters[at])
    const wrong = editDistance(key, letters) / Math.max(key.length, letters.length)
    return Math.max(shared >= 3 ? shared / key.length : 0, wrong <= 0.5 ? 1 - wrong : 0)
  }
  const wordsOf = (item: ChecklistItem): string[] => {
    const names = item.names.map(name => withoutConditions({ ...item, name }))
    return [idOf(item), ...names].flatMap(name => nameKey(name).split(/[ -]/))
  }
  const likeness = items.map(item => Math.max(...wordsOf(item).map(likenessTo)))
  const best = Math.max(...likeness)
  return items.filter((_, at) => likeness[at]! > 0 && likeness[at] === best).slice(0, MOST_NEAR)
}

const PLAN_STEPS = ['slack', 'file']

/** Finds the papers and steps of durations by name, in any language. @throws RenewError `step-not-found` */
export function checkedDurations(one: Assessed, ctx: Pick<Context, 'words' | 'lang'>): Card['durations'] {
  const { durations, renewal } = one.card
  if (durations === null) return null
  const anyMethod = { ...one, card: { ...one.card, renewal: renewal && { ...renewal, method: null } } }
  const items = [
    ...checklistItems(anyMethod, ctx.lang).filter(({ choice }) => choice === null),
    { ...ownPaper('wait-for-card', ctx.words('step.wait-for-card')), isMaterial: false },
  ]
  const codes = [...PLAN_STEPS, ...(one.plan?.steps ?? []).map(({ code }) => code)]
  const idOf = (typed: string): string => {
    const isTyped = (name: string): boolean => looseKey(name) === looseKey(typed)
    const item = items.find(({ id, names, isMaterial }) =>
      [id, ...names, ...names.map(name => withoutConditions({ name, isMaterial }))].some(isTyped),
    )
    const found = codes.find(isTyped) ?? item?.id
    if (found !== undefined) return found
    const known = items.map(item => withId(withoutConditions(item), item.id, ctx))
    throw new RenewError('step-not-found', { name: typed, known })
  }
  return Object.fromEntries(Object.entries(durations).map(([typed, period]) => [idOf(typed), period]))
}

function bestMatches(key: string, items: readonly ChecklistItem[]): ChecklistItem[] {
  const matching = (test: (name: string) => boolean) =>
    items.filter(item => [idOf(item), ...item.names].map(looseKey).some(test))
  const exact = matching(name => name === key).slice(0, 1)
  if (exact.length > 0) return exact
  const beginning = matching(name => name.startsWith(key))
  return beginning.length > 0 ? beginning : matching(name => name.includes(key))
}

/** Returns in words why a paper cannot be used on the day of filing. */
export function paperFaultText(
  fault: PaperFault,
  words: CommandWords,
  day: (date: CivilDate) => string = date => longDate(date, words),
): string {
  switch (fault.code) {
    case 'not-yet':
      return words('paper.not-yet')
    case 'too-old':
      return words('paper.too-old', { oldest: day(fault.oldest) })
    case 'ends-before-filing':
    case 'link-ends-before-filing':
      return words('paper.ends-before-filing', { until: day(fault.until) })
    case 'too-few-pages':
      return words('paper.too-few-pages', { pages: fault.pages, needed: fault.needed })
    case 'link-ends-too-soon':
      return words('paper.ends-too-soon', { until: day(fault.until), needed: day(fault.needed) })
  }
}
