import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../views/printable.ts'
import { maskedCard } from './masked-card.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const command = program
    .command('reopen')
    .argument('<name>', ctx.text['argument.card'])
    .description(ctx.text['reopen.about'])
  return withCommon(command, ctx, { json: true }, 'renew reopen me').action((name: string) =>
    reopen(name, ctx),
  )
}

async function reopen(typed: string, ctx: Context): Promise<void> {
  const card = await ctx.cardToChange(typed)
  if (card.closed === null) throw new RenewError('not-closed', { name: card.name })
  const open = { ...card, closed: null, changed: ctx.timestamp() }
  await ctx.replace(`reopen ${card.name}`, card, open)
  ctx.answer(
    () => ({ schema: 1, card: maskedCard(open) }),
    () => `${ctx.text['reopen.done']({ name: printable(card.name) })}\n`,
  )
}
