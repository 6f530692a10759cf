import { guideTitle } from '../cards/assess.ts'
import { type Card, newCard } from '../cards/card.ts'
import { newId } from '../cards/find-card.ts'
import { rulesToStore } from '../cards/rules.ts'
import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import { command } from './command.ts'
import { askFor } from './shared/ask.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { changeCards } from './shared/changes.ts'
import { reminderDays } from './shared/coming-reminders.ts'
import { confirmExpiry, FIELD_OPTIONS, readExpiry, readFields, readName } from './shared/fields.ts'
import { guideForNew } from './shared/find-guide.ts'
import { askForLinks, planNews } from './shared/links.ts'
import { renderSavedCard, type SavedCard } from './shared/saved-card.ts'
import { noteLostSources } from './shared/source-warnings.ts'
import { warnOutputUnseen } from './shared/timers.ts'

export default command({
  args: { '[name]': { words: 'argument.new-name', value: 'text' } },
  options: FIELD_OPTIONS,
  json: true,
  yes: true,
  example: 'renew add me --expires 2026-12-31\nrenew add passport --expires 31.12.2030 --lead 6mo',
  async run({ args, options }, ctx) {
    const name = readName(args.name ?? 'card', ctx.cards.cards(), ctx)
    const typed = typeof options.guide === 'string' ? options.guide : undefined
    const chosen = await guideForNew(name, typed, ctx)
    const { guide } = await ctx.guides.find(chosen.id)
    const zone = typeof options.zone === 'string' && ctx.io.isZone(options.zone) ? options.zone : null
    const today = ctx.today(zone ?? guide?.zone ?? ctx.settings.read().values.zone)

    const fields = await readFields(options, { ctx, today })
    const expires = fields.expires === undefined ? await askExpiry(ctx, today) : fields.expires
    await confirmExpiry(expires, today, ctx)

    const id = await newId(ctx.cards.cards())
    const bare = newCard({ ...fields, guide: chosen.id, id, name, expires }, ctx.timestamp())
    const assessed = (await ctx.assess([bare]))[0]!
    const card: Card = { ...bare, resolved: rulesToStore(assessed.resolved) }
    await changeCards(`add ${name}`, cards => [...cards, card], ctx)
    await askForLinks(assessed, ctx)
    const stored = ctx.cards.cards().filter(one => one.id === id)
    const news = await planNews(null, (await ctx.assess(stored))[0]!, ctx)

    noteLostSources([assessed], ctx)
    const hint = await setupHint(ctx)
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
            hint,
          },
          ctx.words,
          to,
        ),
    )
  },
})

function askExpiry(ctx: Context, today: CivilDate): Promise<CivilDate | null> {
  return askFor(
    ctx.words('add.ask-expiry'),
    new RenewError('expiry-needed', {}),
    answer => readExpiry(answer, { ctx, today }),
    ctx,
  )
}

/** Returns what is still to be set up so that reminders come; only once, after the first card. */
async function setupHint(ctx: Context): Promise<SavedCard['hint']> {
  const settings = ctx.settings.read()
  const hint = { timer: settings.timer === null, channel: Object.keys(settings.channels).length === 0 }
  if (settings.said.setup || (!hint.timer && !hint.channel)) return null
  try {
    await ctx.settings.change(now => ({ ...now, said: { ...now.said, setup: ctx.today(null) } }))
  } catch (error) {
    // The card is stored; the hint may come twice.
    if (!(error instanceof RenewError)) throw error
  }
  return hint
}
