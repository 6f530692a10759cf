import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  type ICalCalendar,
  type ICalEvent,
  ICalEventTransparency,
} from 'ical-generator'
import { addDays, type CivilDate, daysBetween, LAST_DAY, partsOf } from '../dates/civil-date.ts'
import type { CommandWords } from '../messages/index.ts'

/** Without the document's number; civil dates in the card's zone. */
export interface CalendarCard {
  card: string
  cycle: number
  /** Grows whenever one of its dates changes. */
  sequence: number
  /** The time of the card's last change (RFC 3339). */
  stamp: string
  name: string
  holder: string | null
  kind: string
  expires: CivilDate
  opens: CivilDate
  fileBy: CivilDate
  milestones: CivilDate[]
  /** The days on which another card needs it renewed, with that card's name. Earlier versions did not store them. */
  needed?: readonly { date: CivilDate; by: string }[]
  appointment?: { date: CivilDate; time: string | null; place: string | null } | null
}

/** Part of an event's UID, so it must not change. */
type Role = 'expiry' | 'window' | 'file-by' | 'appointment'

/** In the reader's local time. */
const ALARM_HOUR = 9
const MAX_OCTETS = 75
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400]

/**
 * Yields iCalendar text (RFC 5545, §11) in pieces: thousands of cards are too long for one string. The same cards give
 * the same bytes.
 */
export function* calendarText(cards: Iterable<CalendarCard>, words: CommandWords): Generator<string> {
  const calendar = ical({
    prodId: { company: 'renew', product: 'renew', language: words('calendar.language') },
    name: escapeText(words('calendar.name')),
    description: escapeText(words('calendar.about')),
  })
  // ical-generator folds a whole calendar at once and slowly, so it gets one card at a time.
  const [header, footer] = calendar.toString().split(/(?=END:VCALENDAR)/) as [string, string]
  yield header
  for (const card of cards) {
    yield foldLines(eventsOf(card, calendar, words).join(''))
    calendar.clear()
  }
  yield `${footer}\r\n`
}

function eventsOf(card: CalendarCard, calendar: ICalCalendar, words: CommandWords): ICalEvent[] {
  const { expires, opens, fileBy, milestones, appointment } = card
  const days: [Role, from: CivilDate, to: CivilDate][] = [['expiry', expires, expires]]
  if (fileBy !== expires) days.push(['file-by', fileBy, fileBy])
  if (opens !== expires) days.push(['window', opens, expires])
  const left = new Set(milestones)
  const appointmentDays = appointment ? [addDays(appointment.date, -1), appointment.date] : []
  for (const day of appointmentDays) left.delete(day)
  // Each event gets the alarm of its first day, because some calendars show only one alarm per event.
  const alarmsByEvent = days.map(([, from]) => (left.delete(from) ? [from] : []))
  alarmsByEvent[0]!.push(...left)
  const events = days.map(([role, from, to], at) => {
    const event = calendar.createEvent({
      ...commonOf(card, role, words),
      start: from,
      end: addDays(to, 1),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    for (const day of alarmsByEvent[at]!.sort())
      addAlarm(event, daysBetween(from, day) * DAY + ALARM_HOUR * HOUR, alarmText(card, day, words))
    return event
  })
  return appointment ? [...events, appointmentEvent(card, appointment, calendar, words)] : events
}

function commonOf(card: CalendarCard, role: Role, words: CommandWords) {
  return {
    id: `renew-${card.card}-${card.cycle}-${role}`,
    sequence: card.sequence,
    stamp: card.stamp,
    summary: words(`calendar.title.${role}`, { name: card.name }),
    description: words('calendar.details', {
      kind: card.kind,
      holder: card.holder,
      expires: words.dates.long(partsOf(card.expires)),
    }),
  }
}

/** All-day without a time, else in floating time (RFC 5545 §3.3.5), the clock at the office. */
function appointmentEvent(
  card: CalendarCard,
  { date, time, place }: NonNullable<CalendarCard['appointment']>,
  calendar: ICalCalendar,
  words: CommandWords,
): ICalEvent {
  const event = calendar.createEvent({
    ...commonOf(card, 'appointment', words),
    ...(time === null
      ? { start: date, allDay: true, ...(date === LAST_DAY ? {} : { end: addDays(date, 1) }) }
      : { start: `${date}T${time}:00Z`, floating: true }),
    ...(place === null ? {} : { location: place }),
  })
  const [hours, minutes] = (time ?? '00:00').split(':').map(Number) as [number, number]
  const start = hours * HOUR + minutes * MINUTE
  const ring = time === null ? ALARM_HOUR * HOUR : Math.min(ALARM_HOUR * HOUR, start - 2 * HOUR)
  addAlarm(event, ALARM_HOUR * HOUR - DAY - start, alarmText(card, addDays(date, -1), words))
  addAlarm(event, ring - start, alarmText(card, date, words))
  return event
}

function alarmText(card: CalendarCard, day: CivilDate, words: CommandWords): string {
  const { name, expires, opens, fileBy, appointment, needed = [] } = card
  if (appointment && day === appointment.date)
    return words('reminder.title.appointment-today', { name, time: appointment.time })
  if (appointment && day === addDays(appointment.date, -1))
    return words('reminder.title.appointment-tomorrow', {
      name,
      day: words.dates.longDay(partsOf(appointment.date)),
      time: appointment.time,
    })
  if (day === expires) return words('reminder.title.last-day', { name })
  const need = needed.find(({ date }) => date === day)
  if (need) return words('reminder.title.needed', { name, by: need.by })
  if (day === fileBy) return words('calendar.title.file-by', { name })
  if (day === opens) return words('reminder.title.prepare', { name })
  return day < fileBy
    ? words('reminder.title.left', { name, toAct: daysBetween(day, fileBy) })
    : words('reminder.title.last-working-day-past', { name, days: daysBetween(day, expires) })
}

function addAlarm(event: ICalEvent, secondsFromStart: number, description: string): void {
  const alarm = event.createAlarm({
    type: ICalAlarmType.display,
    ...(secondsFromStart < 0 ? { triggerBefore: -secondsFromStart } : { triggerAfter: secondsFromStart }),
    description,
  })
  // Otherwise ical-generator counts an alarm after the start from the end of the event.
  alarm.relatesTo(ICalAlarmRelatesTo.start)
}

/** ical-generator does not escape the header. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, found => `\\${found}`)
}

/** Folds lines ending with CRLF at 75 octets, never inside a character (RFC 5545 §3.1). */
export function foldLines(text: string): string {
  return text
    .split('\r\n')
    .map(line => (Buffer.byteLength(line) <= MAX_OCTETS ? line : foldLine(line)))
    .join('\r\n')
}

function foldLine(line: string): string {
  let [text, size] = ['', 0]
  for (const char of line) {
    const more = Buffer.byteLength(char)
    if (size + more > MAX_OCTETS) {
      text += '\r\n '
      size = 1
    }
    text += char
    size += more
  }
  return text
}
