import { type Assessed, inUrgency } from '../cards/assessed.ts'
import { type Appointment, appointmentOf } from '../cards/card.ts'
import { nextCommand, nextSentence, nextText } from '../cards/step-text.ts'
import type { Context } from '../context.ts'
import { compareText } from '../dates/civil-date.ts'
import type { Surface } from '../io/io.ts'
import type { NextAction } from '../schedule/next-action.ts'
import { printable } from '../text/printable.ts'
import { renderParagraph, type Sentence } from '../text/wrap.ts'
import { command } from './command.ts'
import { appointmentText } from './status/rows.ts'

interface Action extends NextAction {
  text: string
  appointment: Appointment | null
}

/** Shows the next action of all cards: of the most urgent stage, the one with the earliest day. */
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
    const [one] = sameStage.sort((a, b) => compareText(orderOf(a), orderOf(b)))
    const action: Action | null = one?.next
      ? {
          code: one.next.code,
          text: nextText(one, ctx.lang, ctx.words) ?? '',
          by: one.next.by,
          appointment: appointmentAheadOf(one),
        }
      : null
    ctx.answer(
      () => ({ schema: 1, next: action ? { card: one!.card.id, name: one!.card.name, ...action } : null }),
      to => renderParagraph(action ? nextLine(one!, action, to, ctx) : nothingYet(assessed, ctx), to, 0),
    )
  },
})

function nextLine(one: Assessed, action: Action, { isTTY }: Surface, ctx: Context): Sentence {
  const { words } = ctx
  const { appointment } = action
  const text = nextSentence({ ...action, text: printable(action.text) }, one.status.today, words)
  const line = words('next.line', { name: printable(one.card.name), text })
  const booked = appointment && printable(appointmentText(appointment, ctx.longDate(appointment.date), words))
  const label = words('words.semicolon') + words('status.label.appointment') + words('words.colon')
  const said = { text: booked ? line + label + booked : line }
  const command = isTTY ? nextCommand(one) : null
  if (!command) return [said]
  const then = words(command.isAfter ? 'status.next-then' : 'words.colon')
  return [said, { text: then }, { text: printable(command.line), whole: true }]
}

function appointmentAheadOf({ card, status }: Assessed): Appointment | null {
  const appointment = appointmentOf(card)
  return appointment && appointment.date >= status.today ? appointment : null
}

function nothingYet(cards: readonly Assessed[], ctx: Context): string {
  const coming = cards
    .flatMap(({ card, status: { window, today } }) =>
      window && window.opens > today ? [{ name: card.name, opens: window.opens }] : [],
    )
    .sort((a, b) => (a.opens < b.opens ? -1 : 1))[0]
  if (!coming) return ctx.words('next.nothing')
  return ctx.words('next.nothing-yet', { name: printable(coming.name), date: ctx.longDate(coming.opens) })
}

/** That another renewal needs a document is an action of that renewal, so its day does not count here. */
function orderOf({ next, status: { actBy, fileBy } }: Assessed): string {
  return next?.by ?? (actBy?.why === 'needed' ? fileBy : actBy?.date) ?? ''
}
