import type { Assessed } from '../../cards/assessed.ts'
import type { StatusContext } from '../../context.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { printable } from '../../text/printable.ts'

/** Notes once each why guides or working days of some cards cannot be used (§5). */
export async function noteLostSources(
  cards: readonly Pick<Assessed, 'guideFault' | 'workdaysFault'>[],
  ctx: StatusContext,
): Promise<void> {
  const lost = cards.filter(({ guideFault, workdaysFault }) => guideFault !== null || workdaysFault !== null)
  if (lost.length === 0) return
  const { sourceWarnings } = await import('./source-warnings.ts')
  const words = await loadErrorWords(ctx.lang)
  for (const line of new Set(lost.flatMap(card => sourceWarnings(card, words)))) ctx.note(printable(line))
}
