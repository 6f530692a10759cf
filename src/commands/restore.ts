import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { exists } from '../disk/exists.ts'
import { renderKeptCopies } from '../views/kept-copies.ts'
import { printable } from '../views/printable.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('restore')
    .argument('[copy]', text['restore.source'])
    .description(text['restore.about'])
  return withCommon(
    command,
    ctx,
    { json: true, yes: true },
    'renew restore\nrenew restore cards.before\nrenew restore renew-backup.json',
  ).action((source: string | undefined) => (source === undefined ? list(ctx) : bringBack(source, ctx)))
}

async function list(ctx: Context): Promise<void> {
  const { restorable } = await import('../disk/restore.ts')
  const rows = restorable(ctx.io, ctx.paths).map(({ name, day, cards, written, fault }) => ({
    name,
    day,
    written: ctx.io.timestamp(written),
    cards,
    fault: fault?.code ?? null,
  }))
  ctx.answer(
    () => ({ schema: 1, copies: rows }),
    to => renderKeptCopies(rows, ctx.text, to),
  )
}

async function bringBack(source: string, ctx: Context): Promise<void> {
  const { restore } = await import('../disk/restore.ts')
  const { CHECKS } = await import('../stored-checks.ts')
  const file = ctx.fileAt(source)
  const which = exists(file) ? file : source
  await ctx.ask.toGoOn(ctx.text['ask.restore']({ source: printable(source) }))
  const restored = await restore(ctx.io, ctx.paths, which, ctx.timestamp(), CHECKS)
  ctx.changed = true
  for (const aside of restored.aside) ctx.note(ctx.text['restore.aside']({ file: printable(aside) }))
  ctx.answer(
    () => ({ schema: 1, restored }),
    () => `${ctx.text['restore.done']({ from: printable(restored.from), cards: restored.cards })}\n`,
  )
}
