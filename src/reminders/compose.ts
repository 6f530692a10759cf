import type { CalendarCard } from '../calendar/calendar-text.ts'
import { byUrgency, isToAct } from '../cards/assessed.ts'
import type { Message, MessageLimit, Reminder } from '../channels/channel.ts'
import { cutText } from '../channels/message-text.ts'
import { type CivilDate, compareText } from '../dates/civil-date.ts'
import type { AllWords } from '../messages/index.ts'
import { printable } from '../text/printable.ts'
import { type Fault, faultText } from './faults.ts'
import { type Hash, messageId, reminderId } from './ids.ts'
import type { Owed } from './owed.ts'
import { briefReminder, type ReminderText, reminderLines, reminderTitle } from './wording.ts'

export interface MessageOptions {
  channel: string
  limit: MessageLimit | null
  glance?: boolean
  lang: string
  words: AllWords
  hash: Hash
  /** The reader's civil day. */
  ownToday: CivilDate
  calendar?: (card: string) => CalendarCard | null
}

interface Block {
  text: string
  /** null: the faults or the footer. */
  item: Item | null
}

const MAX_FAULT_LINES = 8
const MAX_AT_A_GLANCE = 5
/** For ` (12/345)`, in bytes as in characters. */
const PART_SUFFIX_SIZE = 16
/** Some servers would refuse a mail with more. */
const MAX_CALENDAR_CARDS = 100
const GAP = '\n\n'

/**
 * Returns the messages for one channel: what it is owed, most urgent first, then the faults. What does not fit into the
 * channel's limit goes into further messages, into an attached file, or on a channel for glances into a digest. Faults
 * alone make one message; with nothing to say there is none.
 */
export function composeMessages(
  owed: readonly { owed: Owed; due: ReminderText }[],
  faults: readonly Fault[],
  how: MessageOptions,
): Message[] {
  const items = itemsOf(owed, how.hash)
  const blocks: Block[] = items.map(item => ({ text: fittingText(item, how), item }))
  if (faults.length > 0)
    blocks.push({ text: cutTo(faultLines(faults, how), spaceFor(null, how), how), item: null })
  const parts = divide(blocks, how)
  if (how.glance && (items.length > MAX_AT_A_GLANCE || parts.length > 1))
    return [digestOf(items, faults, how)]
  if (how.limit?.rest === 'file' && parts.length > 1) return [withFile(parts, how)]
  return parts.map((part, index) => messageOf(part, index + 1, parts.length, how))
}

function digestOf(items: readonly Item[], faults: readonly Fault[], how: MessageOptions): Message {
  const { words } = how
  const expired = items.filter(({ due }) => due.status.stage === 'overdue').length
  const title = words('reminder.digest', {
    count: items.length,
    expired: expired > 0 ? String(expired) : null,
  })
  const footer = words('reminder.footer')
  const room = (how.limit?.size ?? Infinity) - sizeOf(`${title}${GAP}${footer}${GAP}`, how)
  const shownFaults = faults.length > 0 ? cutTo(faultLines(faults, how), Math.floor(room / 2), how) : ''
  const lines: string[] = []
  let left = room - (shownFaults === '' ? 0 : sizeOf(`${shownFaults}${GAP}`, how))
  for (const item of items.slice(0, MAX_AT_A_GLANCE)) {
    const line = titleOfItem(item, words)
    left -= sizeOf(`${line}\n`, how)
    if (left < 0) break
    lines.push(line)
  }
  const text = [lines.join('\n'), shownFaults, footer].filter(Boolean).join(GAP)
  const blocks = items.map(item => ({ text: '', item }))
  return { ...messageOf(blocks, 1, 1, how), title, text }
}

function divide(blocks: readonly Block[], how: MessageOptions): Block[][] {
  const parts: Block[][] = []
  const gap = sizeOf(GAP, how)
  let left = 0
  for (const block of blocks) {
    const size = sizeOf(block.text, how) + gap
    if (parts.length === 0 || size > left) {
      parts.push([])
      left = spaceFor(block.item, how) + gap
    }
    parts.at(-1)!.push(block)
    left -= size
  }
  const footer = how.words('reminder.footer')
  const isList = blocks.filter(({ item }) => item).length > 1
  if (isList && sizeOf(footer, how) + gap <= left) parts.at(-1)!.push({ text: footer, item: null })
  return parts
}

function withFile(parts: readonly Block[][], how: MessageOptions): Message {
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

function messageOf(blocks: readonly Block[], part: number, parts: number, how: MessageOptions): Message {
  const { words, hash, channel, lang } = how
  const items = blocks.flatMap(({ item }) => item ?? [])
  const reminders = items.map(({ reminder }) => reminder)
  const body = bodyOf(blocks)
  const hasCalendar = how.calendar && reminders.length <= MAX_CALENDAR_CARDS
  const calendar = hasCalendar ? reminders.flatMap(({ card }) => how.calendar?.(card) ?? []) : []
  const title = titleOf(items, words)
  return {
    id: items.length > 0 ? messageId(hash, reminders) : hash(`${how.ownToday}\n${body}`),
    channel,
    lang,
    title: parts === 1 ? title : words('reminder.part', { title, part, parts }),
    text: body,
    urgent: items.some(({ due }) => isToAct(due.status)),
    reminders,
    ...(calendar.length > 0 ? { calendar } : {}),
  }
}

function titleOf(items: readonly Item[], words: AllWords): string {
  const [first] = items
  if (!first) return words('reminder.title-faults')
  const title = titleOfItem(first, words)
  return items.length === 1 ? title : words('reminder.title-many', { first: title, count: items.length - 1 })
}

function titleOfItem({ due, reminder }: Item, words: AllWords): string {
  return reminderTitle(reminder.milestone, due, words)
}

function fittingText(item: Item, how: MessageOptions): string {
  const { due, reminder } = item
  const room = spaceFor(item, how)
  const lines = reminderLines(reminder.milestone, due, how.ownToday, how.words)
  while (lines.length > 1 && sizeOf(lines.join('\n'), how) > room) lines.pop()
  return lines.length > 1
    ? lines.join('\n')
    : cutTo(briefReminder(reminder.milestone, due, how.words), room, how)
}

function faultLines(faults: readonly Fault[], how: MessageOptions): string {
  const lines = faults.slice(0, MAX_FAULT_LINES).map(fault => printable(faultText(fault, how.words)))
  if (faults.length > MAX_FAULT_LINES) {
    lines.push(how.words('reminder.faults-more', { count: faults.length - MAX_FAULT_LINES }))
  }
  return lines.join('\n')
}

function spaceFor(first: Item | null, how: MessageOptions): number {
  if (!how.limit) return Infinity
  const title = first
    ? how.words('reminder.title-many', { first: titleOfItem(first, how.words), count: 99999 })
    : how.words('reminder.title-faults')
  return how.limit.size - sizeOf(title, how) - sizeOf(GAP, how) - PART_SUFFIX_SIZE
}

function sizeOf(text: string, { limit }: MessageOptions): number {
  if (!limit) return 0
  const written = limit.written ? limit.written(text) : text
  return limit.unit === 'bytes' ? Buffer.byteLength(written) : written.length
}

function cutTo(text: string, room: number, how: MessageOptions): string {
  let cut = text
  while (sizeOf(cut, how) > room && cut.length > 1) {
    const part = Math.min(0.9, room / sizeOf(cut, how))
    cut = cutText(text, Math.max(1, Math.floor(cut.length * part)))
  }
  return cut
}

interface Item {
  due: ReminderText
  reminder: Reminder
}

/**
 * First a last day, then an appointment of today or tomorrow, then by the day to act by; repeats after the expiry come
 * last, those that the channel had longest ago first (§8).
 */
function itemsOf(owed: readonly { owed: Owed; due: ReminderText }[], hash: Hash): Item[] {
  const items = owed.map(({ owed, due }) => ({
    due,
    reminder: reminderOf(owed, due, hash),
    last: owed.last ?? '',
  }))
  const rank = ({ due, reminder }: Item) =>
    due.status.stage === 'last-day' ? 0 : /^appointment(-1d)?$/.test(reminder.milestone) ? 1 : 2
  const ranked = byUrgency(items, ({ due }) => due).sort((a, b) => rank(a) - rank(b))
  const isRepeat = ({ due }: Item) => due.status.stage === 'overdue'
  const repeats = ranked.filter(isRepeat).sort((a, b) => compareText(a.last, b.last))
  return [...ranked.filter(one => !isRepeat(one)), ...repeats]
}

function reminderOf(owed: Owed, due: ReminderText, hash: Hash): Reminder {
  const { card, expires, milestone, date } = owed
  const { holder, name, status, next } = due
  const { stage, daysLeft } = status
  const id = reminderId(hash, owed)
  return { card, name, holder, expires, milestone, date, id, stage, daysLeft: daysLeft ?? 0, next }
}
