import type { Context } from '../../context.ts'
import { failureText, inEnglish } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import { DEFAULT_GUIDE } from '../../settings.ts'
import { nearest } from '../../text/nearest.ts'
import { command } from '../command.ts'
import { GUIDE_FILE_COMMANDS } from './files.ts'
import { renderGuide, renderGuideList } from './page.ts'
import { renderGuidePrint } from './print.ts'

export default command({
  args: { '[id]': { words: 'guide.id', value: 'guide' } },
  options: { '--print': 'guide.print' },
  json: true,
  example: 'renew guide kz/registration-card\nrenew guide list',
  commands: {
    list: command({ json: true, example: 'renew guide list', run: (_, ctx) => list(ctx) }),
    ...GUIDE_FILE_COMMANDS,
  },
  run: ({ args, options }, ctx) =>
    show(args.id ?? ctx.settings.read().values.guide ?? DEFAULT_GUIDE, options.print ?? false, ctx),
})

async function show(id: string, print: boolean, ctx: Context): Promise<void> {
  const found = await ctx.guides.find(id)
  if (found.fault) ctx.note(ctx.words('note.guide-fault', { fault: failureText(found.fault, ctx.words) }))
  const { guide } = found
  if (!guide)
    throw new RenewError('guide-not-found', { name: id, nearest: nearest(id, await ctx.guides.ids()) })
  const data = { guide, own: found.own, lang: ctx.lang }
  await ctx.answerLong(
    () => ({ schema: 1, guide, own: found.own }),
    to => (print ? renderGuidePrint(data, ctx.words) : renderGuide(data, ctx.words, to)),
  )
}

async function list(ctx: Context): Promise<void> {
  const ids = await ctx.guides.ids()
  const found = await Promise.all(ids.map(id => ctx.guides.find(id)))
  const rows = ids.map((id, at) => {
    const { guide, own, fault } = found[at]!
    return { id, title: guide && inLanguage(guide.title, ctx.lang), own, fault }
  })
  ctx.answer(
    () => ({ schema: 1, guides: rows.map(row => ({ ...row, fault: row.fault && inEnglish(row.fault) })) }),
    to => renderGuideList(rows, ctx.words, to),
  )
}
