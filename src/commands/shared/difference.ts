import { type Card, type ClosedRenewal, FIELD_NAMES } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { orElse } from '../../errors.ts'
import type { Guide } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import type { Tick } from '../../schedule/checklist.ts'
import { paintFor } from '../../text/paint.ts'
import { displayName } from '../../text/width.ts'
import {
  type CardWorld,
  clean,
  day,
  fieldInWords,
  isShownField,
  itemName,
  listed,
  methodName,
  RENEWAL_PARTS,
  renewalInWords,
  type ShownField,
  textIn,
} from './field-words.ts'
import { moneyInWords } from './guide-words.ts'

export interface Difference {
  name: string
  before: Card | null
  after: Card | null
}

interface Layout {
  /** Whether each line names its card. */
  named?: boolean
  /** More cards are only counted. */
  most?: number
}

export interface ChangedValue {
  label: string
  before: string | null
  after: string | null
}

interface World extends CardWorld {
  nameOf(id: string): string
}

const MOST = 20

/** Returns a function that renders differences in the words of `show`. @param all that it will be called with */
export async function differenceRenderer(all: readonly Difference[], ctx: Context) {
  const { words, lang } = ctx
  const cards = all.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
  const guides = new Map<string, Guide | null>()
  for (const id of new Set(cards.map(card => card.guide))) guides.set(id, (await ctx.guides.find(id)).guide)
  // `restore` is there for a damaged file, which has no names.
  const stored = orElse(() => ctx.cards.cards(), [])
  const names = new Map([...stored, ...cards].map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? words('difference.removed-document')
  return (differences: readonly Difference[], to: Surface, { named = true, most = MOST }: Layout = {}) => {
    const shown = differences.slice(0, most).flatMap(({ name, before, after }) => {
      const shownName = displayName(name, to)
      if (before === null) return [`  + ${words('difference.appears', { name: shownName })}`]
      if (after === null) return [`  - ${words('difference.vanishes', { name: shownName })}`]
      const world = (card: Card) => ({ card, guide: guides.get(card.guide) ?? null, lang, words, to, nameOf })
      const lines = changedValues(world(before), world(after))
      return lines.map(line => `  ${valueLine(line, named ? shownName : null, words, to)}`)
    })
    const more = differences.length - most
    if (more > 0) shown.push(`  ${words('difference.more', { count: more })}`)
    return shown.map(line => `${line}\n`).join('')
  }
}

/** Renders one line: `me, method: not set → In person`. */
export function valueLine(
  { label, before, after }: ChangedValue,
  name: string | null,
  words: CommandWords,
  to: Surface,
): string {
  const paint = paintFor(to)
  const head =
    name === null
      ? label.charAt(0).toUpperCase() + label.slice(1)
      : words('difference.of', { name: paint.bold(name), label })
  const [was, is] = [before, after].map(value => value ?? words('difference.not-set'))
  return `${head}${words('words.colon')}${paint.dim(was!)} → ${is}`
}

function changedValues(was: World, is: World): ChangedValue[] {
  return FIELD_NAMES.flatMap(field => {
    if (field === 'renewal') return changedRenewal(was, is)
    if (field === 'history') return changedHistory(was, is)
    const isMarked = field === 'guide' && was.card.guideBy !== is.card.guideBy
    if (!isMarked && JSON.stringify(was.card[field]) === JSON.stringify(is.card[field])) return []
    if (field === 'guide') return changed(field, titleOf(was), titleOf(is), is)
    if (field === 'links') return changed(field, linksOf(was), linksOf(is), is)
    return isShownField(field) ? changed(field, fieldInWords(field, was), fieldInWords(field, is), is) : []
  })
}

function titleOf(world: World): string {
  const { card, guide, words } = world
  const title = textIn(guide?.title, world) ?? clean(card.guide, world)
  return card.guideBy === 'default'
    ? title + words('words.bracketed', { text: words('origin.default') })
    : title
}

const linksOf = (world: World): string | null =>
  listed(world.card.links, id => clean(world.nameOf(id), world), world) || null

function changed(
  field: ShownField | 'guide' | 'links',
  before: string | null,
  after: string | null,
  { words }: World,
): ChangedValue[] {
  // Two different numbers look alike when masked.
  const isAlike = field === 'number' && before === after
  const shown = isAlike ? `${after} ${words('difference.other-number')}` : after
  return [{ label: words(`show.${field}`), before, after: shown }]
}

function changedRenewal(was: World, is: World): ChangedValue[] {
  const parts = RENEWAL_PARTS.flatMap((part): ChangedValue[] => {
    const [before, after] = [renewalInWords(part, was), renewalInWords(part, is)]
    return before === after ? [] : [{ label: is.words(`show.${part}`), before, after }]
  })
  const [old, now] = [was.card.renewal?.ticks ?? {}, is.card.renewal?.ticks ?? {}]
  const ids = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const ticks = ids.flatMap((id): ChangedValue[] => {
    const before = tickText(old[id], id, was)
    const after = tickText(now[id], id, is)
    return before === after ? [] : [{ label: itemName(id, now[id] ? is : was), before, after }]
  })
  return [...parts, ...ticks]
}

function tickText(tick: Tick | undefined, id: string, world: World): string {
  const { words, guide } = world
  if (!tick) return words('difference.tick.open')
  const { done, notNeeded, taken, until, pages, choice } = tick
  const chosen = guide?.materials.find(paper => paper.id === id)?.oneOf?.find(one => one.id === choice)
  const parts = [
    done !== null && words('difference.tick.done', { date: day(done, world) }),
    done === null && notNeeded === null && words('difference.tick.open'),
    notNeeded !== null &&
      (notNeeded || done === null) &&
      words(notNeeded ? 'show.paper.not-needed' : 'difference.tick.needed'),
    chosen && textIn(chosen.text, world),
    taken !== null && words('difference.tick.taken', { date: day(taken, world) }),
    until !== null && words('show.paper.until', { date: day(until, world) }),
    pages !== null && words('difference.tick.pages', { count: pages }),
  ]
  return parts.filter(part => typeof part === 'string').join(words('words.comma'))
}

function changedHistory(was: World, is: World): ChangedValue[] {
  const [old, now] = [was.card.history, is.card.history]
  const label = is.words('difference.closed-renewal')
  return Array.from({ length: Math.max(old.length, now.length) }, (_, at) => ({
    label,
    before: renewalText(old[at], was),
    after: renewalText(now[at], is),
  })).filter(({ before, after }) => before !== after)
}

function renewalText(renewal: ClosedRenewal | undefined, world: World): string {
  const { words } = world
  if (!renewal) return words('difference.none')
  const { from, to, done, method, paid, receipt, submitted } = renewal
  const end = (date: CivilDate | null) => (date === null ? words('words.no-end') : day(date, world))
  const parts = [
    words('difference.renewal', { from: end(from), to: end(to), done: day(done, world) }),
    method !== null && methodName(method, world),
    submitted !== null && `${words('show.submitted')} ${day(submitted, world)}`,
    receipt !== null && `${words('show.receipt')} ${clean(receipt, world)}`,
    paid.length > 0 && `${words('show.paid')} ${clean(moneyInWords(paid, words), world)}`,
  ]
  return parts.filter(part => typeof part === 'string').join(words('words.comma'))
}
