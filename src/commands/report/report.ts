import { inUrgency } from '../../cards/assessed.ts'
import { cardsToRead } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { addDays } from '../../dates/civil-date.ts'
import { writeNewFile } from '../../storage/user-file.ts'
import { printable } from '../../text/printable.ts'
import { agendaDays, daysJson } from '../agenda/agenda.ts'
import { lettersOf } from '../agenda/screen.ts'
import { command, FILTERS } from '../command.ts'
import { renewalRows } from '../history.ts'
import { planJson } from '../plan/plan.ts'
import { cardStatusJson } from '../shared/card-answer.ts'
import { maskedCard, maskedRenewal } from '../shared/masked-number.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
import { cardPages } from '../show/show.ts'
import { renderPage } from './page.ts'
import { type ReportData, renderYear } from './screen.ts'

export default command({
  reads: true,
  args: { '[name...]': { words: 'argument.cards', value: 'card' } },
  options: {
    '--html <file>': { words: 'report.html', value: 'file' },
    '--force': 'option.force',
    ...FILTERS,
  },
  json: true,
  on: true,
  example: 'renew report\nrenew report --html documents.html\nrenew report {me} --html - > page.html',
  async run({ args, options }, ctx) {
    const chosen = cardsToRead(ctx.cards.cards(), args.name, options)
    const cards = chosen.filter(card => args.name.length > 0 || card.closed === null)
    const data = await reportData(cards, ctx)
    const { html: file } = options
    if (file !== undefined) {
      const page = renderPage(data, ctx.words)
      if (file === '-') return ctx.io.out(page)
      writeNewFile(ctx.fileAt(file), Buffer.from(page), { force: options.force ?? false })
      ctx.note(ctx.words('export.done', { file: printable(file), cards: cards.length }))
      if (!ctx.json) return
    }
    await ctx.answerLong(
      () => reportJson(data, ctx),
      to => renderYear(data, ctx.words, to),
    )
    if (!ctx.json && ctx.stdout.isTTY) ctx.note(ctx.words('report.hint'))
  },
})

/** Collects what the report shows; each fact by the function of the command that shows it alone. */
async function reportData(cards: Parameters<Context['assess']>[0], ctx: Context): Promise<ReportData> {
  const assessed = inUrgency(await ctx.assess(cards), ctx.lang)
  await noteLostSources(assessed, ctx)
  const ordered = assessed.map(({ card }) => card)
  const from = ctx.today(null)
  const to = addDays(from, 365)
  const letters = lettersOf(ordered)
  const pageOf = cardPages(ctx)
  const renewals = await renewalRows(ordered, ctx)
  return {
    lang: ctx.lang,
    from,
    to,
    days: agendaDays(assessed, { from, to, missed: true }, ctx).filter(({ card }) => card !== null),
    documents: assessed.map(one => ({
      ...pageOf(one),
      letter: letters.get(one.card.id)!.letter,
      renewals: renewals.filter(({ card }) => card === one.card.id),
    })),
  }
}

function reportJson({ from, to, days, documents }: ReportData, ctx: Context): object {
  return {
    schema: 1,
    from,
    to,
    days: daysJson(days),
    documents: documents.map(({ assessed, letter, milestones }) => {
      const { card, plan } = assessed
      return {
        letter,
        card: maskedCard(card),
        status: cardStatusJson(assessed, ctx),
        plan: plan && planJson({ assessed, plan, lang: ctx.lang }, ctx.words),
        milestones,
        renewals: card.history.map(maskedRenewal),
      }
    }),
  }
}
