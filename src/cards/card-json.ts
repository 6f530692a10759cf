import type { StatusWords } from '../messages/index.ts'
import type { Assessed } from './assessed.ts'
import { appointmentOf } from './card.ts'
import { nextCommand, nextText, papersOf } from './step-text.ts'

export interface CardJsonWorld {
  /** Whether a reminder was printed that may not have been seen. */
  unseen: boolean
  lastReminder: { at: string; milestone: string; channels: readonly string[] } | null
  words: StatusWords
  lang: string
  /** Called only for cards without a zone. */
  zoneName(): string
}

/** Returns a card as in `status --json` (§7). */
export function cardJson(
  assessed: Assessed,
  { unseen, lastReminder, words, lang, zoneName }: CardJsonWorld,
): object {
  const { card, status, course, next, resolved } = assessed
  return {
    id: card.id,
    name: card.name,
    guide: card.guide,
    holder: card.holder,
    expires: card.expires,
    zone: resolved.zone.value ?? zoneName(),
    today: status.today,
    stage: status.stage,
    daysLeft: status.daysLeft,
    window: status.window,
    lastWorkingDay: status.lastWorkingDay,
    fileBy: status.fileBy,
    course,
    materials: papersOf(assessed),
    next: next && {
      code: next.code,
      text: nextText(assessed, lang, words),
      by: next.by,
      command: nextCommand(assessed)?.line ?? null,
    },
    snoozedUntil: assessed.snoozedUntil,
    unseen,
    actBy: status.actBy?.date ?? null,
    appointment: appointmentOf(card),
    lastReminder,
  }
}

/** Counts the open cards by stage, as in the JSON of §7. */
export function countStages(cards: readonly Assessed[]) {
  const counts = { valid: 0, prepare: 0, lastDay: 0, overdue: 0, permanent: 0 }
  for (const { card, status } of cards) {
    if (card.closed === null) counts[status.stage === 'last-day' ? 'lastDay' : status.stage]++
  }
  return counts
}
