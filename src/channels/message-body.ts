import type { Message } from './channel.ts'

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
