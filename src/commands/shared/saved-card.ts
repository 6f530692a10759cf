import { type Assessed, guideTitle } from '../../cards/assessed.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { otherLanguageNote } from '../../messages/other-languages.ts'
import { DAILY_UNTIL } from '../../schedule/milestones.ts'
import { longDate, shortDate, timeLeft } from '../../text/dates.ts'
import { displayName } from '../../text/width.ts'
import { renderParagraph } from '../../text/wrap.ts'
import { reminderDays } from './coming-reminders.ts'
import type { GuideChoiceReason } from './find-guide.ts'
import { otherGuideCommand } from './guide-words.ts'
import { rememberSaid } from './timers.ts'

export interface Setup {
  timer: boolean
  channel: boolean
}

const NAMED = 8

/** Returns what is still to be set up; null where nothing is, or where that was said before. */
export async function missingSetup(ctx: Context): Promise<Setup | null> {
  const settings = ctx.settings.read()
  const setup = { timer: settings.timer === null, channel: Object.keys(settings.channels).length === 0 }
  if (settings.said.setup || (!setup.timer && !setup.channel)) return null
  const other = ctx.chosenLang === null ? otherLanguageNote(ctx.io.env) : null
  if (other !== null) ctx.note(other)
  await rememberSaid({ setup: ctx.today(null) }, ctx)
  return setup
}

/** Renders what was saved, when reminders will come, and what is still to be set up for them. */
export function renderSavedCard(
  one: Assessed,
  {
    why = 'typed',
    news = [],
    hint,
  }: { why?: GuideChoiceReason; news?: readonly string[]; hint?: Setup | null },
  to: Surface,
  ctx: Context,
): string {
  const { words } = ctx
  const { card, status } = one
  const { window, today, daysLeft } = status
  const name = displayName(card.name, to)
  const saved =
    card.expires === null
      ? words('added.permanent', { name })
      : validUntil(name, card.expires, daysLeft ?? 0, words)
  const details = [words(`added.guide.${why}`, { title: guideTitle(one, ctx.lang), id: card.guide })]
  if (why !== 'typed') details.push(words('added.guide-change', { command: otherGuideCommand(card) }))
  if (window)
    details.push(
      words('added.window', { date: longDate(window.opens, words), opened: window.opens <= today }),
    )
  const milestones = reminderDays(one, ctx)
  if (milestones.length > 0) {
    const dates = milestones.slice(0, NAMED).map(date => shortDate(date, words))
    const more = milestones.length - dates.length
    const weekly = (daysLeft ?? 0) <= -DAILY_UNTIL
    details.push(words('added.milestones', { dates: dates.join(words('words.listed')), more, weekly }))
  }
  return (
    renderParagraph(saved, to, 0) +
    [...details, ...news].map(line => renderParagraph(line, to)).join('') +
    (hint ? `\n${renderSetupHint(hint, words, to)}` : '')
  )
}

function validUntil(name: string, expires: CivilDate, days: number, words: CommandWords): string {
  const date = longDate(expires, words)
  if (days < 0) return words('added.valid-until.past', { name, date, days: -days })
  if (days === 0) return words('added.valid-until.today', { name, date })
  return words('added.valid-until', { name, date, left: timeLeft(days, words) })
}

/** Renders how to set up what is missing, so that reminders come by themselves. */
export function renderSetupHint(hint: Setup, words: CommandWords, to: Surface): string {
  const line = (command: string, text: string): string =>
    renderParagraph([{ text: command, whole: true }, { text: `  ${text}` }], to)
  return [
    renderParagraph(words('added.setup'), to, 0),
    hint.timer ? line('renew timer install', words('added.setup-timer')) : '',
    hint.channel ? line('renew channel add  ', words('added.setup-channel')) : '',
  ].join('')
}
