import { printable } from '../text/printable.ts'
import type { Message } from './channel.ts'

/** Title and text as one, for services that know no titles. */
export function chatText({ title, text }: Pick<Message, 'title' | 'text'>): string {
  return `${title}\n\n${text}`
}

/** A text that may be called what a bot demands of every message; DingTalk and Feishu call it a keyword. */
export function withKeyword(text: string, keyword: string | undefined): string {
  return !keyword || text.includes(keyword) ? text : `【${keyword}】${text}`
}

/** The inside of a JSON text: quotes, backslashes and ends of lines take two bytes. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Text of several lines that is safe to show: `\n` ends a line, a tab is a blank. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').split('\n').map(printable).join('\n')
}

/** The text cut to a number of UTF-16 units, never inside a character; `…` marks the cut. */
export function cutText(text: string, size: number): string {
  if (text.length <= size) return text
  const kept = text.slice(0, Math.max(0, size - 1))
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** A message as programs get it (§7, "webhook body"): one JSON object, on one line. */
export function messageBody(message: Message): string {
  const { id, channel, lang, text, reminders } = message
  return JSON.stringify({
    schema: 1,
    id,
    lang,
    text,
    reminders: reminders.map(one => ({
      card: one.card,
      name: one.name,
      expires: one.expires,
      milestone: one.milestone,
      date: one.date,
      channel,
      id: one.id,
      stage: one.stage,
      daysLeft: one.daysLeft,
      next: one.next,
    })),
  })
}
