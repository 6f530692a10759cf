import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { renderList } from '../views/list.ts'
import { withCommon } from './shared-options.ts'

export default function register(program: Command, ctx: Context): Command {
  const command = program.command('list').description(ctx.text['list.about'])
  return withCommon(command, ctx, { json: true, on: true }, 'renew list').action(() => list(ctx))
}

function list(ctx: Context): Promise<void> {
  const cards = ctx.cards.cards()
  return ctx.answerLong(
    () => ({ schema: 1, cards }),
    to => renderList(cards, ctx.text, to),
  )
}
