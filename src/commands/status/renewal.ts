import type { Assessed } from '../../cards/assessed.ts'
import { appointmentOf } from '../../cards/card.ts'
import { namedPapers, nextCommand, nextSentence, nextText } from '../../cards/step-text.ts'
import type { StatusContext } from '../../context.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { RowRenewal } from './rows.ts'

/** Returns what a row says of a renewal that is at hand. `status` loads this, with the planner, for the first such card. */
export function renewalOf(one: Assessed, { lang, words }: StatusContext): RowRenewal {
  const { card, guide, standing, course } = one
  const when = standing.stage === 'overdue' ? 'overdue' : course === 'not-started' ? null : 'running'
  const warnings = guide?.warnings.filter(warning => warning.when === when) ?? []
  const { submitted = null, receipt = null } = card.renewal ?? {}
  return {
    materials: namedPapers(one, lang, words),
    next: nextOf(one, { lang, words }),
    appointment: appointmentOf(card),
    submitted: submitted === null ? null : { date: submitted, receipt },
    warnings: warnings.map(({ text }) => inLanguage(text, lang)),
  }
}

function nextOf(one: Assessed, { lang, words }: Pick<StatusContext, 'lang' | 'words'>): RowRenewal['next'] {
  if (!one.next) return null
  const { code, by } = one.next
  const text = nextText(one, lang, words) ?? ''
  const sentence = nextSentence({ code, text, by }, one.standing.today, words)
  return { text, by, sentence, command: nextCommand(one) }
}
