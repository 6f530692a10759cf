import type { Assessed } from '../cards/assessed.ts'
import type { Card } from '../cards/card.ts'
import { parseMoney } from '../cards/money.ts'
import { asRenewed, type NewCard } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { parsePeriod } from '../dates/period.ts'
import { RenewError } from '../errors.ts'
import type { Surface } from '../io/io.ts'
import { nextExpiry } from '../schedule/next-expiry.ts'
import { CARDS, command, FILTERS } from './command.ts'
import { askFor, confirm } from './shared/ask.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { answerChosen, assertOneCard, cardsToChange, changeChosen, withRules } from './shared/choose-cards.ts'
import { readFields, readLine } from './shared/fields.ts'
import { maskedRenewal } from './shared/masked-number.ts'
import { assertIssued, confirmExpiry, readExpiry } from './shared/read-values.ts'
import { renderSavedCard } from './shared/saved-card.ts'
import { noteLostSources } from './shared/source-warnings.ts'

export default command({
  args: { '[name...]': CARDS },
  options: {
    '--expires <date>': 'done.expires',
    '--number <text>': 'field.number',
    '--issued <date>': 'field.issued',
    '--paid <amount>': 'done.paid',
    '--receipt <text>': 'done.receipt',
    ...FILTERS,
  },
  json: true,
  yes: true,
  example: 'renew done {me} --expires 2027-12-31 --paid 15000KZT',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, options, ctx)
    assertOneCard(chosen, options, ['number'])
    const paid = options.paid === undefined ? [] : [parseMoney(options.paid)]
    const receipt = options.receipt === undefined ? null : readLine(options.receipt) || null
    const bare: Card[] = []
    for (const before of await ctx.assess(chosen.cards)) {
      const newCard = { ...(await readNewCard(before, options, ctx)), paid, receipt }
      bare.push(renewedCard(before, newCard))
    }
    const after = await changeChosen('done', chosen, withRules(await ctx.assess(bare)), ctx)
    await noteLostSources(after, ctx)
    const answers = after.map(one => ({
      json: () => ({
        card: cardStatusJson(one, ctx),
        renewal: maskedRenewal(one.card.history.at(-1)!),
      }),
      text: (to: Surface) => renderSavedCard(one, {}, to, ctx),
    }))
    answerChosen(chosen, answers, ctx)
  },
})

interface Typed {
  expires?: string
  number?: string
  issued?: string
}

async function readNewCard(
  before: Assessed,
  typed: Typed,
  ctx: Context,
): Promise<Pick<NewCard, 'expires' | 'number' | 'issued'>> {
  const { card, status } = before
  const { today } = status
  const { number = card.number, issued = null } = await readFields(
    { number: typed.number, issued: typed.issued },
    { ctx, today },
  )
  const expires =
    typed.expires === undefined
      ? await askExpiry(before, ctx)
      : await readExpiry(typed.expires, { ctx, today })
  assertIssued({ issued, expires }, today, ctx)
  await confirmNewExpiry(card, expires, today, ctx)
  return { expires, number, issued }
}

function renewedCard({ card, guide, status }: Assessed, newCard: NewCard): Card {
  const materials = guide?.materials.map(({ id }) => id) ?? []
  const renewed = asRenewed(card, newCard, { materials, today: status.today })
  return { ...renewed, closed: null }
}

/** Asks for the new expiry; proposes one where the guide says how long a card is valid. */
async function askExpiry(
  { card, guide, status: { today } }: Assessed,
  ctx: Context,
): Promise<CivilDate | null> {
  const validity = guide?.validity.value
  const ends = [...card.history.map(({ from }) => from), card.expires].filter(end => end !== null)
  const [first, ...others] = ends
  const expected = validity && first ? nextExpiry([first, ...others], parsePeriod(validity)!) : null
  // Years after the last expiry, the proposal says nothing about the new card.
  const proposal = expected !== null && expected > today ? expected : ''
  return askFor(
    ctx.words(proposal === '' ? 'done.ask-expiry' : 'done.ask-expiry-proposed'),
    new RenewError('expiry-needed', {}),
    answer => readExpiry(answer, { ctx, today }),
    ctx,
    { proposal },
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
