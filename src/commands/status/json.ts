import type { Assessed, StageCounts } from '../../cards/assess.ts'
import { cardJson } from '../../cards/card-json.ts'
import type { StatusContext } from '../../context.ts'
import type { ErrorText } from '../../messages/errors.ts'
import type { TimerState } from '../../reminders/self-check.ts'
import { jsonText, printable } from '../../text/printable.ts'
import { renderHints, type StatusHint } from './render.ts'

interface Found {
  assessed: readonly Assessed[]
  /** The ids of cards of which a reminder was printed that nobody is known to have seen. */
  unseen: ReadonlySet<string>
  summary: StageCounts
  timer: TimerState
  /** Why the ledger cannot be read. */
  fault: ErrorText | null
  /** What the program noticed of its own silence; scripts must learn of it too. */
  watch: readonly StatusHint[]
}

/** Where the cards stand, as JSON (§7); what may keep a reminder from coming goes to stderr. */
export function answerStatus(
  { assessed, unseen, summary, timer, fault, watch }: Found,
  ctx: StatusContext,
): void {
  // Asked only where a card lives in it, and once: the answer takes half a millisecond.
  let zone: string | null = null
  const zoneName = () => {
    zone ??= ctx.io.zoneName()
    return zone
  }
  const cards = assessed.map(one => cardJson(one, unseen.has(one.card.id), ctx.words, ctx.lang, zoneName))
  ctx.io.out(jsonText({ schema: 1, cards, summary, timer }, ctx.stdout.isTTY))
  if (fault) ctx.note(ctx.words('line.error', fault))
  if (ctx.io.clockOverride !== null)
    ctx.note(ctx.words('status.hint.clock', { value: printable(ctx.io.clockOverride) }))
  ctx.io.err(renderHints(watch, ctx.words))
}
