import type { Assessed } from '../../cards/assess.ts'
import type { Context } from '../../context.ts'
import { failureText } from '../../error-text.ts'
import type { ErrorWords } from '../../messages/index.ts'
import { printable } from '../../text/printable.ts'

type Faults = Pick<Assessed, 'guideFault' | 'workdaysFault'>

/** What holds for a card though its guide or its working days could not be taken, in words. */
export function sourceWarnings({ guideFault, workdaysFault }: Faults, words: ErrorWords): string[] {
  const said: string[] = []
  if (guideFault) {
    const { kind, detail } = guideFault
    const line = typeof detail === 'string' ? detail : failureText(detail, words)
    said.push(words(`note.guide-${kind}`, { detail: line }))
  }
  if (workdaysFault) said.push(words('note.workdays', { detail: failureText(workdaysFault, words) }))
  return said
}

/** Says it beside the answer, each once: every output says when a guide was lost (§5). */
export function noteLostSources(
  cards: readonly Assessed[],
  ctx: Pick<Context<ErrorWords>, 'words' | 'note'>,
): void {
  const said = new Set(cards.flatMap(card => sourceWarnings(card, ctx.words)))
  for (const line of said) ctx.note(printable(line))
}
