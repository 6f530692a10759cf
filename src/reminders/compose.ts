import type { Message, MessageLimit, Reminder } from '../channels/channel.ts'
import { cutText, plainLine } from '../channels/plain-text.ts'
import type { Messages } from '../messages/en.ts'
import type { CivilDate } from '../schedule/civil-date.ts'
import type { Stage } from '../schedule/standing.ts'
import { type Fault, faultText } from './faults.ts'
import { type Hash, messageId, reminderId } from './ids.ts'
import type { Owed } from './owed.ts'
import { briefReminder, type Due, reminderText, reminderTitle } from './wording.ts'

/** How the messages of one channel are made. */
export interface Composition {
  channel: string
  limit: MessageLimit | null
  lang: string
  text: Messages
  hash: Hash
  /** The reader's civil day. */
  ownToday: CivilDate
}

interface Item {
  due: Due
  reminder: Reminder
}

/** A piece of a message's text; what is not a reminder is a fault. */
interface Block {
  text: string
  item: Item | null
}

const RANK: Record<Stage, number> = { overdue: 0, 'last-day': 1, prepare: 2, valid: 3, permanent: 4 }
/** More faults than this are only counted. */
const FAULT_LINES = 8
/** Room for the ` (12/345)` behind a title, in bytes too. */
const PART_ROOM = 16
/** Between title and text, and between two reminders. */
const GAP = '\n\n'

/**
 * The messages that tell one channel what it is owed, most urgent first, then the faults. What does not fit
 * into the channel's limit goes into a further message, never unsaid. With nothing owed there is one message
 * of the faults alone; with neither there is none.
 */
export function composeMessages(
  owed: readonly { owed: Owed; due: Due }[],
  faults: readonly Fault[],
  how: Composition,
): Message[] {
  const items = owed
    .map(({ owed, due }) => ({ due, reminder: reminderOf(owed, due, how.hash) }))
    .sort(byUrgency)
  const blocks: Block[] = items.map(item => ({ text: fittingText(item, how), item }))
  if (faults.length > 0) blocks.push({ text: fittingFaults(faults, how), item: null })
  const parts = divide(blocks, how)
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
  const footer = how.text['reminder.footer']
  const last = parts.at(-1)
  if (last?.some(({ item }) => item) && sizeOf(footer, how) + gap <= left)
    last.push({ text: footer, item: null })
  return parts
}

function messageOf(blocks: readonly Block[], part: number, parts: number, how: Composition): Message {
  const { text, hash, channel, lang } = how
  const items = blocks.flatMap(({ item }) => item ?? [])
  const reminders = items.map(({ reminder }) => reminder)
  const body = blocks.map(block => block.text).join(GAP)
  const title = titleOf(items, text)
  return {
    id: items.length > 0 ? messageId(hash, reminders) : hash(`${how.ownToday}\n${body}`),
    channel,
    lang,
    title: parts === 1 ? title : text['reminder.part']({ title, part, parts }),
    text: body,
    urgent: reminders.some(({ stage }) => stage === 'overdue' || stage === 'last-day'),
    reminders,
  }
}

function titleOf(items: readonly Item[], text: Messages): string {
  const [first] = items
  if (!first) return text['reminder.title-faults']
  if (items.length === 1) return reminderTitle(first.due, text)
  const overdue = items.filter(({ reminder }) => reminder.stage === 'overdue').length
  const lastDay = items.filter(({ reminder }) => reminder.stage === 'last-day').length
  return text['reminder.title-many']({ overdue, lastDay, rest: items.length - overdue - lastDay })
}

/** A reminder in full; in one line where even a message of its own has no room for more. */
function fittingText(item: Item, how: Composition): string {
  const full = reminderText(item.due, how.ownToday, how.text)
  const room = roomFor(item, how)
  return sizeOf(full, how) <= room ? full : cutTo(briefReminder(item.due, how.text), room, how)
}

function fittingFaults(faults: readonly Fault[], how: Composition): string {
  const lines = faults.slice(0, FAULT_LINES).map(fault => plainLine(faultText(fault, how.text)))
  if (faults.length > FAULT_LINES) {
    lines.push(how.text['reminder.faults-more']({ count: faults.length - FAULT_LINES }))
  }
  return cutTo(lines.join('\n'), roomFor(null, how), how)
}

/** How much text fits into a message that begins with this item, whatever title the others will give it. */
function roomFor(first: Item | null, how: Composition): number {
  if (!how.limit) return Infinity
  const titles = [
    first ? reminderTitle(first.due, how.text) : how.text['reminder.title-faults'],
    how.text['reminder.title-many']({ overdue: 99999, lastDay: 99999, rest: 99999 }),
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

function reminderOf(owed: Owed, due: Due, hash: Hash): Reminder {
  const { card, expires, milestone, date } = owed
  const { holder, name, standing, next } = due
  const { stage, daysLeft } = standing
  return {
    card,
    name,
    holder,
    expires,
    milestone,
    date,
    id: reminderId(hash, owed),
    stage,
    daysLeft: daysLeft ?? 0,
    next,
  }
}

/** By stage, then by the earliest date that matters, then by name, as `status` has it. */
function byUrgency(a: Item, b: Item): number {
  const day = ({ due }: Item) => due.standing.earliest?.date ?? due.expires
  return (
    RANK[a.reminder.stage] - RANK[b.reminder.stage] ||
    compare(day(a), day(b)) ||
    compare(a.reminder.name, b.reminder.name)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
