import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import type { Milestone } from '../schedule/milestones.ts'
import { type CardPageData, cardFacts, unsetLabels } from './card-facts.ts'
import { longDate } from './dates.ts'
import { paintFor } from './paint.ts'
import { type Fact, renderSheet } from './sheet.ts'
import { standingFacts } from './standing-facts.ts'

/** More reminders than this are only counted on a terminal. */
const NAMED = 10

/**
 * A card on a page: where it stands, what is to be done, its fields with who set them, and the reminders to come.
 * What is not set is listed at the end; in a pipe every field has its line, empty where it is not set.
 */
export function renderCardPage(data: CardPageData, text: Messages, to: Surface): string {
  const paint = paintFor(to)
  const { fields, unset } = cardFacts(data, text, to)
  const missing: Fact[] = to.isTTY
    ? [{ label: text['show.not-set'], says: [[{ text: unsetLabels(unset, text), style: paint.dim }]] }]
    : unset.map(label => ({ label, says: [''] }))
  return renderSheet(
    [standingFacts(data, text, to), fields, reminderFacts(data.milestones, text, to), missing],
    to,
  )
}

function reminderFacts(milestones: readonly Milestone[], text: Messages, to: Surface): Fact[] {
  if (milestones.length === 0) return []
  const paint = paintFor(to)
  const named = to.isTTY ? milestones.slice(0, NAMED) : milestones
  const says = named.map(({ id, date }) => [
    { text: to.isTTY ? longDate(date, text) : date },
    { text: text['words.bracketed']({ text: id }), style: paint.dim },
  ])
  const more = milestones.length - named.length
  const rest = more > 0 ? [[{ text: text['words.more']({ count: more }), style: paint.dim }]] : []
  return [{ label: text['show.reminders'], says: [...says, ...rest] }]
}
