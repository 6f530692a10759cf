import type { Context } from '../../context.ts'
import { exists } from '../../storage/own-file.ts'
import { printable } from '../../text/printable.ts'
import { command } from '../command.ts'
import { confirm } from '../shared/ask.ts'
import { renderKeptCopies } from './screen.ts'

export default command({
  args: { '[copy]': { words: 'restore.source', value: 'copy' } },
  json: true,
  yes: true,
  example: 'renew restore\nrenew restore cards.before\nrenew restore renew-backup.json',
  run: ({ args: { copy } }, ctx) => (copy === undefined ? list(ctx) : bringBack(copy, ctx)),
})

async function list(ctx: Context): Promise<void> {
  const { restorable } = await import('../../storage/restore.ts')
  const rows = restorable(ctx.io, ctx.paths).map(({ name, day, cards, written, fault }) => ({
    name,
    day,
    written: ctx.io.timestamp(written),
    cards,
    fault: fault?.code ?? null,
  }))
  ctx.answer(
    () => ({ schema: 1, copies: rows }),
    to => renderKeptCopies(rows, ctx.words, to),
  )
}

async function bringBack(source: string, ctx: Context): Promise<void> {
  const { restore } = await import('../../storage/restore.ts')
  const { STRICT_CHECKS } = await import('../../stored-checks.ts')
  const file = ctx.fileAt(source)
  const which = exists(file) ? file : source
  await confirm(ctx.words('ask.restore', { source: printable(source) }), ctx)
  const restored = await restore(ctx.io, ctx.paths, which, ctx.timestamp(), STRICT_CHECKS)
  ctx.changed = true
  for (const aside of restored.aside) ctx.note(ctx.words('restore.aside', { file: printable(aside) }))
  ctx.answer(
    () => ({ schema: 1, restored }),
    () => {
      const { cards } = restored
      const from = printable(restored.from)
      const done =
        cards === null
          ? ctx.words('restore.done', { from })
          : ctx.words('restore.done-cards', { from, cards })
      return `${done}\n`
    },
  )
}
