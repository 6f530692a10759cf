import { withTick } from '../cards/renewal.ts'
import { papersOf } from '../cards/step-text.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Tick } from '../schedule/checklist-types.ts'
import { printable } from '../text/printable.ts'
import { CARD, command, ITEM, type OptionsOf } from './command.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { findItem, type Item, itemsOf, paperFault } from './shared/checklist.ts'
import { readLine } from './shared/fields.ts'
import { readDate } from './shared/typed-dates.ts'

const OPTIONS = {
  '--taken <date>': 'tick.taken',
  '--until <date>': 'tick.until',
  '--pages <number>': 'tick.pages',
  '--not-needed': 'tick.not-needed',
  '--needed': 'tick.needed',
  '--own': 'tick.own',
} as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  args: { '<name>': CARD, '<item>': ITEM },
  options: OPTIONS,
  json: true,
  example: 'renew tick me photo --taken 2026-11-20\nrenew tick me "letter from my employer" --own',
  run: ({ args, options }, ctx) => tick(args.name, args.item, options, ctx),
})

async function tick(typed: string, itemTyped: string, options: Options, ctx: Context): Promise<void> {
  const card = await cardToChange(typed, ctx)
  const [before] = await ctx.assess([card])
  const { today } = before!.standing
  const items = itemsOf(before!, ctx.lang)
  const item = options.own ? ownItem(itemTyped, items) : findItem(itemTyped, items)
  const said = await readSaid(item, options, today, ctx)
  const ticked = { ...withTick(card, item.id, said), changed: ctx.timestamp() }
  const [after] = await ctx.assess([ticked])
  await replaceCard(`tick ${card.name} ${item.id}`, card, ticked, ctx)
  const papers = papersOf(after!)
  ctx.answer(
    () => ({
      schema: 1,
      card: card.id,
      item: item.id,
      tick: ticked.renewal?.ticks[item.id],
      materials: papers,
    }),
    () => {
      const name = printable(item.name)
      const fault = after!.plan?.readiness.items.find(({ id }) => id === item.id)?.fault
      const lines = [
        ctx.words(`tick.done.${options.notNeeded ? 'not-needed' : said.done ? 'done' : 'needed'}`, { name }),
      ]
      if (fault && said.done) lines.push(ctx.words('tick.not-ready', { fault: paperFault(fault, ctx.words) }))
      if (papers) lines.push(ctx.words('tick.papers', { ready: papers.ready, needed: papers.needed }))
      return lines.map(line => `${line}\n`).join('')
    },
  )
}

async function readSaid(item: Item, options: Options, today: string, ctx: Context): Promise<Partial<Tick>> {
  const { taken, until, pages, notNeeded, needed, own } = options
  const count = pages === undefined ? null : Number(pages)
  if (count !== null && !(Number.isInteger(count) && count >= 0 && count < 1000 && /^\d+$/.test(pages!)))
    throw new RenewError('pages-invalid', { value: pages! })
  const base: Partial<Tick> = {
    ...(taken === undefined ? {} : { taken: await readDate(taken, today, ctx) }),
    ...(until === undefined ? {} : { until: await readDate(until, today, ctx) }),
    ...(count === null ? {} : { pages: count }),
    ...(item.choice === null ? {} : { choice: item.choice }),
    ...(own ? { own: { text: item.name } } : {}),
  }
  if (base.taken && base.taken > today) throw new RenewError('date-ahead', { date: base.taken })
  if (notNeeded) return { ...base, notNeeded: true, done: null }
  // An own paper is put on the list; it is ticked off by naming it again. Needed is an answer, not a deed.
  if (needed || (own && taken === undefined)) return { ...base, notNeeded: needed ? false : null }
  return { ...base, done: today, notNeeded: item.isMaterial ? false : null }
}

/** What the user adds himself, under an id made of its name. */
function ownItem(typed: string, items: readonly Item[]): Item {
  const name = readLine(typed)
  const known = items.find(item => item.name === name)
  if (known) return known
  const ids = new Set(items.map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = `own-${number}`
    if (!ids.has(id)) return { id, name, choice: null, isMaterial: true }
  }
}
