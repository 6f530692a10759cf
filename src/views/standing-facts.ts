import { nextText } from '../cards/step-text.ts'
import { inLanguage } from '../guides/guide.ts'
import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { type CivilDate, daysBetween } from '../schedule/civil-date.ts'
import type { CardPageData } from './card-facts.ts'
import { longDate } from './dates.ts'
import { paintFor } from './paint.ts'
import type { Fact } from './sheet.ts'
import { foreign } from './width.ts'
import type { Sentence } from './wrap.ts'

/** Where a card stands: stage, last valid day, the date to keep, the window, what to do next, how far it has come. */
export function standingFacts(data: CardPageData, text: Messages, to: Surface): Fact[] {
  const { card, standing, course, next, resolved } = data.assessed
  const { ownToday = standing.today } = data
  const paint = paintFor(to)
  const stage = card.closed === null ? standing.stage : 'closed'
  const urgent = paint.stage[stage]
  const day = (date: CivilDate): string => (to.isTTY ? longDate(date, text) : date)
  const facts: Fact[] = []
  const say = (label: Label, says: Sentence): void => {
    facts.push({ label: text[`show.${label}`], says: [says] })
  }
  say('name', [{ text: foreign(card.name, to), style: paint.bold }])
  say('stage', [
    { text: text[`stage.${stage}`], style: urgent },
    ...(stage === 'closed' || standing.daysLeft === null
      ? []
      : [{ text: text['words.comma'] + text['status.left']({ days: standing.daysLeft }) }]),
  ])
  say('expires', [
    { text: card.expires === null ? text['words.no-end'] : day(card.expires), style: paint.bold },
  ])
  if (standing.earliest && (standing.earliest.why !== 'expiry' || standing.knowledge !== 'exact')) {
    const { date, why } = standing.earliest
    const { today, dayOff, knowledge } = standing
    const tail = text['status.why']({ days: daysBetween(today, date), why, dayOff, knowledge })
    say('by', [{ text: day(date), style: stage === 'overdue' ? paint.plain : urgent }, { text: tail }])
  }
  if (standing.window) {
    const { opens, closes } = standing.window
    say('window', text['date.span']({ from: day(opens), to: day(closes) }))
  }
  if (next) {
    const by = next.by ? text['status.next-by']({ date: day(next.by) }) : ''
    say('next', [{ text: nextText(data.assessed, data.lang, text) ?? '', style: paint.bold }, { text: by }])
  }
  facts.push(...warningFacts(data, text, to))
  if (card.closed === null && standing.stage !== 'permanent') say('course', text[`course.${course}`])
  if (ownToday !== standing.today && resolved.zone.value !== null) {
    const zone = foreign(resolved.zone.value, to)
    say('today', text['status.hint.zone']({ here: day(ownToday), there: day(standing.today), zone }))
  }
  return facts
}

/** What the guide warns of while the card is overdue, or while its renewal runs. */
function warningFacts({ assessed, lang }: CardPageData, text: Messages, to: Surface): Fact[] {
  const { card, guide, standing, course } = assessed
  const isOverdue = standing.stage === 'overdue'
  const when = isOverdue ? 'overdue' : course === 'not-started' ? null : 'running'
  const warnings =
    card.closed === null ? (guide?.warnings.filter(warning => warning.when === when) ?? []) : []
  if (warnings.length === 0) return []
  const style = isOverdue ? paintFor(to).bad : paintFor(to).plain
  const says = warnings.map(warning => [{ text: foreign(inLanguage(warning.text, lang), to), style }])
  return [{ label: text[isOverdue ? 'status.label.risk' : 'status.label.note'], says }]
}

type Label = 'name' | 'stage' | 'expires' | 'by' | 'window' | 'next' | 'course' | 'today'
