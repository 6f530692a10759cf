import type { Assessed } from '../../cards/assessed.ts'
import { appointmentOf } from '../../cards/card.ts'
import { namedPapers, nextCommand, nextSentence, nextText, warningsOf } from '../../cards/step-text.ts'
import type { StatusContext } from '../../context.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { RowRenewal } from './rows.ts'

/** Returns what a row says of a renewal at hand. `status` loads this, with the planner, for the first such card. */
export function renewalOf(one: Assessed, { lang, words }: StatusContext): RowRenewal {
  const { card } = one
  const { submitted = null, receipt = null } = card.renewal ?? {}
  return {
    materials: namedPapers(one, lang, words),
    next: nextOf(one, lang, words),
    appointment: appointmentOf(card),
    submitted: submitted === null ? null : { date: submitted, receipt },
    warnings: warningsOf(one, lang),
  }
}

function nextOf(one: Assessed, lang: string, words: StatusWords): RowRenewal['next'] {
  const text = nextText(one, lang, words)
  if (text === null || !one.next) return null
  const sentence = nextSentence({ ...one.next, text }, one.status.today, words)
  return { text, by: one.next.by, sentence, command: nextCommand(one) }
}
