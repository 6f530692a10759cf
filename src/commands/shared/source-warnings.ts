import type { Assessed } from '../../cards/assessed.ts'
import { failureText } from '../../error-text.ts'
import type { ErrorWords } from '../../messages/index.ts'

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
