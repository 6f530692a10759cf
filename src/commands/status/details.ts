import { daysBetween, partsOf } from '../../dates/civil-date.ts'
import type { StatusWords } from '../../messages/index.ts'
import type { Deadline } from '../../schedule/status.ts'
import { longDate } from '../../text/dates.ts'
import type { Paint } from '../../text/paint.ts'
import type { Fact } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence, Span } from '../../text/wrap.ts'
import { appointmentTime, isAhead, type StatusRow } from './rows.ts'

type LabelOf<K> = K extends `status.label.${infer L}` ? L : never
type Label = LabelOf<keyof StatusWords['texts']>

/** What a card says below its line. */
export interface Detail extends Fact {
  /** Whether it is said even where the screen is too low for all. */
  isBrief: boolean
}

const BRIEF: readonly Label[] = ['warning', 'appointment', 'next']

/** Returns the details of a card: nothing where nothing is to be done. */
export function detailsOf(row: StatusRow, words: StatusWords, paint: Paint): Detail[] {
  const details: Detail[] = []
  const say = (label: Label, ...says: (Sentence | null)[]): void => {
    const given = says.filter(one => one !== null)
    if (given.length > 0)
      details.push({ label: words(`status.label.${label}`), says: given, isBrief: BRIEF.includes(label) })
  }
  if (row.closed !== null) {
    say('closed', longDate(row.closed, words))
    return details
  }
  const isOverdue = row.status.stage === 'overdue'
  const { guideTitle } = row
  if (guideTitle !== null && !isCalm(row) && guideTitle.toLowerCase() !== row.name.toLowerCase())
    details.push({ label: '', says: [[{ text: clean(guideTitle), style: paint.dim }]], isBrief: false })
  if (isOverdue) say('warning', ...row.warnings.map(one => [{ text: clean(one), style: paint.bad }]))
  say('appointment', appointmentText(row, words, paint))
  say('submitted', submittedText(row, words))
  say('act-by', actByText(row, words, paint))
  say('papers', papersText(row, words))
  say('next', nextText(row, words, paint))
  if (!isOverdue) say('note', ...row.warnings.map(clean))
  if (row.snoozedUntil) say('snoozed', words('status.snoozed', { date: longDate(row.snoozedUntil, words) }))
  say('note', ...row.notes.map(note => [{ text: clean(note), style: paint.warn }]))
  return details
}

function isCalm({ status, course }: StatusRow): boolean {
  return (status.stage === 'valid' && course === 'not-started') || status.stage === 'permanent'
}

function appointmentText(row: StatusRow, words: StatusWords, paint: Paint): Sentence | null {
  const { appointment, status } = row
  if (appointment === null || !isAhead(row)) return null
  const { date, place } = appointment
  const when = appointmentTime(appointment, longDate(date, words), words)
  const style = date === status.today ? paint.warn : paint.bold
  const left = words('words.comma') + words.dates.distance(daysBetween(status.today, date))
  const where = place === null ? '' : words('words.comma') + clean(place)
  return [{ text: when, style, whole: true }, { text: left + where }]
}

function submittedText({ submitted }: StatusRow, words: StatusWords): Sentence | null {
  if (submitted === null) return null
  const receipt = submitted.receipt === null ? null : clean(submitted.receipt)
  return words('status.submitted', { date: longDate(submitted.date, words), receipt })
}

/** The day to act by (R8), inside the window, where it is before the last valid day. */
function actByText({ status }: StatusRow, words: StatusWords, paint: Paint): Sentence | null {
  const { actBy, stage, today, knowledge } = status
  const isOpen = stage === 'prepare' || stage === 'last-day' || (stage === 'valid' && actBy?.why === 'needed')
  if (actBy === null || !isOpen || (actBy.why === 'expiry' && knowledge === 'exact')) return null
  const why = [
    ...(actBy.why === 'expiry' ? [] : [whyBefore(status, words)]),
    ...(knowledge === 'exact' ? [] : [words(`status.doubt.${knowledge}`)]),
  ].join(words('words.semicolon'))
  return [
    { text: longDate(actBy.date, words), style: paint.stage[stage], whole: true },
    { text: words('status.act-by', { why, when: words.dates.distance(daysBetween(today, actBy.date)) }) },
  ]
}

/** Says why the day to act by is before the last valid day: `27 Feb is a Saturday`. */
function whyBefore({ actBy, window, dayOff, neededBy }: StatusRow['status'], words: StatusWords): string {
  const why = actBy!.why as Exclude<Deadline, 'expiry'>
  if (why !== 'last-working-day')
    return words(`status.why.${why}`, { by: neededBy === null ? '' : clean(neededBy) })
  const { weekday, ...day } = partsOf(window!.closes)
  const date = words.dates.day(day)
  if (dayOff === 'holiday') return words('status.off.holiday', { date })
  return words(weekday === 6 ? 'status.off.saturday' : 'status.off.sunday', { date })
}

function papersText({ materials, submitted }: StatusRow, words: StatusWords): Sentence | null {
  if (materials === null) return null
  const missing = materials.missing.map(clean).join(words('words.listed'))
  if (submitted !== null) return missing === '' ? null : words('status.papers-wanted', { missing })
  return words('status.papers', { ready: materials.ready, needed: materials.needed, missing })
}

function nextText({ next }: StatusRow, words: StatusWords, paint: Paint): Sentence | null {
  if (next === null) return null
  const says: Span[] = [{ text: clean(next.sentence), style: paint.bold }]
  if (next.command === null) return says
  const { line, isAfter } = next.command
  says.push({ text: isAfter ? words('status.next-then') : words('words.colon') })
  return [...says, { text: clean(line), style: paint.command, whole: true }]
}

const clean = (text: string): string => displayName(text, { isTTY: true })
