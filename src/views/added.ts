import type { Card } from '../cards/card.ts'
import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { type CivilDate, partsOf } from '../schedule/civil-date.ts'
import type { Standing } from '../schedule/standing.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'

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
  const paint = paintFor(to)
  const { card, standing, milestones, hint } = data
  const long = (date: CivilDate): string => text['date.long'](partsOf(date))
  const name = paint.bold(printable(card.name))
  const lines = [
    card.expires === null
      ? text['added.permanent']({ name })
      : text['added.valid-until']({ name, date: long(card.expires), days: standing.daysLeft ?? 0 }),
    `  ${text['added.guide']({ title: data.guideTitle, id: card.guide })}`,
  ]
  if (standing.window) {
    const opened = standing.window.opens <= standing.today
    lines.push(`  ${text['added.window']({ date: long(standing.window.opens), opened })}`)
  }
  if (milestones.length > 0) {
    const named = milestones.slice(0, NAMED).map(date => text['date.short'](partsOf(date)))
    lines.push(`  ${text['added.milestones']({ dates: named, more: milestones.length - named.length })}`)
  }
  if (hint) lines.push('', ...hintLines(hint, text))
  return `${lines.join('\n')}\n`
}

function hintLines(hint: { timer: boolean; channel: boolean }, text: Messages): string[] {
  return [
    text['added.setup'],
    ...(hint.timer ? [`  renew timer install        ${text['added.setup-timer']}`] : []),
    ...(hint.channel ? [`  renew channel add desktop  ${text['added.setup-channel']}`] : []),
  ]
}
