import { type Assessed, guideTitle } from '../cards/assess.ts'
import type { Card } from '../cards/card.ts'
import { asRenewed, parseMoney } from '../cards/renewal.ts'
import { rulesToStore } from '../cards/rules.ts'
import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { parsePeriod } from '../dates/period.ts'
import { RenewError } from '../errors.ts'
import { nextExpiry } from '../schedule/next-expiry.ts'
import { CARD, command } from './command.ts'
import { askFor, confirm } from './shared/ask.ts'
import { cardStatusJson, maskedRenewal } from './shared/card-answer.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { reminderDays } from './shared/coming-reminders.ts'
import { confirmExpiry, readExpiry, readFields, readLine } from './shared/fields.ts'
import { renderSavedCard } from './shared/saved-card.ts'
import { noteLostSources } from './shared/source-warnings.ts'

export default command({
  args: { '<name>': CARD },
  options: {
    '--expires <date>': 'done.expires',
    '--number <text>': 'field.number',
    '--issued <date>': 'field.issued',
    '--paid <amount>': 'done.paid',
    '--receipt <text>': 'done.receipt',
  },
  json: true,
  yes: true,
  example: 'renew done me --expires 2027-12-31 --paid 15000KZT',
  async run({ args, options }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const before = (await ctx.assess([card]))[0]!
    const { today } = before.standing
    const { number, issued } = await readFields(
      { number: options.number, issued: options.issued },
      { ctx, today },
    )
    const paid = options.paid === undefined ? [] : [parseMoney(options.paid)]
    const receipt = options.receipt === undefined ? null : readLine(options.receipt) || null
    const expires =
      options.expires === undefined
        ? await askExpiry(before, ctx)
        : await readExpiry(options.expires, { ctx, today })
    await confirmNewExpiry(card, expires, today, ctx)

    const bare: Card = {
      ...asRenewed(
        card,
        {
          expires,
          number: number === undefined ? card.number : number,
          issued: issued ?? null,
          paid,
          receipt,
        },
        { materials: before.guide?.materials.map(({ id }) => id) ?? [], today },
      ),
      closed: null,
      changed: ctx.timestamp(),
    }
    const after = (await ctx.assess([bare]))[0]!
    const renewed: Card = { ...bare, resolved: rulesToStore(after.resolved) }
    await replaceCard(`done ${card.name}`, card, renewed, ctx)
    noteLostSources([after], ctx)
    ctx.answer(
      () => ({
        schema: 1,
        card: cardStatusJson(after, ctx),
        renewal: maskedRenewal(renewed.history.at(-1)!),
      }),
      to =>
        renderSavedCard(
          {
            card: renewed,
            guideTitle: guideTitle(after, ctx.lang),
            guideWhy: 'typed',
            standing: after.standing,
            milestones: reminderDays(after, ctx),
            hint: null,
          },
          ctx.words,
          to,
        ),
    )
  },
})

/** Asks for the new expiry; proposes one where the guide says how long a card is valid. */
async function askExpiry(
  { card, guide, standing: { today } }: Assessed,
  ctx: Context,
): Promise<CivilDate | null> {
  const validity = guide?.validity.value
  const ends = [...card.history.map(({ from }) => from), card.expires].filter(end => end !== null)
  const [first, ...others] = ends
  const expected = validity && first ? nextExpiry([first, ...others], parsePeriod(validity)!) : null
  // Years after the last expiry, the proposal says nothing about the new card.
  const proposal = expected !== null && expected > today ? expected : null
  return askFor(
    proposal === null ? ctx.words('done.ask-expiry') : ctx.words('done.ask-expiry-proposed'),
    new RenewError('expiry-needed', {}),
    answer => readExpiry(answer, { ctx, today }),
    ctx,
    { proposal: proposal ?? '' },
  )
}

/** Asks whether an expiry is meant that is not after the old one and after today: likely a typing error. */
async function confirmNewExpiry(
  card: Card,
  expires: CivilDate | null,
  today: CivilDate,
  ctx: Context,
): Promise<void> {
  if (expires !== null && (expires <= today || (card.expires !== null && expires <= card.expires))) {
    await confirm(
      ctx.words('ask.not-later', {
        date: ctx.longDate(expires),
        old: card.expires && ctx.longDate(card.expires),
      }),
      ctx,
    )
  }
  await confirmExpiry(expires, today, ctx)
}
