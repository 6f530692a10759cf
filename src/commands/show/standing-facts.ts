import { nextText } from '../../cards/step-text.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { daysLeft, longDate, whyText } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import type { Fact } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence } from '../../text/wrap.ts'
import type { CardPageData } from '../shared/card-facts.ts'

/** Where a card stands: stage, last valid day, the date to keep, the window, what to do next, how far it has come. */
export function standingFacts(data: CardPageData, words: AllWords, to: Surface): Fact[] {
  const { card, standing, course, next, resolved } = data.assessed
  const { ownToday = standing.today } = data
  const paint = paintFor(to)
  const stage = card.closed === null ? standing.stage : 'closed'
  const urgent = paint.stage[stage]
  const day = (date: CivilDate): string => (to.isTTY ? longDate(date, words) : date)
  const facts: Fact[] = []
  const say = (label: Label, says: Sentence): void => {
    facts.push({ label: words(`show.${label}`), says: [says] })
  }
  say('name', [{ text: displayName(card.name, to), style: paint.bold }])
  say('stage', [
    { text: words(`stage.${stage}`), style: urgent },
    ...(stage === 'closed' || standing.daysLeft === null
      ? []
      : [{ text: words('words.comma') + daysLeft(standing.daysLeft, words) }]),
  ])
  say('expires', [
    { text: card.expires === null ? words('words.no-end') : day(card.expires), style: paint.bold },
  ])
  if (standing.earliest && (standing.earliest.why !== 'expiry' || standing.knowledge !== 'exact')) {
    const { date } = standing.earliest
    const tail = whyText(standing, standing.earliest, words)
    say('by', [{ text: day(date), style: stage === 'overdue' ? paint.plain : urgent }, { text: tail }])
  }
  if (standing.window) {
    const { opens, closes } = standing.window
    say('window', words('date.span', { from: day(opens), to: day(closes) }))
  }
  if (next) {
    const by = next.by ? words('status.next-by', { date: day(next.by) }) : ''
    say('next', [{ text: nextText(data.assessed, data.lang, words) ?? '', style: paint.bold }, { text: by }])
  }
  facts.push(...warningFacts(data, words, to))
  if (card.closed === null && standing.stage !== 'permanent') say('course', words(`course.${course}`))
  if (ownToday !== standing.today && resolved.zone.value !== null) {
    const zone = displayName(resolved.zone.value, to)
    say('today', words('status.hint.zone', { here: day(ownToday), there: day(standing.today), zone }))
  }
  return facts
}

/** What the guide warns of while the card is overdue, or while its renewal runs. */
function warningFacts({ assessed, lang }: CardPageData, words: AllWords, to: Surface): Fact[] {
  const { card, guide, standing, course } = assessed
  const isOverdue = standing.stage === 'overdue'
  const when = isOverdue ? 'overdue' : course === 'not-started' ? null : 'running'
  const warnings =
    card.closed === null ? (guide?.warnings.filter(warning => warning.when === when) ?? []) : []
  if (warnings.length === 0) return []
  const style = isOverdue ? paintFor(to).bad : paintFor(to).plain
  const says = warnings.map(warning => [{ text: displayName(inLanguage(warning.text, lang), to), style }])
  return [{ label: words(isOverdue ? 'status.label.risk' : 'status.label.note'), says }]
}

type Label = 'name' | 'stage' | 'expires' | 'by' | 'window' | 'next' | 'course' | 'today'
