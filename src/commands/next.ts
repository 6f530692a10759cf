import { type Assessed, inUrgency } from '../cards/assessed.ts'
import { nextCommand, nextSentence, nextText } from '../cards/step-text.ts'
import type { Context } from '../context.ts'
import { printable } from '../text/printable.ts'
import { command } from './command.ts'

/** Shows the next action of all cards: the most urgent stage first, within it the earliest latest day. */
export default command({
  reads: true,
  json: true,
  on: true,
  example: 'renew next',
  async run(_, ctx) {
    const open = ctx.cards.cards().filter(card => card.closed === null)
    const assessed = await ctx.assess(open)
    const due = inUrgency(
      assessed.filter(one => one.next !== null),
      ctx.lang,
    )
    const sameStage = due.filter(one => one.status.stage === due[0]?.status.stage)
    const [one] = sameStage.sort((a, b) => (latestOf(a) < latestOf(b) ? -1 : 1))
    const action = one?.next && {
      code: one.next.code,
      text: nextText(one, ctx.lang, ctx.words) ?? '',
      by: one.next.by,
    }
    ctx.answer(
      () => ({ schema: 1, next: action ? { card: one!.card.id, name: one!.card.name, ...action } : null }),
      ({ isTTY }) => `${action ? nextLine(one!, action, isTTY, ctx) : nothingYet(assessed, ctx)}\n`,
    )
  },
})

/** Says what to do for a card; on a terminal also the command for it. */
function nextLine(
  one: Assessed,
  { text, ...action }: NonNullable<Assessed['next']> & { text: string },
  isTTY: boolean,
  { words }: Context,
): string {
  const sentence = nextSentence({ ...action, text: printable(text) }, one.status.today, words)
  const line = words('next.line', { name: printable(one.card.name), text: sentence })
  const command = isTTY ? nextCommand(one) : null
  if (!command) return line
  return line + words(command.isAfter ? 'status.next-then' : 'words.colon') + printable(command.line)
}

/** Says that there is nothing to do, and when the next renewal window opens. */
function nothingYet(cards: readonly Assessed[], ctx: Context): string {
  const coming = cards
    .flatMap(({ card, status: { window, today } }) =>
      window && window.opens > today ? [{ name: card.name, opens: window.opens }] : [],
    )
    .sort((a, b) => (a.opens < b.opens ? -1 : 1))[0]
  if (!coming) return ctx.words('next.nothing')
  return ctx.words('next.nothing-yet', { name: printable(coming.name), date: ctx.longDate(coming.opens) })
}

/** Returns the latest day of the action, else the earliest date of the card that matters. */
function latestOf({ next, status }: Assessed): string {
  return next?.by ?? status.actBy?.date ?? ''
}
