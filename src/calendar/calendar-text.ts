import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  type ICalCalendar,
  type ICalEvent,
  ICalEventTransparency,
} from 'ical-generator'
import { addDays, type CivilDate, daysBetween, LAST_DAY, partsOf } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'
import type { CalendarCard } from './calendar-card.ts'
import { foldLines } from './fold-lines.ts'

/** What an event of a card is about; a part of its UID, so it never changes. */
type Role = 'expiry' | 'window' | 'file-by'

/** The hour of its day at which a milestone rings, on the clock of whoever looks at it. */
const ALARM_HOUR = 9
const [HOUR, DAY] = [3600, 86_400]

/**
 * The calendar of some cards as iCalendar text (RFC 5545), piece by piece: a register of thousands is too long for one
 * text. Of each card an all-day event for its last valid day, one for its window, one for the last day to file in time,
 * with an alarm at nine for every milestone up to the last valid day (§11). The same cards give the same bytes.
 * @param text the words of the reader's language
 */
export function* calendarText(cards: Iterable<CalendarCard>, words: AllWords): Generator<string> {
  const calendar = ical({
    prodId: { company: 'renew', product: 'renew', language: words('calendar.language') },
    name: plain(words('calendar.name')),
    description: plain(words('calendar.about')),
  })
  // The library folds a whole calendar at once, and slowly; so its head is taken here, and each event by itself.
  const [head, tail] = calendar.toString().split(/(?=END:VCALENDAR)/) as [string, string]
  yield head
  for (const card of cards) {
    yield foldLines(eventsOf(card, calendar, words).join(''))
    calendar.clear()
  }
  yield `${tail}\r\n`
}

function eventsOf(card: CalendarCard, calendar: ICalCalendar, words: AllWords): ICalEvent[] {
  const { expires, opens, fileBy, milestones } = card
  const days: [Role, from: CivilDate, to: CivilDate][] = [
    ['expiry', expires, expires],
    ['file-by', fileBy, fileBy],
    ['window', opens, expires],
  ]
  const left = new Set(milestones)
  // An alarm belongs to the event that begins on its day; some calendars show but one alarm of an event.
  const ringing = days.map(([, from]) => (left.delete(from) ? [from] : []))
  ringing[0]!.push(...left)
  return days.map(([role, from, to], at) => {
    const event = calendar.createEvent({
      id: uidOf(card, role),
      sequence: card.sequence,
      stamp: card.stamp,
      start: from,
      // The end is exclusive; where no day follows there is none, and the event is one day long.
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
    for (const day of ringing[at]!.sort()) addAlarm(event, card, from, day, words)
    return event
  })
}

/** Stable for a card, its cycle and what it is about. */
function uidOf({ card, cycle }: CalendarCard, role: Role): string {
  return `renew-${card}-${cycle}-${role}`
}

/** Rings at nine of a day, counted from the midnight at which its event begins, wherever the reader is. */
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
  // Else the library counts from the end of the event what comes after its beginning; it takes this nowhere else.
  alarm.relatesTo(ICalAlarmRelatesTo.start)
}

/** What the library writes into the head as it is. */
function plain(text: string): string {
  return text.replace(/[\\;,]/g, found => `\\${found}`)
}
