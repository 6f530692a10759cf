import type { Assessed } from '../cards/assess.ts'
import type { Context } from '../context.ts'
import type { Messages } from '../messages/en.ts'
import type { Everyday } from '../messages/everyday.ts'
import { printable } from '../views/printable.ts'

type Faults = Pick<Assessed, 'guideFault' | 'workdaysFault'>

const NONE: readonly string[] = []

/**
 * What holds for a card though its guide or its working days could not be taken, in words.
 * @param text all words; the everyday ones alone would leave in English what is wrong with a file
 */
export function lostSources(
  { guideFault, workdaysFault }: Faults,
  text: Everyday & Partial<Pick<Messages, 'told.words'>>,
): readonly string[] {
  if (guideFault === null && workdaysFault === null) return NONE
  const told = text['told.words'] ?? (english => english)
  return [
    ...(guideFault ? [text[`note.guide-${guideFault.kind}`]({ detail: told(guideFault.detail) })] : []),
    ...(workdaysFault ? [text['note.workdays']({ detail: told(workdaysFault) })] : []),
  ]
}

/** Says it beside the answer, each once: every output says when a guide was lost (§5). */
export function noteLostSources(cards: readonly Assessed[], ctx: Context): void {
  const said = new Set(cards.flatMap(card => lostSources(card, ctx.everyday)))
  for (const words of said) ctx.note(printable(words))
}
