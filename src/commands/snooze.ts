import type { Assessed } from '../cards/assessed.ts'
import type { Card } from '../cards/card.ts'
import type { Context } from '../context.ts'
import { addDays, type CivilDate } from '../dates/civil-date.ts'
import { after, parsePeriod } from '../dates/period.ts'
import { readPeriodText } from '../dates/period-words.ts'
import { RenewError } from '../errors.ts'
import { type ComingReminder, comingReminders } from '../reminders/coming.ts'
import { snoozeEnd, whyItEnds } from '../schedule/snooze.ts'
import { printable, shellWord } from '../text/printable.ts'
import { CARDS, command, FILTERS, type OptionsOf } from './command.ts'
import { askFor, confirm } from './shared/ask.ts'
import {
  answerChosen,
  type CardAnswer,
  type ChosenCards,
  cardsToChange,
  changeChosen,
  isReminded,
} from './shared/choose-cards.ts'
import { deliveryNow, nextReminders, reminderCardNow } from './shared/coming-reminders.ts'
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
    const chosen = await cardsToChange(args.name, options, ctx, isReminded)
    const word = shellWord(chosen.cards[0]!.name)
    const ways = [options.for, options.until, options.off].filter(way => way !== undefined)
    if (ways.length > 1) throw new RenewError('snooze-one-way', { word })
    return options.off ? endSnoozes(chosen, ctx) : snoozeCards(chosen, options, ctx)
  },
})

async function snoozeCards(chosen: ChosenCards, options: Options, ctx: Context): Promise<void> {
  const before = await ctx.assess(chosen.cards)
  for (const { card, status } of before) {
    const { name } = card
    if (card.expires === null) throw new RenewError('no-reminders', { name })
    if (status.stage === 'overdue')
      throw new RenewError('overdue-not-snoozed', { name, word: shellWord(name) })
  }
  const asked = await dayAsked(before[0]!, options, ctx)
  const days = before.map(asked)
  const cards = before.map((one, at) => snoozedCard(one, days[at]!, ctx))
  const delivery = deliveryNow(ctx)
  const nextOf = nextReminders(ctx)
  const lost = before.map((one, at) => {
    const until = addDays(cards[at]!.snoozed.until, -1)
    return [...comingReminders(reminderCardNow(one, ctx), delivery, until)]
  })
  if (ctx.io.canAsk) {
    const next = (await ctx.assess(cards)).map(nextOf)
    for (const [at, one] of before.entries()) await confirmLast(one, lost[at]!, next[at]!.day, ctx)
  }
  const after = await changeChosen('snooze', chosen, cards, ctx)
  const answers = after.map((one, at) => {
    const { until } = cards[at]!.snoozed
    const why = until < days[at]! ? whyItEnds(before[at]!.term, until) : null
    const by = printable(before[at]!.term.neededBy ?? '')
    const end = { until, why: why && ctx.words(`snooze.why.${why}`, { by }) }
    return snoozeAnswer(one, end, lost[at]!, nextOf, ctx)
  })
  answerChosen(chosen, answers, ctx)
}

/** Reads `--for` or `--until`, or asks; returns the day, counted from a card's today. */
async function dayAsked(
  first: Assessed,
  options: Options,
  ctx: Context,
): Promise<(one: Assessed) => CivilDate> {
  const checked = (typed: string, dayOf: (one: Assessed) => CivilDate) => (one: Assessed) => {
    const word = shellWord(one.card.name)
    if (dayOf(one) <= one.status.today) throw new RenewError('snooze-nothing', { value: typed, word })
    return dayOf(one)
  }
  const { until } = options
  if (until !== undefined) {
    const day = await readDate(until, first.status.today, ctx)
    return checked(until, () => day)
  }
  const read = (typed: string) => {
    const period = parsePeriod(readPeriodText(typed) ?? '')
    // Working days would depend on a country.
    if (!period || period.workdays > 0) throw new RenewError('period-invalid', { value: typed })
    return checked(typed, ({ status }) => after(status.today, period))
  }
  if (options.for !== undefined) return read(options.for)
  const missing = new RenewError('missing-value', { name: '--for', command: 'renew snooze' })
  return askFor(ctx.words('snooze.ask-for'), missing, read, ctx)
}

function snoozedCard(one: Assessed, asked: CivilDate, ctx: Context) {
  const { card, term, status } = one
  // Before `remindAt` the reminder of today is still to come.
  const on = reminderCardNow(one, ctx).due
  const until = snoozeEnd(term, asked, on)
  if (until <= status.today)
    throw new RenewError('too-late-to-snooze', { name: card.name, word: shellWord(card.name) })
  return { ...card, snoozed: { expires: card.expires!, until, on } } satisfies Card
}

async function confirmLast(
  { card, status }: Assessed,
  lost: readonly ComingReminder[],
  next: CivilDate | null,
  ctx: Context,
): Promise<void> {
  const actBy = status.actBy!.date
  const last = lost.filter(({ day }) => day < actBy).at(-1)
  if (last === undefined || (next !== null && next < actBy)) return
  const values = { name: printable(card.name), date: ctx.longDate(last.day), actBy: ctx.longDate(actBy) }
  await confirm(ctx.words('snooze.ask-last', values), ctx)
}

/** @param until the first day with reminders again @param why that is earlier than asked */
function snoozeAnswer(
  after: Assessed,
  { until, why }: { until: CivilDate; why: string | null },
  lost: readonly ComingReminder[],
  nextOf: ReturnType<typeof nextReminders>,
  ctx: Context,
): CardAnswer {
  const { words } = ctx
  const shown = { name: printable(after.card.name), until: ctx.longDate(until) }
  const days = lost.map(({ day }) => ctx.longDate(day)).join(words('words.listed'))
  const { day, json } = nextOf(after)
  const lines = [
    why === null ? words('snooze.done', shown) : words('snooze.done-shorter', { ...shown, why }),
    days === '' ? words('snooze.lost-none') : words('snooze.lost', { days }),
    ...(day ? [words('snooze.next', { date: ctx.longDate(day) })] : []),
  ]
  return {
    json: () => ({
      card: after.card.id,
      snoozedUntil: until,
      lost: lost.map(({ milestone, day }) => ({ milestone, date: day })),
      next: json,
    }),
    text: () => lines.join('\n'),
  }
}

async function endSnoozes(chosen: ChosenCards, ctx: Context): Promise<void> {
  const before = await ctx.assess(chosen.cards)
  const cards = chosen.cards.map(card => (card.snoozed === null ? card : { ...card, snoozed: null }))
  const after = await changeChosen('snooze', { ...chosen, as: `${chosen.as} --off` }, cards, ctx)
  const nextOf = nextReminders(ctx)
  const answers = after.map((one, at) => {
    const { day, json } = nextOf(one)
    const key = before[at]!.snoozedUntil === null ? 'snooze.was-not' : 'snooze.ended'
    return {
      json: () => ({ card: one.card.id, snoozedUntil: null, next: json }),
      text: () => ctx.words(key, { name: printable(one.card.name), next: day && ctx.longDate(day) }),
    }
  })
  answerChosen(chosen, answers, ctx)
}
