import { guideTitle } from '../cards/assessed.ts'
import { type Card, newCard } from '../cards/card.ts'
import { newId } from '../cards/find-card.ts'
import { withRenewal } from '../cards/renewal.ts'
import { rulesToStore } from '../cards/rules.ts'
import { command } from './command.ts'
import { askExpiry, askNewCard } from './shared/ask-new-card.ts'
import { cardStatusJson, noteLostSources } from './shared/card-answer.ts'
import { changeCards } from './shared/changes.ts'
import { checkedDurations } from './shared/checklist.ts'
import { reminderDays } from './shared/coming-reminders.ts'
import { assertIssued, confirmExpiry, FIELD_OPTIONS, readFields } from './shared/fields.ts'
import { missingSetup, offerSetup } from './shared/first-setup.ts'
import { askForLinks, planNews } from './shared/links.ts'
import { RENEWAL_OPTIONS, readRenewal } from './shared/renewal-fields.ts'
import { renderSavedCard, renderSetupHint } from './shared/saved-card.ts'
import { warnOutputUnseen } from './shared/timers.ts'

export default command({
  args: { '[name]': { words: 'argument.new-name', value: 'text' } },
  options: { ...FIELD_OPTIONS, ...RENEWAL_OPTIONS },
  json: true,
  yes: true,
  example: 'renew add {me} --expires 2026-12-31\nrenew add {passport} --expires 31.12.2030 --lead 6mo',
  async run({ args, options }, ctx) {
    const { guide: typedGuide, holder: typedHolder } = options
    const {
      name,
      guide: chosen,
      holder,
    } = await askNewCard({ name: args.name, guide: textOf(typedGuide), holder: textOf(typedHolder) }, ctx)
    const { guide } = await ctx.guides.find(chosen.id)
    const zone = typeof options.zone === 'string' && ctx.io.isZone(options.zone) ? options.zone : null
    const today = ctx.today(zone ?? guide?.zone ?? ctx.settings.read().values.zone)

    const fields = { ...(holder === null ? {} : { holder }), ...(await readFields(options, { ctx, today })) }
    const expires = fields.expires === undefined ? await askExpiry(today, ctx) : fields.expires
    if (fields.expires !== undefined) await confirmExpiry(expires, today, ctx)

    assertIssued({ issued: fields.issued ?? null, expires }, today, ctx)

    const id = await newId(ctx.cards.cards())
    const renewal = await readRenewal(options, { guide, renewal: null, today }, ctx)
    const isTaken = chosen.why === 'default' && ctx.settings.read().values.guide === null
    const guideBy = isTaken ? { guideBy: 'default' as const } : {}
    const empty = newCard({ ...fields, guide: chosen.id, ...guideBy, id, name, expires }, ctx.timestamp())
    const bare = renewal ? withRenewal(empty, renewal) : empty
    const assessed = await ctx.assessOne(bare)
    const durations = checkedDurations(assessed, ctx)
    const card: Card = { ...bare, durations, resolved: rulesToStore(assessed.resolved) }
    await changeCards(`add ${name}`, cards => [...cards, card], ctx)
    await askForLinks(assessed, ctx)
    const stored = ctx.cards.cards().filter(one => one.id === id)
    const news = await planNews(null, (await ctx.assess(stored))[0]!, ctx)

    await noteLostSources([assessed], ctx)
    const setup = await missingSetup(ctx)
    const isOffered = setup !== null && ctx.io.canAsk && !ctx.yes && !ctx.json
    await warnOutputUnseen(ctx)
    ctx.answer(
      () => ({
        schema: 1,
        card: cardStatusJson(assessed, ctx),
        guideBy: chosen.why,
        problems: news.problems,
      }),
      to =>
        renderSavedCard(
          {
            card,
            guideTitle: guideTitle(assessed, ctx.lang),
            guideWhy: chosen.why,
            standing: assessed.standing,
            milestones: reminderDays(assessed, ctx),
            news: news.lines,
            hint: isOffered ? null : setup,
          },
          ctx.words,
          to,
        ),
    )
    if (isOffered) {
      const left = await offerSetup(setup, ctx)
      if (left.timer || left.channel) ctx.io.out(`\n${renderSetupHint(left, ctx.words, ctx.stdout)}`)
    }
  },
})

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
