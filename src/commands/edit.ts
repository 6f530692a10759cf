import type { Assessed } from '../cards/assessed.ts'
import type { Card } from '../cards/card.ts'
import { correctedHistory, isLater, withRenewal } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import { type CivilDate, memoize } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import type { Surface } from '../io/io.ts'
import type { PlanProblem } from '../schedule/plan-problems.ts'
import { printable, shellWord } from '../text/printable.ts'
import { renderParagraph } from '../text/wrap.ts'
import { CARDS, command, FILTERS, type OptionsOf } from './command.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { checkedDurations } from './shared/checklist.ts'
import {
  answerChosen,
  assertOneCard,
  type CardAnswer,
  cardsToChange,
  changeChosen,
  withRules,
} from './shared/choose-cards.ts'
import { differenceRenderer } from './shared/difference.ts'
import { FIELD_OPTIONS, RENEWAL_OPTIONS, readFields, readName, readRenewal } from './shared/fields.ts'
import { planNews } from './shared/links.ts'
import { assertIssued, confirmExpiry } from './shared/read-values.ts'
import { noteLostSources } from './shared/source-warnings.ts'

const OPTIONS = {
  '--name <name>': 'field.name',
  ...FIELD_OPTIONS,
  ...RENEWAL_OPTIONS,
  '--tag <tag>': FILTERS['--tag <tag>'],
} as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  args: { '[name...]': CARDS },
  options: OPTIONS,
  json: true,
  yes: true,
  example: 'renew edit {me} --name "{new-name}" --lead 6w\nrenew edit {me} --holder ""',
  async run({ args, options }, ctx) {
    const chosen = await cardsToChange(args.name, { tag: options.tag }, ctx)
    assertOneCard(chosen, options, ['name', 'number'])
    const bare: Card[] = []
    // What is noted or asked about the fields is so once for each day that cards have today.
    const fieldsOn = memoize((today: CivilDate) => readTyped(options, chosen.cards, today, ctx))
    const before = await ctx.assess(chosen.cards)
    for (const one of before) bare.push(await editedCard(one, await fieldsOn(one.status.today), options, ctx))
    const read = await ctx.assess(bare)
    // The names of steps are those of the guide that the card has now.
    const edited = withRules(read).map((card, at) =>
      options.durations !== undefined ? { ...card, durations: checkedDurations(read[at]!, ctx) } : card,
    )
    const after = await changeChosen('edit', chosen, edited, ctx)
    await noteLostSources(after, ctx)
    for (const [at, card] of chosen.cards.entries()) noteDates(card, after[at]!, ctx)
    const rows = after.map(({ card }, at) => ({ name: card.name, before: chosen.cards[at]!, after: card }))
    const render = await differenceRenderer(rows, ctx)
    const isAsked = ({ code }: PlanProblem) =>
      options.appointment !== undefined && code.startsWith('appointment')
    const answers: CardAnswer[] = []
    for (const [at, one] of after.entries()) {
      const news = await planNews(before[at]!, one, ctx, isAsked)
      const text = (to: Surface): string => {
        const changes = render([rows[at]!], to, { named: false })
        const head = ctx.words(changes === '' ? 'edit.unchanged' : 'edit.done', {
          name: printable(one.card.name),
        })
        return `${head}\n${changes}${news.lines.map(line => renderParagraph(line, to)).join('')}`
      }
      answers.push({ json: () => ({ card: cardStatusJson(one, ctx), problems: news.problems }), text })
    }
    answerChosen(chosen, answers, ctx)
  },
})

async function readTyped(
  options: Options,
  cards: readonly Card[],
  today: CivilDate,
  ctx: Context,
): Promise<Partial<Card>> {
  const fields = await readFields(options, { ctx, today })
  const { expires } = fields
  if (expires !== undefined && cards.some(card => card.expires !== expires))
    await confirmExpiry(expires, today, ctx)
  return fields
}

/** Returns a card with the typed fields. @throws RenewError for the first one that is not valid; `nothing-to-edit` */
async function editedCard(
  before: Assessed,
  fields: Partial<Card>,
  options: Options,
  ctx: Context,
): Promise<Card> {
  const { card, guide, status } = before
  const others = ctx.cards.cards().filter(other => other.id !== card.id)
  const name = options.name === undefined ? {} : { name: readName(options.name, others, ctx) }
  const renewal = await readRenewal(options, { guide, renewal: card.renewal, today: status.today }, ctx)
  const edited = { ...fields, ...name }
  if (Object.keys(edited).length === 0 && renewal === null) throw new RenewError('nothing-to-edit', {})
  const history = edited.expires === undefined ? card.history : correctedHistory(card, edited.expires)
  const whole = { ...(renewal ? withRenewal(card, renewal) : card), ...edited, history }
  if ('guide' in edited) delete whole.guideBy
  if ('issued' in edited || 'expires' in edited) assertIssued(whole, status.today, ctx)
  return whole
}

function noteDates(before: Card, { card, status: { daysLeft } }: Assessed, ctx: Context): void {
  const name = printable(card.name)
  if (before.renewal?.submitted && isLater(before.expires, card.expires))
    ctx.note(ctx.words('edit.rather-done', { name, date: card.expires! }))
  if (card.expires !== null && before.expires !== card.expires && daysLeft !== null && daysLeft < 0)
    ctx.note(ctx.words('note.already-expired', { date: ctx.longDate(card.expires), days: -daysLeft }))
  if (card.closed !== null)
    ctx.note(ctx.words('edit.closed', { name, command: `renew reopen ${shellWord(name)}` }))
}
