import { printable } from '../text/printable.ts'
import { renderLines } from '../text/wrap.ts'
import { command } from './command.ts'

export default command({
  args: { '<file>': { words: 'argument.file', value: 'file' } },
  options: { '--force': 'option.force' },
  json: true,
  example: 'renew backup renew-backup.json',
  async run({ args: { file }, options: { force = false } }, ctx) {
    const { makeBackup } = await import('../storage/backup.ts')
    const done = makeBackup(ctx.io, ctx.paths, ctx.fileAt(file), ctx.timestamp(), { force })
    for (const skipped of done.skipped) ctx.note(ctx.words('backup.skipped', { file: printable(skipped) }))
    ctx.answer(
      () => ({ schema: 1, file, ...done }),
      to => renderLines(`${ctx.words('backup.done', { file: printable(file), cards: done.cards })}\n`, to),
    )
  },
})
