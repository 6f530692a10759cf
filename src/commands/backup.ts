import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { printable } from '../views/printable.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('backup')
    .argument('<file>', text['argument.file'])
    .description(text['backup.about'])
    .option('--force', text['option.force'])
  return withCommon(command, ctx, { json: true }, 'renew backup renew-backup.json').action(
    (file: string, options: { force?: boolean }) => backup(file, options, ctx),
  )
}

async function backup(file: string, { force = false }: { force?: boolean }, ctx: Context): Promise<void> {
  const { makeBackup } = await import('../disk/backup.ts')
  const done = makeBackup(ctx.io, ctx.paths, ctx.fileAt(file), ctx.timestamp(), { force })
  for (const skipped of done.skipped) ctx.note(ctx.text['backup.skipped']({ file: printable(skipped) }))
  ctx.answer(
    () => ({ schema: 1, file, ...done }),
    () => `${ctx.text['backup.done']({ file: printable(file), cards: done.cards })}\n`,
  )
}
