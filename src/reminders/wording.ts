import { type CivilDate, partsOf } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'
import type { Standing } from '../schedule/standing.ts'
import { printable } from '../text/printable.ts'

/** The content of a reminder, in the message's language. */
export interface ReminderText {
  name: string
  holder: string | null
  /** The kind of document. */
  guideTitle: string
  standing: Standing
  expires: CivilDate
  /** When the renewal was submitted; null when it was not. */
  submitted: CivilDate | null
  /** The papers of the chosen method; null when none are known. */
  papers: { ready: number; needed: number; missing: readonly string[] } | null
  /** The guide's warning for expired documents. */
  warning: string | null
  next: { code: string; text: string; by: CivilDate | null } | null
}

/** Returns a date with its weekday, as the language writes it. */
export function longDate(date: CivilDate, words: AllWords): string {
  return words.dates.long(partsOf(date))
}

/** Returns a reminder in one line: the card's name and the days left. */
export function reminderTitle(due: ReminderText, words: AllWords): string {
  const { stage, daysLeft } = due.standing
  const name = printable(due.name)
  if (stage === 'last-day') return words('reminder.title.last-day', { name })
  const days = Math.abs(daysLeft ?? 0)
  return words(stage === 'overdue' ? 'reminder.title.overdue' : 'reminder.title.left', { name, days })
}

/** Returns a reminder in one line with its last valid day, for when the full text does not fit. */
export function briefReminder(due: ReminderText, words: AllWords): string {
  return `${reminderTitle(due, words)} (${longDate(due.expires, words)})`
}

/**
 * Returns a reminder in full (§8), several lines: card and holder, last valid day and days left, the deadline before it,
 * missing papers, the next action, and after the expiry the guide's warning. It never contains the document's number.
 * @param ownToday the reader's civil day; where the card's differs, both are shown (R3)
 */
export function reminderText(due: ReminderText, ownToday: CivilDate, words: AllWords): string {
  const { standing, submitted, papers, next } = due
  const lines = [
    words('reminder.head', {
      name: printable(due.name),
      guide: printable(due.guideTitle),
      holder: due.holder === null ? null : printable(due.holder),
    }),
    stageLine(due, words),
    standing.stage === 'overdue' && due.warning ? printable(due.warning) : null,
    deadlineLine(standing, words),
    standing.today === ownToday
      ? null
      : words('reminder.other-day', {
          there: longDate(standing.today, words),
          here: longDate(ownToday, words),
        }),
    submitted && words('reminder.submitted', { date: longDate(submitted, words) }),
    papers &&
      words('reminder.papers', {
        ...papers,
        missing: papers.missing.map(printable).join(words('words.listed')),
      }),
    next && words('reminder.next', { text: printable(next.text), by: next.by && longDate(next.by, words) }),
  ]
  return lines.filter(line => line !== null).join('\n')
}

function stageLine({ standing, expires: day }: ReminderText, words: AllWords): string {
  const expires = longDate(day, words)
  const days = Math.abs(standing.daysLeft ?? 0)
  if (standing.stage === 'overdue') return words('reminder.overdue', { days, expires })
  if (standing.stage === 'last-day') return words('reminder.last-day', { expires })
  return words('reminder.days-left', { days, expires })
}

/** The deadline before the last valid day; null when there is none, and after the expiry. */
function deadlineLine({ actBy, stage, today, dayOff: off }: Standing, words: AllWords): string | null {
  if (!actBy || actBy.why === 'expiry' || stage === 'overdue') return null
  const date = longDate(actBy.date, words)
  const when = actBy.date > today ? 'ahead' : actBy.date === today ? 'today' : 'past'
  if (actBy.why === 'file-by') return words(`reminder.file-by.${when}`, { date })
  const why = words(`reminder.day-off.${off ?? 'closed'}`)
  return words(`reminder.last-working-day.${when}`, { why, date })
}
