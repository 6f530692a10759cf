import type { StatusWords } from '../messages/index.ts'
import type { Assessed } from './assess.ts'
import { appointmentOf } from './card.ts'
import { nextText, papersOf } from './step-text.ts'

/**
 * Returns a card as `status --json` shows it (§7). Keys may be added but never change their meaning.
 * @param unseen whether a reminder was printed that may not have been seen
 * @param lang the language of its texts
 * @param zoneName returns the name of the user's own zone; called only for cards without a zone
 */
export function cardJson(
  assessed: Assessed,
  unseen: boolean,
  words: StatusWords,
  lang: string,
  zoneName: () => string,
): object {
  const { card, standing, course, next, resolved } = assessed
  return {
    id: card.id,
    name: card.name,
    guide: card.guide,
    holder: card.holder,
    expires: card.expires,
    zone: resolved.zone.value ?? zoneName(),
    today: standing.today,
    stage: standing.stage,
    daysLeft: standing.daysLeft,
    window: standing.window,
    lastWorkingDay: standing.lastWorkingDay,
    fileBy: standing.fileBy,
    course,
    materials: papersOf(assessed),
    next: next && { code: next.code, text: nextText(assessed, lang, words), by: next.by },
    snoozedUntil: assessed.snoozedUntil,
    unseen,
    actBy: standing.actBy?.date ?? null,
    appointment: appointmentOf(card),
  }
}
