import type { Context } from '../context.ts'
import { printable } from '../text/printable.ts'
import { command } from './command.ts'

export default command({
  args: { '<file>': { words: 'argument.file', value: 'file' } },
  options: { '--force': 'option.force' },
  json: true,
  example: 'renew backup renew-backup.json',
  run: ({ args, options }, ctx) => backup(args.file, options, ctx),
})

async function backup(file: string, { force = false }: { force?: boolean }, ctx: Context): Promise<void> {
  const { makeBackup } = await import('../storage/backup.ts')
  const done = makeBackup(ctx.io, ctx.paths, ctx.fileAt(file), ctx.timestamp(), { force })
  for (const skipped of done.skipped) ctx.note(ctx.words('backup.skipped', { file: printable(skipped) }))
  ctx.answer(
    () => ({ schema: 1, file, ...done }),
    () => `${ctx.words('backup.done', { file: printable(file), cards: done.cards })}\n`,
  )
}
