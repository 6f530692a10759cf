import type { Card } from '../../cards/card.ts'
import { findCard } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { failureText, inEnglish } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { FoundGuide } from '../../guides/guides.ts'
import {
  type CommandWords,
  isLanguage,
  loadAllWords,
  loadCommandWords,
  loadErrorWords,
} from '../../messages/index.ts'
import { DEFAULT_GUIDE } from '../../settings.ts'
import { command } from '../command.ts'
import { findGuideId, guideByName, guideNotFound } from '../shared/find-guide.ts'
import { GUIDE_FILE_COMMANDS } from './files.ts'
import { renderGuide, renderGuideList } from './page.ts'
import { renderGuidePrint } from './print.ts'

export default command({
  reads: true,
  args: { '[id]': { words: 'guide.id', value: 'guide' } },
  options: { '--print': 'guide.print' },
  json: true,
  on: true,
  example: 'renew guide {passport}\nrenew guide {me} --print > renewal.txt\nrenew guide list',
  commands: {
    list: command({ reads: true, json: true, example: 'renew guide list', run: (_, ctx) => list(ctx) }),
    ...GUIDE_FILE_COMMANDS,
  },
  async run({ args, options }, ctx) {
    const typed = args.id ?? ctx.settings.read().values.guide ?? DEFAULT_GUIDE
    const { print = false } = options
    const { found, card } = await findGuide(typed, print, ctx)
    if (found.fault) {
      const fault = failureText(found.fault, await loadErrorWords(ctx.lang))
      ctx.note(ctx.words('note.guide-fault', { fault }))
    }
    const { guide, own } = found
    if (!guide) throw await guideNotFound(typed, ctx)
    const assessed = card && print ? await ctx.assessOne(card) : null
    const { lang, words } = await pageLanguage(card, options as { lang?: string }, ctx)
    await ctx.answerLong(
      () => ({ schema: 1, guide, own, card: card && { id: card.id, name: card.name } }),
      to =>
        print
          ? renderGuidePrint({ guide, lang }, assessed, words)
          : renderGuide({ guide, own, lang: ctx.lang }, ctx.words, to),
    )
  },
})

/**
 * Finds a guide by its id or title, or that of the document that has the typed name, or by a word for the kind; to
 * print, the document comes first.
 */
async function findGuide(
  typed: string,
  print: boolean,
  ctx: Context,
): Promise<{ found: FoundGuide; card: Card | null }> {
  const found = await ctx.guides.find((await guideByName(typed, ctx)) ?? typed)
  const isGuide = found.guide !== null || found.fault !== null
  const card = isGuide && !print ? null : cardNamed(typed, ctx)
  if (isGuide && !card) return { found, card }
  return { found: await ctx.guides.find(card ? card.guide : await findGuideId(typed, ctx)), card }
}

function cardNamed(name: string, ctx: Context): Card | null {
  try {
    return findCard(ctx.cards.cards(), name, { prefix: true })
  } catch (error) {
    if (error instanceof RenewError && /^card-(not-found|ambiguous)$/.test(error.code)) return null
    throw error
  }
}

/** Returns the language of a printed page: the one asked for, else the document's, else the user's. */
async function pageLanguage(
  card: Card | null,
  { lang: asked }: { lang?: string },
  ctx: Context,
): Promise<{ lang: string; words: CommandWords }> {
  const own = asked === undefined ? card?.lang : null
  if (!own || own === ctx.lang || !isLanguage(own)) return { lang: ctx.lang, words: ctx.words }
  return { lang: own, words: await loadCommandWords(own) }
}

async function list(ctx: Context): Promise<void> {
  const ids = await ctx.guides.ids()
  const found = await Promise.all(ids.map(id => ctx.guides.find(id)))
  const rows = ids.map((id, at) => {
    const { guide, own, fault } = found[at]!
    return { id, title: guide && inLanguage(guide.title, ctx.lang), own, fault }
  })
  const words = await loadAllWords(ctx.lang)
  ctx.answer(
    () => ({ schema: 1, guides: rows.map(row => ({ ...row, fault: row.fault && inEnglish(row.fault) })) }),
    to => renderGuideList(rows, words, to),
  )
}
