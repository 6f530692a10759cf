import type { Assessed } from '../../cards/assessed.ts'
import type { StatusContext } from '../../context.ts'
import { failureText } from '../../error-text.ts'
import { type ErrorWords, loadErrorWords } from '../../messages/index.ts'
import { printable } from '../../text/printable.ts'

type Faults = Pick<Assessed, 'guideFault' | 'workdaysFault'>

/** Returns in words what applies to a card whose guide or calendar cannot be used. */
export function sourceWarnings({ guideFault, workdaysFault }: Faults, words: ErrorWords): string[] {
  const warnings: string[] = []
  if (guideFault) {
    const { kind, detail } = guideFault
    const line = typeof detail === 'string' ? detail : failureText(detail, words)
    warnings.push(words(`note.guide-${kind}`, { detail: line }))
  }
  if (workdaysFault) warnings.push(words('note.workdays', { detail: failureText(workdaysFault, words) }))
  return warnings
}

/** Notes once each why guides or working days of some cards cannot be used (§5). */
export async function noteLostSources(cards: readonly Faults[], ctx: StatusContext): Promise<void> {
  const lost = cards.filter(({ guideFault, workdaysFault }) => guideFault !== null || workdaysFault !== null)
  if (lost.length === 0) return
  const words = await loadErrorWords(ctx.lang)
  for (const line of new Set(lost.flatMap(card => sourceWarnings(card, words)))) ctx.note(printable(line))
}
