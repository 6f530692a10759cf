import { withTick } from '../cards/renewal.ts'
import { papersOf } from '../cards/step-text.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Tick } from '../schedule/checklist.ts'
import { printable } from '../text/printable.ts'
import { CARD, command, ITEM, type OptionsOf } from './command.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { type ChecklistItem, checklistItems, findItem, paperFaultText } from './shared/checklist.ts'
import { readLine } from './shared/fields.ts'
import { readDate } from './shared/read-date.ts'

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
  async run({ args, options }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const before = (await ctx.assess([card]))[0]!
    const { today } = before.standing
    const items = checklistItems(before, ctx.lang)
    const item = options.own ? ownItem(args.item, items) : findItem(args.item, items)
    const tick = await readTick(item, options, today, ctx)
    const ticked = { ...withTick(card, item.id, tick), changed: ctx.timestamp() }
    const after = (await ctx.assess([ticked]))[0]!
    await replaceCard(`tick ${card.name} ${item.id}`, card, ticked, ctx)
    const papers = papersOf(after)
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
        const fault = after.plan?.readiness.items.find(({ id }) => id === item.id)?.fault
        const lines = [
          ctx.words(`tick.done.${options.notNeeded ? 'not-needed' : tick.done ? 'done' : 'needed'}`, {
            name,
          }),
        ]
        if (fault && tick.done)
          lines.push(ctx.words('tick.not-ready', { fault: paperFaultText(fault, ctx.words) }))
        if (papers) lines.push(ctx.words('tick.papers', { ready: papers.ready, needed: papers.needed }))
        return lines.map(line => `${line}\n`).join('')
      },
    )
  },
})

async function readTick(
  item: ChecklistItem,
  options: Options,
  today: string,
  ctx: Context,
): Promise<Partial<Tick>> {
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
  // An own paper is only put on the list; naming it again ticks it off. `--needed` ticks nothing off.
  if (needed || (own && taken === undefined)) return { ...base, notNeeded: needed ? false : null }
  return { ...base, done: today, notNeeded: item.isMaterial ? false : null }
}

/** Returns a paper of the user's own, under a new id unless it is on the list. */
function ownItem(typed: string, items: readonly ChecklistItem[]): ChecklistItem {
  const name = readLine(typed)
  const known = items.find(item => item.name === name)
  if (known) return known
  const ids = new Set(items.map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = `own-${number}`
    if (!ids.has(id)) return { id, name, choice: null, isMaterial: true }
  }
}
