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
