import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../views/printable.ts'
import { maskedCard } from './masked-card.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const command = program
    .command('close')
    .argument('<name>', ctx.text['argument.card'])
    .description(ctx.text['close.about'])
  return withCommon(command, ctx, { json: true }, 'renew close me').action((name: string) => close(name, ctx))
}

async function close(typed: string, ctx: Context): Promise<void> {
  const card = await ctx.cardToChange(typed)
  if (card.closed !== null) throw new RenewError('already-closed', { name: card.name, date: card.closed })
  const [assessed] = await ctx.assess([card])
  const closed = { ...card, closed: assessed!.standing.today, changed: ctx.timestamp() }
  await ctx.replace(`close ${card.name}`, card, closed)
  ctx.answer(
    () => ({ schema: 1, card: maskedCard(closed) }),
    () => `${ctx.text['close.done']({ name: printable(card.name) })}\n`,
  )
}
