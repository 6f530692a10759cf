import type { Assessed } from '../cards/assess.ts'
import type { Context } from '../context.ts'
import type { Messages } from '../messages/en.ts'
import { printable } from '../views/printable.ts'

/** What words errors and failures; `status` loads it only where there is something to explain. */
export type Explain = typeof import('../explain.ts')

type Faults = Pick<Assessed, 'guideFault' | 'workdaysFault'>

/** Loads it together with all words. */
export async function loadExplain(ctx: Context): Promise<Explain> {
  const [explain] = await Promise.all([import('../explain.ts'), ctx.loadText()])
  return explain
}

/** Whether a card's guide or its working days could not be taken. */
export function isLost({ guideFault, workdaysFault }: Faults): boolean {
  return guideFault !== null || workdaysFault !== null
}

/** What holds for a card though its guide or its working days could not be taken, in words. */
export function lostSources(
  { guideFault, workdaysFault }: Faults,
  text: Messages,
  { failureText }: Pick<Explain, 'failureText'>,
): string[] {
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
export async function noteLostSources(cards: readonly Assessed[], ctx: Context): Promise<void> {
  const lost = cards.filter(isLost)
  if (lost.length === 0) return
  const explain = await loadExplain(ctx)
  const said = new Set(lost.flatMap(card => lostSources(card, ctx.text, explain)))
  for (const words of said) ctx.note(printable(words))
}
