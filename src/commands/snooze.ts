import type { Assessed } from '../cards/assessed.ts'
import type { Card } from '../cards/card.ts'
import type { Context } from '../context.ts'
import { addDays, type CivilDate } from '../dates/civil-date.ts'
import { after, parsePeriod } from '../dates/period.ts'
import { readPeriodText } from '../dates/period-words.ts'
import { RenewError } from '../errors.ts'
import { type ComingReminder, comingReminders, firstReminder } from '../reminders/coming.ts'
import type { ReminderCard } from '../reminders/owed.ts'
import { type SnoozeEnd, snoozeEnd, whyItEnds } from '../schedule/snooze.ts'
import { printable, shellWord } from '../text/printable.ts'
import { command, type OptionsOf } from './command.ts'
import { askFor, confirm } from './shared/ask.ts'
import { replaceCards } from './shared/changes.ts'
import {
  answerChosen,
  CARDS,
  type CardAnswer,
  type ChosenCards,
  cardsToChange,
  FILTERS,
} from './shared/choose-cards.ts'
import { deliveryNow, reminderCardNow } from './shared/coming-reminders.ts'
import { readDate } from './shared/read-date.ts'

const OPTIONS = {
  '--for <period>': 'snooze.for',
  '--until <date>': 'snooze.until',
  '--off': 'snooze.off',
  ...FILTERS,
} as const

type Options = OptionsOf<typeof OPTIONS>

/** Pauses reminders until a day, at the latest until a day on which something must be done (§8). */
export default command({
  args: { '[name...]': CARDS },
  options: OPTIONS,
  json: true,
  yes: true,
  example: 'renew snooze {me} --for 3d\nrenew snooze {me} --until 2026-12-20\nrenew snooze {me} --off',
  async run({ args, options }, ctx) {
    const isSilent = (card: Card) => card.closed === null && card.expires !== null
    const chosen = await cardsToChange(args.name, options, ctx, isSilent)
    const word = shellWord(chosen.cards[0]!.name)
    const ways = [options.for, options.until, options.off].filter(way => way !== undefined)
    if (ways.length > 1) throw new RenewError('snooze-one-way', { word })
    return options.off ? endSnoozes(chosen, ctx) : snoozeCards(chosen, options, ctx)
  },
})

/** A snooze that is about to be stored. */
interface Snooze {
  before: ReminderCard
  card: Card
  name: string
  /** The first day with reminders again. */
  until: CivilDate
  /** Why it ends earlier than asked; null when it does not. */
  why: SnoozeEnd | null
  /** The name of the card that needs this one renewed; empty when none does. */
  by: string
}

async function snoozeCards(chosen: ChosenCards, options: Options, ctx: Context): Promise<void> {
  const assessed = await ctx.assess(chosen.cards)
  for (const { card, standing } of assessed) {
    if (card.expires === null) throw new RenewError('no-reminders', { name: card.name })
    if (standing.stage === 'overdue')
      throw new RenewError('overdue-not-snoozed', { name: card.name, word: shellWord(card.name) })
  }
  const asked = await dayAsked(assessed[0]!, options, ctx)
  const snoozes = await Promise.all(assessed.map(async one => snoozeOf(one, await asked(one), ctx)))
  const after = (await ctx.assess(snoozes.map(({ card }) => card))).map(one => reminderCardNow(one, ctx))
  const delivery = deliveryNow(ctx)
  const lost = snoozes.map(({ before, until }) => [...comingReminders(before, delivery, addDays(until, -1))])
  const next = after.map(card => firstReminder(card, delivery))
  if (ctx.io.canAsk)
    for (const [at, one] of assessed.entries()) await confirmLast(one, lost[at]!, next[at]!, ctx)
  const cards = snoozes.map(({ card }) => ({ ...card, changed: ctx.timestamp() }))
  await replaceCards(`snooze ${chosen.as}`, chosen.cards, cards, ctx)
  answerChosen(
    chosen,
    snoozes.map((one, at) => answerOf(one, lost[at]!, next[at]!, ctx)),
    ctx,
  )
}

/** Reads `--for` or `--until`, or asks. @returns the day that was asked for, counted from a card's today */
async function dayAsked(
  first: Assessed,
  options: Options,
  ctx: Context,
): Promise<(one: Assessed) => CivilDate> {
  const checked = (typed: string, dayOf: (one: Assessed) => CivilDate) => (one: Assessed) => {
    const word = shellWord(one.card.name)
    if (dayOf(one) <= one.standing.today) throw new RenewError('snooze-nothing', { value: typed, word })
    return dayOf(one)
  }
  const { until } = options
  if (until !== undefined) {
    const day = await readDate(until, first.standing.today, ctx)
    return checked(until, () => day)
  }
  const read = (typed: string) => {
    const period = parsePeriod(readPeriodText(typed) ?? '')
    // Working days would depend on a country.
    if (!period || period.workdays > 0) throw new RenewError('period-invalid', { value: typed })
    return checked(typed, ({ standing }) => after(standing.today, period))
  }
  if (options.for !== undefined) return read(options.for)
  const missing = new RenewError('missing-value', { name: '--for', command: 'renew snooze' })
  return askFor(ctx.words('snooze.ask-for'), missing, read, ctx)
}

/** @throws RenewError `too-late-to-snooze` */
function snoozeOf(one: Assessed, asked: CivilDate, ctx: Context): Snooze {
  const { card, term, standing } = one
  const before = reminderCardNow(one, ctx)
  // Before `remindAt` the reminder of today is still to come.
  const on = before.due
  const until = snoozeEnd(term, asked, on)
  if (until <= standing.today)
    throw new RenewError('too-late-to-snooze', { name: card.name, word: shellWord(card.name) })
  const snoozed = { expires: card.expires!, until, on }
  const why = until < asked ? whyItEnds(term, until) : null
  const by = printable(term.neededBy ?? '')
  return { before, card: { ...card, snoozed }, name: card.name, until, why, by }
}

/** Asks when no reminder would be left before the day to act by. */
async function confirmLast(
  { card, standing }: Assessed,
  lost: readonly ComingReminder[],
  next: ComingReminder | null,
  ctx: Context,
): Promise<void> {
  const actBy = standing.actBy!.date
  const last = lost.filter(({ day }) => day < actBy).at(-1)
  if (last === undefined || (next !== null && next.day < actBy)) return
  const values = { name: printable(card.name), date: ctx.longDate(last.day), actBy: ctx.longDate(actBy) }
  await confirm(ctx.words('snooze.ask-last', values), ctx)
}

function answerOf(
  { card, name, until, why, by }: Snooze,
  lost: readonly ComingReminder[],
  next: ComingReminder | null,
  ctx: Context,
): CardAnswer {
  const { words } = ctx
  const shown = { name: printable(name), until: ctx.longDate(until) }
  const days = lost.map(({ day }) => ctx.longDate(day)).join(words('words.listed'))
  return {
    json: () => ({
      card: card.id,
      snoozedUntil: until,
      lost: lost.map(({ milestone, day }) => ({ milestone, date: day })),
      next: next && { milestone: next.milestone, date: next.day },
    }),
    text: () =>
      [
        why === null
          ? words('snooze.done', shown)
          : words('snooze.done-shorter', { ...shown, why: words(`snooze.why.${why}`, { by }) }),
        days === '' ? words('snooze.lost-none') : words('snooze.lost', { days }),
        ...(next ? [words('snooze.next', { date: ctx.longDate(next.day) })] : []),
      ]
        .map(line => `${line}\n`)
        .join(''),
  }
}

async function endSnoozes(chosen: ChosenCards, ctx: Context): Promise<void> {
  const before = await ctx.assess(chosen.cards)
  const cards = chosen.cards.map(card =>
    card.snoozed === null ? card : { ...card, snoozed: null, changed: ctx.timestamp() },
  )
  await replaceCards(`snooze ${chosen.as} --off`, chosen.cards, cards, ctx)
  const delivery = deliveryNow(ctx)
  const answers = (await ctx.assess(cards)).map((one, at) => {
    const next = firstReminder(reminderCardNow(one, ctx), delivery)
    const key = before[at]!.snoozedUntil === null ? 'snooze.was-not' : 'snooze.ended'
    const values = { name: printable(one.card.name), next: next && ctx.longDate(next.day) }
    return {
      json: () => ({
        card: one.card.id,
        snoozedUntil: null,
        next: next && { milestone: next.milestone, date: next.day },
      }),
      text: () => `${ctx.words(key, values)}\n`,
    }
  })
  answerChosen(chosen, answers, ctx)
}
