import type { Card } from '../cards/card.ts'
import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import type { CivilDate } from '../schedule/civil-date.ts'
import type { Standing } from '../schedule/standing.ts'
import { longDate, shortDate } from './dates.ts'
import { renderParagraph } from './paragraph.ts'
import { foreign } from './width.ts'

/** What is said of a card that has just been added or renewed. */
export interface AddedData {
  card: Card
  guideTitle: string
  standing: Standing
  /** The days of the milestones still to come, up to the last valid day. */
  milestones: readonly CivilDate[]
  /** What is still to be set up so that reminders come by themselves; null: nothing, or said before. */
  hint: { timer: boolean; channel: boolean } | null
}

/** Most milestones that are named one by one. */
const NAMED = 8

/** What was taken, when it will speak up, and what is still missing for that. */
export function renderAdded(data: AddedData, text: Messages, to: Surface): string {
  const { card, standing, milestones, hint } = data
  const name = foreign(card.name, to)
  const taken =
    card.expires === null
      ? text['added.permanent']({ name })
      : text['added.valid-until']({
          name,
          date: longDate(card.expires, text),
          days: standing.daysLeft ?? 0,
        })
  const details = [text['added.guide']({ title: data.guideTitle, id: card.guide })]
  if (standing.window) {
    const { opens } = standing.window
    details.push(text['added.window']({ date: longDate(opens, text), opened: opens <= standing.today }))
  }
  if (milestones.length > 0) {
    const dates = milestones.slice(0, NAMED).map(date => shortDate(date, text))
    details.push(text['added.milestones']({ dates, more: milestones.length - dates.length }))
  }
  return (
    renderParagraph(taken, to, 0) +
    details.map(line => renderParagraph(line, to)).join('') +
    (hint ? `\n${hintLines(hint, text).join('\n')}\n` : '')
  )
}

function hintLines(hint: { timer: boolean; channel: boolean }, text: Messages): string[] {
  return [
    text['added.setup'],
    ...(hint.timer ? [`  renew timer install        ${text['added.setup-timer']}`] : []),
    ...(hint.channel ? [`  renew channel add desktop  ${text['added.setup-channel']}`] : []),
  ]
}
