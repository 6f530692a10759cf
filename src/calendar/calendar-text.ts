import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  type ICalCalendar,
  type ICalEvent,
  ICalEventTransparency,
} from 'ical-generator'
import { addDays, type CivilDate, daysBetween, LAST_DAY, partsOf } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'

/** What a calendar shows of a card, never the document's number; civil dates in the card's zone. */
export interface CalendarCard {
  /** The card's id, which is random and does not reveal the holder. */
  card: string
  /** The number of the renewal, from 0; each has its own events. */
  cycle: number
  /** The number of changes to the card; grows whenever one of its dates changes. */
  sequence: number
  /** The time of the card's last change (RFC 3339). */
  stamp: string
  name: string
  holder: string | null
  /** The kind of document, in the reader's language. */
  kind: string
  /** The last valid day. */
  expires: CivilDate
  /** The first day of the preparation window. */
  opens: CivilDate
  /** The last day to file in time. */
  fileBy: CivilDate
  /** The days on which to remind, the last valid day included. */
  milestones: CivilDate[]
}

/** What an event of a card is for. Part of its UID, so it must not change. */
type Role = 'expiry' | 'window' | 'file-by'

/** The hour of the alarms, in the reader's local time. */
const ALARM_HOUR = 9
/** The longest line in octets, without its end (RFC 5545 §3.1). */
const MAX_LINE = 75
const [HOUR, DAY] = [3600, 86_400]

/**
 * Yields the cards as iCalendar text (RFC 5545) in pieces, because thousands of cards are too long for one string.
 * Each card has all-day events for its last valid day, its window and the last day to file in time, with an alarm at
 * nine for every milestone up to the last valid day (§11). The same cards give the same bytes.
 * @param words the words of the reader's language
 */
export function* calendarText(cards: Iterable<CalendarCard>, words: AllWords): Generator<string> {
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

function eventsOf(card: CalendarCard, calendar: ICalCalendar, words: AllWords): ICalEvent[] {
  const { expires, opens, fileBy, milestones } = card
  const days: [Role, from: CivilDate, to: CivilDate][] = [
    ['expiry', expires, expires],
    ['file-by', fileBy, fileBy],
    ['window', opens, expires],
  ]
  const left = new Set(milestones)
  // Each event gets the alarm of its first day, because some calendars show only one alarm per event.
  const alarmsByEvent = days.map(([, from]) => (left.delete(from) ? [from] : []))
  alarmsByEvent[0]!.push(...left)
  return days.map(([role, from, to], at) => {
    const event = calendar.createEvent({
      id: uidOf(card, role),
      sequence: card.sequence,
      stamp: card.stamp,
      start: from,
      // The end is exclusive; no date follows LAST_DAY, and an event without an end is one day long.
      ...(to === LAST_DAY ? {} : { end: addDays(to, 1) }),
      allDay: true,
      summary: words(`calendar.title.${role}`, { name: card.name }),
      description: words('calendar.details', {
        kind: card.kind,
        holder: card.holder,
        expires: words.dates.long(partsOf(expires)),
      }),
      transparency: ICalEventTransparency.TRANSPARENT,
    })
    for (const day of alarmsByEvent[at]!.sort()) addAlarm(event, card, from, day, words)
    return event
  })
}

/** Returns an id that stays the same for a card, its cycle and the role of the event. */
function uidOf({ card, cycle }: CalendarCard, role: Role): string {
  return `renew-${card}-${cycle}-${role}`
}

/** Adds an alarm at nine on `day`, relative to midnight at the start of the event in the reader's local time. */
function addAlarm(
  event: ICalEvent,
  { name, expires }: CalendarCard,
  from: CivilDate,
  day: CivilDate,
  words: AllWords,
) {
  const days = daysBetween(day, expires)
  const alarm = event.createAlarm({
    type: ICalAlarmType.display,
    triggerAfter: daysBetween(from, day) * DAY + ALARM_HOUR * HOUR,
    description:
      days === 0 ? words('reminder.title.last-day', { name }) : words('reminder.title.left', { name, days }),
  })
  // Otherwise ical-generator counts an alarm after the start from the end of the event.
  alarm.relatesTo(ICalAlarmRelatesTo.start)
}

/** Escapes text for the header, where ical-generator does not. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, found => `\\${found}`)
}

/** Folds lines ending with CRLF at 75 octets, never inside a character (RFC 5545 §3.1). */
export function foldLines(text: string): string {
  return text
    .split('\r\n')
    .map(line => (Buffer.byteLength(line) <= MAX_LINE ? line : foldLine(line)))
    .join('\r\n')
}

function foldLine(line: string): string {
  let [text, size] = ['', 0]
  for (const char of line) {
    const more = Buffer.byteLength(char)
    if (size + more > MAX_LINE) {
      text += '\r\n '
      size = 1
    }
    text += char
    size += more
  }
  return text
}
