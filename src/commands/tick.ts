import type { Assessed } from '../cards/assessed.ts'
import type { Card } from '../cards/card.ts'
import { withTick } from '../cards/renewal.ts'
import { papersOf, shortName } from '../cards/step-text.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Tick } from '../schedule/checklist.ts'
import { printable } from '../text/printable.ts'
import { CARDS, command, FILTERS, ITEM, type OptionsOf } from './command.ts'
import { askForItem } from './shared/ask-card.ts'
import { type ChecklistItem, checklistItems, findItem, ownPaper, paperFaultText } from './shared/checklist.ts'
import {
  answerChosen,
  type CardAnswer,
  type ChosenCards,
  cardsToChange,
  changeChosen,
  hasFilter,
} from './shared/choose-cards.ts'
import { readLine } from './shared/fields.ts'
import { looseKey } from './shared/find-guide.ts'
import { candidateTexts } from './shared/plan-words.ts'
import { readDate } from './shared/read-date.ts'

const OPTIONS = {
  '--taken <date>': 'tick.taken',
  '--until <date>': 'tick.until',
  '--pages <number>': 'tick.pages',
  '--not-needed': 'tick.not-needed',
  '--needed': 'tick.needed',
  '--own': 'tick.own',
  ...FILTERS,
} as const

type Options = OptionsOf<typeof OPTIONS>

/** Ticks off papers and steps. With `--holder` or `--tag`, all words are papers, of every card that asks for them. */
export default command({
  args: { '[name]': CARDS, '[item...]': ITEM },
  options: OPTIONS,
  json: true,
  example:
    'renew tick {me} {photo} --taken 2026-11-20\nrenew tick --holder "{holder}" {photo}\nrenew tick {me} "{paper}" --own',
  async run({ args, options }, ctx) {
    const name = args.name === undefined ? [] : [args.name]
    const isFiltered = hasFilter(options)
    const chosen = await cardsToChange(isFiltered ? [] : name, options, ctx)
    const words = isFiltered ? [...name, ...args.item] : args.item
    const before = await ctx.assess(chosen.cards)
    const typed = words.length > 0 ? words : [await askForItem(before, ctx)]
    const found = itemsOf(before, typed, { options, isFiltered }, ctx)
    const ticked: Card[] = []
    for (const one of found) ticked.push(await tickAll(one, options, ctx))
    const cards = found.map(({ one }) => one.card)
    const items = new Set(found.flatMap(one => one.items.map(({ id }) => id)))
    const as = [chosen.as, ...items].join(' ')
    const after = await changeChosen('tick', { cards, as }, ticked, ctx)
    const answers = after.map((one, at) => tickAnswer(one, found[at]!.items, { options, chosen }, ctx))
    answerChosen(chosen, answers, ctx)
  },
})

interface Found {
  one: Assessed
  items: readonly ChecklistItem[]
}

/**
 * Finds what was typed among the papers and steps of the cards. Not every card that a filter chose asks for each of
 * them, but at least one must.
 * @throws RenewError as `findItem`
 */
function itemsOf(
  cards: readonly Assessed[],
  typed: readonly string[],
  { options, isFiltered }: { options: Options; isFiltered: boolean },
  ctx: Context,
): Found[] {
  const missing = new Map<string, RenewError>()
  const seen = new Set<string>()
  const found = cards.map(one => {
    const known = checklistItems(one, ctx.lang)
    const whole = typed.join(' ')
    if (options.own) return { one, items: [ownItem(whole, known)] }
    const isOne = known.some(({ names }) => names.some(name => looseKey(name) === looseKey(whole)))
    const named = isOne ? [whole] : typed
    const items = named.flatMap(text => {
      try {
        const item = findItem(text, { items: known, card: one.card }, ctx)
        seen.add(text)
        return [item]
      } catch (error) {
        if (!(error instanceof RenewError) || !isFiltered) throw error
        missing.set(text, error)
        return []
      }
    })
    return { one, items }
  })
  for (const [text, error] of missing) if (!seen.has(text)) throw error
  return found.filter(({ items }) => items.length > 0)
}

async function tickAll({ one, items }: Found, options: Options, ctx: Context): Promise<Card> {
  let { card } = one
  for (const item of items)
    card = withTick(card, item.id, await readTick(item, options, { card, status: one.status }, ctx))
  return card
}

function tickAnswer(
  after: Assessed,
  items: readonly ChecklistItem[],
  { options, chosen }: { options: Options; chosen: ChosenCards },
  ctx: Context,
): CardAnswer {
  const { card } = after
  const papers = papersOf(after)
  const ticks = items.map(({ id }) => ({ item: id, tick: card.renewal?.ticks[id] }))
  const lines = [
    ...items.flatMap(item => tickLines(item, after, options, ctx)),
    ...(papers ? [ctx.words('tick.papers', { ready: papers.ready, needed: papers.needed })] : []),
  ]
  const of = chosen.isOne ? '' : printable(card.name) + ctx.words('words.colon')
  return {
    json: () => ({
      card: card.id,
      ...(ticks.length === 1 ? ticks[0] : { items: ticks }),
      materials: papers,
    }),
    text: () => lines.map(line => of + line).join('\n'),
  }
}

function tickLines(item: ChecklistItem, after: Assessed, { notNeeded }: Options, ctx: Context): string[] {
  const { card, plan } = after
  const name = printable(item.name)
  const isDone = Boolean(card.renewal?.ticks[item.id]?.done)
  const {
    fault,
    candidates = [],
    card: linked,
  } = plan?.readiness.items.find(({ id }) => id === item.id) ?? {}
  const paper = printable(shortName(item.id, after, ctx.lang, ctx.words))
  const maybe = isDone && !linked ? candidateTexts(card.name, candidates, ctx.words) : []
  return [
    ctx.words(`tick.done.${notNeeded ? 'not-needed' : isDone ? 'done' : 'needed'}`, { name }),
    ...(fault && isDone ? [ctx.words('tick.not-ready', { fault: paperFaultText(fault, ctx.words) })] : []),
    ...maybe.map(text => ctx.words('link.candidate-of', { paper, text })),
  ]
}

async function readTick(
  item: ChecklistItem,
  options: Options,
  { card, status: { today } }: Pick<Assessed, 'card' | 'status'>,
  ctx: Context,
): Promise<Partial<Tick>> {
  const { taken, until, pages, notNeeded, needed, own } = options
  if (pages !== undefined && !/^0*\d{1,3}$/.test(pages))
    throw new RenewError('pages-invalid', { value: pages })
  const base: Partial<Tick> = {
    ...(taken === undefined ? {} : { taken: await readDate(taken, today, ctx) }),
    ...(until === undefined ? {} : { until: await readDate(until, today, ctx) }),
    ...(pages === undefined ? {} : { pages: Number(pages) }),
    ...(item.choice === null ? {} : { choice: item.choice }),
    ...(own ? { own: { text: item.name } } : {}),
  }
  if (base.taken && base.taken > today)
    throw new RenewError('date-ahead', { date: base.taken, name: card.name })
  if (notNeeded) return { ...base, notNeeded: true, done: null }
  // An own paper is only put on the list; naming it again ticks it off. `--needed` ticks nothing off.
  if (needed || (own && taken === undefined)) return { ...base, notNeeded: needed ? false : null }
  return { ...base, done: today, notNeeded: item.isMaterial ? false : null }
}

/** Returns a paper of the user's own, under a new id unless it is on the list. */
function ownItem(typed: string, items: readonly ChecklistItem[]): ChecklistItem {
  const name = readLine(typed)
  const known = items.find(item => item.name === name)
  if (known) return known
  let number = 1
  while (items.some(({ id }) => id === `own-${number}`)) number++
  return ownPaper(`own-${number}`, name)
}
