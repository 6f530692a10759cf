import type { Context } from '../../context.ts'
import { parsePeriod } from '../../dates/period.ts'
import { readPeriodText } from '../../dates/period-words.ts'
import { RenewError } from '../../errors.ts'
import type { CommandWords } from '../../messages/index.ts'
import { isMilestoneText } from '../../schedule/milestones.ts'
import { typedList } from './typed-list.ts'

/** Returns a period, in short form or in words, as it is stored. @throws RenewError `period-invalid` */
export function readPeriod(text: string): string {
  const stored = readPeriodText(text)
  if (stored === null) throw new RenewError('period-invalid', { value: text })
  return stored
}

export function readLead(text: string): string {
  const lead = readPeriod(text)
  if (parsePeriod(lead)!.workdays > 0) throw new RenewError('period-invalid', { value: text })
  if (isNothing(lead)) throw new RenewError('lead-zero', { value: text })
  return lead
}

const isNothing = (period: string): boolean =>
  Object.values(parsePeriod(period) ?? { other: 1 }).every(count => count === 0)

/** Takes milestones in short form, and in the words in which `show` says them. @throws RenewError `milestone-invalid` */
export function readMilestones(text: string, { words }: Pick<Context, 'words'>): string[] {
  const typed = typedList(text)
  const milestones = typed.map(one => (isMilestoneText(one) ? one : milestoneIn(one, words)))
  const wrong = milestones.length === 0 ? text : typed[milestones.indexOf(null)]
  if (wrong !== undefined) throw new RenewError('milestone-invalid', { value: wrong })
  return milestones as string[]
}

function milestoneIn(text: string, words: CommandWords): string | null {
  const typed = text.toLowerCase()
  if (typed === words('milestone.lead').toLowerCase()) return 'lead'
  if (typed === words('milestone.last-day').toLowerCase()) return '0d'
  const within = (['milestone.before', 'milestone.before-working-day'] as const).map(key => {
    const [head, tail] = words.texts[key].toLowerCase().split('{period}') as [string, string]
    const isSo = typed.startsWith(head) && typed.endsWith(tail)
    return isSo ? readPeriodText(typed.slice(head.length, typed.length - tail.length)) : null
  })
  return readPeriodText(text) ?? within.find(period => period !== null) ?? null
}

/** The last day is reminded of too where the milestones do not name it (§8). */
export function noteLastDay(milestones: readonly string[] | null | undefined, ctx: Context): void {
  if (milestones && milestones.length > 0 && !milestones.some(isNothing))
    ctx.note(ctx.words('note.last-day-too'))
}
