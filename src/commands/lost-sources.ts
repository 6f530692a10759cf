import type { Assessed } from '../cards/assess.ts'
import type { Context } from '../context.ts'
import { failureText } from '../explain.ts'
import type { Messages } from '../messages/en.ts'
import { printable } from '../views/printable.ts'

type Faults = Pick<Assessed, 'guideFault' | 'workdaysFault'>

/** What holds for a card though its guide or its working days could not be taken, in words. */
export function lostSources({ guideFault, workdaysFault }: Faults, text: Messages): string[] {
  const said: string[] = []
  if (guideFault) {
    const { kind, detail } = guideFault
    const words = typeof detail === 'string' ? detail : failureText(detail, text)
    said.push(text[`note.guide-${kind}`]({ detail: words }))
  }
  if (workdaysFault) said.push(text['note.workdays']({ detail: failureText(workdaysFault, text) }))
  return said
}

/** Says it beside the answer, each once: every output says when a guide was lost (§5). */
export function noteLostSources(cards: readonly Assessed[], ctx: Context): void {
  const said = new Set(cards.flatMap(card => lostSources(card, ctx.text)))
  for (const words of said) ctx.note(printable(words))
}
