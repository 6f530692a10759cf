import { nextSentence } from '../cards/step-text.ts'
import { type CivilDate, daysBetween, partsOf } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'
import { longDate } from '../text/dates.ts'
import { printable, shellWord } from '../text/printable.ts'
import { daysToAct, type Reason, type ReasonInput, reasonOf } from './reason.ts'

/** The content of a reminder, in the message's language. */
export interface ReminderText extends ReasonInput {
  name: string
  /** Then the kind of document is given with the name. */
  isPerson: boolean
  holder: string | null
  guideTitle: string
  expires: CivilDate
  receipt: string | null
  /** Of the chosen method; `bring` are all by name. null when none are known. */
  papers: { ready: number; needed: number; missing: readonly string[]; bring: readonly string[] } | null
  warnings: readonly string[]
  next: { code: string; text: string; by: CivilDate | null } | null
}

/** Returns a reminder in one line: the document's name and why it comes today. */
export function reminderTitle(milestone: string, due: ReminderText, words: AllWords): string {
  const reason = reasonOf(milestone, due)
  return words(`reminder.title.${reason}`, valuesOf(reason, due, words))
}

/** Returns a reminder in one line with its last valid day, for when the full text does not fit. */
export function briefReminder(milestone: string, due: ReminderText, words: AllWords): string {
  return words('reminder.brief', {
    title: reminderTitle(milestone, due, words),
    date: longDate(due.expires, words),
  })
}

/**
 * Returns the lines of a reminder in full (§8), the most important first: why it comes today; which document, whose,
 * and until when it is valid; the days left; what to bring, what is missing, what to do next; after the expiry the
 * guide's warnings; and the commands to answer it with. The document's number is never part of it.
 * @param ownToday the reader's civil day; where the card's differs, both are shown (R3)
 */
export function reminderLines(
  milestone: string,
  due: ReminderText,
  ownToday: CivilDate,
  words: AllWords,
): string[] {
  const reason = reasonOf(milestone, due)
  const lines = [
    words(`reminder.why.${reason}`, valuesOf(reason, due, words)),
    documentLine(due, words),
    timeLine(reason, due, words),
    reason === 'appointment-today' || reason === 'appointment-tomorrow' ? bringLine(due, words) : null,
    submittedLine(due, words),
    ...(due.status.stage === 'overdue' ? due.warnings.map(printable) : []),
    papersLine(due, words),
    nextLine(due, words),
    otherDayLine(due, ownToday, words),
    ...commandLines(due, words),
  ]
  return lines.filter(line => line !== null)
}

function valuesOf(reason: Reason, due: ReminderText, words: AllWords) {
  const { status, expires, appointment, submitted } = due
  const { today, actBy, daysLeft, filing, dayOff: off, lastWorkingDay, neededBy } = status
  const long = (date: CivilDate | null | undefined): string => (date ? longDate(date, words) : '')
  const time = appointment?.time ?? null
  return {
    name: subjectOf(due, words),
    days: reason === 'ask' ? daysBetween(submitted!, today) : Math.abs(daysLeft ?? 0),
    toAct: daysToAct(status),
    date: long(reason.startsWith('appointment') ? appointment?.date : actBy?.date),
    day: appointment ? words.dates.longDay(partsOf(appointment.date)) : '',
    time,
    place: appointment?.place ? printable(appointment.place) : null,
    closes: long(filing?.closes),
    last: long(lastWorkingDay),
    expires: long(expires),
    off: words(`reminder.off.${off ?? 'closed'}`),
    by: neededBy === null ? '' : printable(neededBy),
  }
}

function subjectOf({ name, isPerson, guideTitle }: ReminderText, words: AllWords): string {
  return isPerson
    ? words('reminder.person', { name: printable(name), kind: printable(guideTitle) })
    : printable(name)
}

function documentLine({ guideTitle, holder, expires, status }: ReminderText, words: AllWords): string {
  const isPast = status.stage === 'overdue'
  return words(isPast ? 'reminder.document-past' : 'reminder.document', {
    guide: printable(guideTitle),
    holder: holder === null ? null : printable(holder),
    date: longDate(expires, words),
  })
}

function timeLine(reason: Reason, due: ReminderText, words: AllWords): string | null {
  const { actBy, today, daysLeft, dayOff } = due.status
  if (actBy === null || daysLeft === null || daysLeft <= 0) return null
  const off = dayOff && words(`reminder.off.${dayOff}`)
  const isEarlier = actBy.why !== 'expiry'
  if (isEarlier && today < actBy.date && due.submitted === null && reason !== 'left') {
    const date = longDate(actBy.date, words)
    const by = actBy.why === 'needed' && due.status.neededBy ? printable(due.status.neededBy) : null
    return words('reminder.act-by', { date, days: daysToAct(due.status), left: daysLeft, off, by })
  }
  return reason === 'left' && !isEarlier ? null : words('reminder.expires-in', { days: daysLeft, off })
}

function bringLine({ papers }: ReminderText, words: AllWords): string | null {
  if (!papers || papers.bring.length === 0) return null
  return words('reminder.bring', { papers: listed(papers.bring, words) })
}

function submittedLine({ submitted, receipt }: ReminderText, words: AllWords): string | null {
  if (submitted === null) return null
  return words('reminder.submitted', {
    date: longDate(submitted, words),
    receipt: receipt && printable(receipt),
  })
}

function papersLine({ papers, submitted }: ReminderText, words: AllWords): string | null {
  if (!papers) return null
  const { ready, needed } = papers
  const missing = listed(papers.missing, words)
  if (submitted !== null) return missing === '' ? null : words('reminder.papers-wanted', { missing })
  return words('reminder.papers', { ready, needed, missing })
}

function nextLine({ next, status }: ReminderText, words: AllWords): string | null {
  if (!next) return null
  const sentence = nextSentence({ ...next, text: printable(next.text) }, status.today, words)
  return words('reminder.next', { sentence })
}

function otherDayLine({ status: { today } }: ReminderText, own: CivilDate, words: AllWords): string | null {
  if (today === own) return null
  return words('reminder.other-day', { there: longDate(today, words), here: longDate(own, words) })
}

function commandLines({ name, submitted, papers, hasOffice }: ReminderText, words: AllWords): string[] {
  const card = shellWord(name)
  const canSubmit = submitted === null && (hasOffice || papers !== null)
  return [
    ...(canSubmit ? [words('reminder.command.submit', { card })] : []),
    words('reminder.command.done', { card }),
    words('reminder.command.ack', { card }),
  ]
}

function listed(names: readonly string[], words: AllWords): string {
  return names.map(printable).join(words('words.listed'))
}
