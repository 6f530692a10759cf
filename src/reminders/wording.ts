import type { Messages } from '../messages/en.ts'
import { type CivilDate, partsOf } from '../schedule/civil-date.ts'
import type { Standing } from '../schedule/standing.ts'
import { printable } from '../text/printable.ts'

/** What a reminder says of a card, its words already in the message's language. */
export interface Due {
  name: string
  holder: string | null
  /** The kind of document. */
  guideTitle: string
  standing: Standing
  expires: CivilDate
  /** When it was filed, null while it is not. */
  submitted: CivilDate | null
  /** The papers of the chosen method; null when nothing is known about them. */
  papers: { ready: number; needed: number; missing: readonly string[] } | null
  /** What the guide warns of after the expiry. */
  warning: string | null
  next: { code: string; text: string; by: CivilDate | null } | null
}

/** A date as the language writes it, with its weekday. */
export function longDate(date: CivilDate, text: Messages): string {
  return text['date.long'](partsOf(date))
}

/** One reminder in one line: whose card, and how many days. */
export function reminderTitle(due: Due, text: Messages): string {
  const { stage, daysLeft } = due.standing
  return text['reminder.title']({ name: printable(due.name), stage, days: Math.abs(daysLeft ?? 0) })
}

/** One reminder in one line, with its last valid day: for where nothing longer fits. */
export function briefReminder(due: Due, text: Messages): string {
  return `${reminderTitle(due, text)} (${longDate(due.expires, text)})`
}

/**
 * One reminder in full (§8), several lines: which card, whose, the last valid day and the days left, the day
 * offices close before it, what is missing, the next action; after the expiry what the guide warns of. Never
 * the document's number.
 * @param ownToday the reader's civil day; where the card's differs, both are told (R3)
 */
export function reminderText(due: Due, ownToday: CivilDate, text: Messages): string {
  const { standing, submitted, papers, next } = due
  const lines = [
    text['reminder.head']({
      name: printable(due.name),
      guide: printable(due.guideTitle),
      holder: due.holder === null ? null : printable(due.holder),
    }),
    stageLine(due, text),
    standing.stage === 'overdue' && due.warning ? printable(due.warning) : null,
    deadlineLine(standing, text),
    standing.today === ownToday
      ? null
      : text['reminder.other-day']({ there: longDate(standing.today, text), here: longDate(ownToday, text) }),
    submitted && text['reminder.submitted']({ date: longDate(submitted, text) }),
    papers && text['reminder.papers']({ ...papers, missing: papers.missing.map(printable) }),
    next && text['reminder.next']({ text: printable(next.text), by: next.by && longDate(next.by, text) }),
  ]
  return lines.filter(line => line !== null).join('\n')
}

function stageLine({ standing, expires: day }: Due, text: Messages): string {
  const expires = longDate(day, text)
  const days = Math.abs(standing.daysLeft ?? 0)
  if (standing.stage === 'overdue') return text['reminder.overdue']({ days, expires })
  if (standing.stage === 'last-day') return text['reminder.last-day']({ expires })
  return text['reminder.days-left']({ days, expires })
}

/** The day that matters before the last valid day; after the expiry it is history. */
function deadlineLine({ earliest, stage, today, dayOff: off }: Standing, text: Messages): string | null {
  if (!earliest || earliest.why === 'expiry' || stage === 'overdue') return null
  const date = longDate(earliest.date, text)
  const when = earliest.date > today ? 'ahead' : earliest.date === today ? 'today' : 'past'
  return earliest.why === 'file-by'
    ? text['reminder.file-by']({ date, when })
    : text['reminder.last-working-day']({ date, when, off })
}
