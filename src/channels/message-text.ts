import { printable } from '../text/printable.ts'
import type { Message } from './channel.ts'

/** Joins title and text, for services without titles. */
export function chatText({ title, text }: Pick<Message, 'title' | 'text'>): string {
  return `${title}\n\n${text}`
}

/** Puts a keyword before a text that does not contain it; DingTalk and Feishu can demand one in every message. */
export function withKeyword(text: string, keyword: string | undefined): string {
  return !keyword || text.includes(keyword) ? text : `【${keyword}】${text}`
}

/** Returns a text as it is written inside JSON quotes. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** Cleans a text of several lines for the screen; a tab becomes a blank. */
export function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', ' ').split('\n').map(printable).join('\n')
}

/** Cuts a text to a number of UTF-16 units, never inside a character, and marks the cut with `…`. */
export function cutText(text: string, size: number): string {
  if (text.length <= size) return text
  const kept = text.slice(0, Math.max(0, size - 1))
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** Returns what a service or a program said as a failure shows it: cleaned for the screen, at most 200 characters. */
export function excerpt(text: string): string {
  return cutText(printable(text), 200)
}

/** Returns the last line of a program's output as a failure shows it. */
export function lastLine(output: string): string {
  return excerpt(output.trim().split('\n').at(-1)!)
}

/** Escapes the characters that open tags and entities in HTML, XML and Slack's texts. */
export function withoutMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Returns a message as one line of JSON (§7, "webhook body"). */
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
