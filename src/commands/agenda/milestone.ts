import { parsePeriod } from '../../dates/period.ts'
import type { AllWords } from '../../messages/index.ts'

/** Milestones that are called by what they are about. */
const NAMED = [
  'lead',
  'filing-opens',
  'filing-closes',
  'file-by',
  'last-working-day',
  'appointment-1d',
  'appointment',
] as const

/** What a milestone is about, in words: its id (`14d`, `3wd`, `file-by`, `ask+7d`, `+2d`) is for programs. */
export function milestoneText(id: string, words: AllWords): string {
  const named = NAMED.find(name => name === id)
  if (named) return words(`milestone.${named}`)
  if (id.startsWith('ask+')) return words('milestone.ask')
  const over = /^\+(\d+)d$/.exec(id)?.[1]
  if (over) return words('milestone.over', { days: Number(over) })
  const period = parsePeriod(id)
  // What a newer program may have written is shown as it is.
  if (period === null) return id
  if (Object.values(period).every(part => part === 0)) return words('milestone.last-day')
  const values = { period: words.dates.period(period) }
  return period.workdays > 0
    ? words('milestone.before-working-day', values)
    : words('milestone.before', values)
}
