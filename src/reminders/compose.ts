import type { CalendarCard } from '../calendar/calendar-text.ts'
import type { Message, MessageLimit, Reminder } from '../channels/channel.ts'
import { cutText } from '../channels/plain-text.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'
import { printable } from '../text/printable.ts'
import { type Fault, faultText } from './faults.ts'
import { type Hash, messageId } from './ids.ts'
import { type Item, itemsOf } from './items.ts'
import type { Owed } from './owed.ts'
import { briefReminder, type ReminderText, reminderText, reminderTitle } from './wording.ts'

/** How the messages of one channel are made. */
export interface Composition {
  channel: string
  limit: MessageLimit | null
  lang: string
  words: AllWords
  hash: Hash
  /** The reader's civil day. */
  ownToday: CivilDate
  /** What a calendar shows of a card; left out where the channel takes none. */
  calendar?: (card: string) => CalendarCard | null
}

/** A piece of a message's text; what is not a reminder is a fault. */
interface Block {
  text: string
  item: Item | null
}

/** More faults than this are only counted. */
const FAULT_LINES = 8
/** Room for the ` (12/345)` behind a title, in bytes too. */
const PART_ROOM = 16
/** A calendar of more cards helps nobody, and some servers would refuse the mail. */
const CALENDAR_CARDS = 100
/** Between title and text, and between two reminders. */
const GAP = '\n\n'

/**
 * The messages that tell one channel what it is owed, most urgent first, then the faults. What does not fit
 * into the channel's limit goes into a further message, or into one file with it, never unsaid. With nothing
 * owed there is one message of the faults alone; with neither there is none.
 */
export function composeMessages(
  owed: readonly { owed: Owed; due: ReminderText }[],
  faults: readonly Fault[],
  how: Composition,
): Message[] {
  const blocks: Block[] = itemsOf(owed, how.hash).map(item => ({ text: fittingText(item, how), item }))
  if (faults.length > 0) blocks.push({ text: fittingFaults(faults, how), item: null })
  const parts = divide(blocks, how)
  if (how.limit?.rest === 'file' && parts.length > 1) return [withFile(parts, how)]
  return parts.map((part, index) => messageOf(part, index + 1, parts.length, how))
}

/** Fills one message after the other. */
function divide(blocks: readonly Block[], how: Composition): Block[][] {
  const parts: Block[][] = []
  const gap = sizeOf(GAP, how)
  let left = 0
  for (const block of blocks) {
    const size = sizeOf(block.text, how) + gap
    if (parts.length === 0 || size > left) {
      parts.push([])
      left = roomFor(block.item, how) + gap
    }
    parts.at(-1)!.push(block)
    left -= size
  }
  const footer = how.words('reminder.footer')
  const last = parts.at(-1)
  if (last?.some(({ item }) => item) && sizeOf(footer, how) + gap <= left)
    last.push({ text: footer, item: null })
  return parts
}

/** One message with the most urgent and all faults in its text, and everything in its file. */
function withFile(parts: readonly Block[][], how: Composition): Message {
  const all = parts.flat()
  const shown = parts[0]!.filter(({ item }) => item)
  const rest = all.filter(({ item }) => item).length - shown.length
  const more = how.words('reminder.more-in-file', { count: rest })
  const others = all.filter(({ item }) => !item)
  const { text: file, ...message } = messageOf(all, 1, 1, how)
  return { ...message, text: bodyOf([...shown, { text: more, item: null }, ...others]), file }
}

function bodyOf(blocks: readonly Block[]): string {
  return blocks.map(block => block.text).join(GAP)
}

function messageOf(blocks: readonly Block[], part: number, parts: number, how: Composition): Message {
  const { words, hash, channel, lang } = how
  const items = blocks.flatMap(({ item }) => item ?? [])
  const reminders = items.map(({ reminder }) => reminder)
  const body = bodyOf(blocks)
  const calendar = calendarOf(reminders, how)
  const title = titleOf(items, words)
  return {
    id: items.length > 0 ? messageId(hash, reminders) : hash(`${how.ownToday}\n${body}`),
    channel,
    lang,
    title: parts === 1 ? title : words('reminder.part', { title, part, parts }),
    text: body,
    urgent: reminders.some(({ stage }) => stage === 'overdue' || stage === 'last-day'),
    reminders,
    ...(calendar.length > 0 ? { calendar } : {}),
  }
}

function calendarOf(reminders: readonly Reminder[], { calendar }: Composition): CalendarCard[] {
  if (!calendar || reminders.length > CALENDAR_CARDS) return []
  return reminders.flatMap(({ card }) => calendar(card) ?? [])
}

function titleOf(items: readonly Item[], words: AllWords): string {
  const [first] = items
  if (!first) return words('reminder.title-faults')
  if (items.length === 1) return reminderTitle(first.due, words)
  const overdue = items.filter(({ reminder }) => reminder.stage === 'overdue').length
  const lastDay = items.filter(({ reminder }) => reminder.stage === 'last-day').length
  return titleOfMany({ overdue, 'last-day': lastDay, rest: items.length - overdue - lastDay }, words)
}

function titleOfMany(counts: Record<'overdue' | 'last-day' | 'rest', number>, words: AllWords): string {
  const parts = (['overdue', 'last-day', 'rest'] as const).filter(kind => counts[kind] > 0)
  const said = parts.map(kind => words(`reminder.title-many.${kind}`, { count: counts[kind] }))
  const count = counts.overdue + counts['last-day'] + counts.rest
  return words('reminder.title-many', { count, parts: said.join(words('words.comma')) })
}

/** A reminder in full; in one line where even a message of its own has no room for more. */
function fittingText(item: Item, how: Composition): string {
  const full = reminderText(item.due, how.ownToday, how.words)
  const room = roomFor(item, how)
  return sizeOf(full, how) <= room ? full : cutTo(briefReminder(item.due, how.words), room, how)
}

function fittingFaults(faults: readonly Fault[], how: Composition): string {
  const lines = faults.slice(0, FAULT_LINES).map(fault => printable(faultText(fault, how.words)))
  if (faults.length > FAULT_LINES) {
    lines.push(how.words('reminder.faults-more', { count: faults.length - FAULT_LINES }))
  }
  return cutTo(lines.join('\n'), roomFor(null, how), how)
}

/** How much text fits into a message that begins with this item, whatever title the others will give it. */
function roomFor(first: Item | null, how: Composition): number {
  if (!how.limit) return Infinity
  const titles = [
    first ? reminderTitle(first.due, how.words) : how.words('reminder.title-faults'),
    titleOfMany({ overdue: 99999, 'last-day': 99999, rest: 99999 }, how.words),
  ]
  const titleSize = Math.max(...titles.map(title => sizeOf(title, how)))
  return how.limit.size - titleSize - sizeOf(GAP, how) - PART_ROOM
}

function sizeOf(text: string, { limit }: Composition): number {
  if (!limit) return 0
  const written = limit.written ? limit.written(text) : text
  return limit.unit === 'bytes' ? Buffer.byteLength(written) : written.length
}

function cutTo(text: string, room: number, how: Composition): string {
  let cut = text
  while (sizeOf(cut, how) > room && cut.length > 1) {
    const part = Math.min(0.9, room / sizeOf(cut, how))
    cut = cutText(text, Math.max(1, Math.floor(cut.length * part)))
  }
  return cut
}
