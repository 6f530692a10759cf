import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import { type CardPageData, cardFacts, unsetLabels } from '../shared/card-facts.ts'
import { standingFacts } from './standing-facts.ts'

/** More reminders than this are only counted on a terminal. */
const NAMED = 10

/**
 * A card on a page: where it stands, what is to be done, its fields with who set them, and the reminders to come.
 * What is not set is listed at the end; in a pipe every field has its line, empty where it is not set.
 */
export function renderCardPage(data: CardPageData, words: AllWords, to: Surface): string {
  const paint = paintFor(to)
  const { fields, unset } = cardFacts(data, words, to)
  const missing: Fact[] = to.isTTY
    ? [{ label: words('show.not-set'), says: [[{ text: unsetLabels(unset, words), style: paint.dim }]] }]
    : unset.map(label => ({ label, says: [''] }))
  return renderSheet(
    [standingFacts(data, words, to), fields, reminderFacts(data.reminders, words, to), missing],
    to,
  )
}

function reminderFacts(reminders: CardPageData['reminders'], words: AllWords, to: Surface): Fact[] {
  if (reminders.length === 0) return []
  const paint = paintFor(to)
  const named = to.isTTY ? reminders.slice(0, NAMED) : reminders
  const says = named.map(({ milestone, day }) => [
    { text: to.isTTY ? longDate(day, words) : day },
    { text: words('words.bracketed', { text: milestone }), style: paint.dim },
  ])
  const more = reminders.length - named.length
  const rest = more > 0 ? [[{ text: words('words.more', { count: more }), style: paint.dim }]] : []
  return [{ label: words('show.reminders'), says: [...says, ...rest] }]
}
