import type { Assessed, StageCounts } from '../../cards/assess.ts'
import { cardJson } from '../../cards/card-json.ts'
import type { StatusContext } from '../../context.ts'
import type { ErrorText } from '../../messages/errors.ts'
import type { TimerState } from '../../reminders/self-check.ts'
import { jsonText } from '../../text/printable.ts'
import { hintText, renderHints } from './hints.ts'
import type { StatusReminders } from './reminders.ts'
import type { StatusHint } from './rows.ts'

interface Answer {
  assessed: readonly Assessed[]
  /** The ids of cards with a reminder that may not have been seen. */
  unseen: ReadonlySet<string>
  summary: StageCounts
  reminders: StatusReminders
  timer: TimerState
  /** Why the ledger cannot be read. */
  fault: ErrorText | null
  hints: readonly StatusHint[]
}

/** Prints the status as JSON (§7); hints go to stderr. */
export function printStatusJson(
  { assessed, unseen, summary, reminders, timer, fault, hints }: Answer,
  ctx: StatusContext,
): void {
  // Asked once, and only where a card needs it: the answer takes half a millisecond.
  let zone: string | null = null
  const zoneName = () => {
    zone ??= ctx.io.zoneName()
    return zone
  }
  const { words, lang } = ctx
  const { last, next } = reminders
  const cards = assessed.map(one => {
    const { id } = one.card
    const lastReminder = last.get(id) ?? null
    return cardJson(one, { unseen: unseen.has(id), lastReminder, words, lang, zoneName })
  })
  const nextReminder = next && {
    at: next.at,
    cards: next.cards.map(({ card }) => card.id),
    channels: next.channels,
  }
  ctx.io.out(jsonText({ schema: 1, cards, summary, timer, nextReminder }, ctx.stdout.isTTY))
  if (fault) ctx.note(ctx.words('line.error', fault))
  const texts = hints.map(hint => hintText(hint, ctx.words))
  ctx.io.err(renderHints(texts, ctx.words))
}
