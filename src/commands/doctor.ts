import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { EXIT } from '../errors.ts'
import { renderChecks } from '../views/doctor.ts'
import { acceptEdits } from './accept-edits.ts'
import { examine } from './examine.ts'
import { withCommon } from './shared-options.ts'

interface Options {
  accept?: boolean
  send?: boolean
}

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('doctor')
    .description(text['doctor.about'])
    .option('--send', text['doctor.send'])
    .option('--accept', text['doctor.accept'])
  return withCommon(
    command,
    ctx,
    { json: true },
    'renew doctor\nrenew doctor --send\nrenew doctor --accept',
  ).action((options: Options) => doctor(options, ctx))
}

async function doctor({ accept = false, send = false }: Options, ctx: Context): Promise<void> {
  if (accept) for (const line of await acceptEdits(ctx)) ctx.note(line)
  const { checks, next } = await examine(send, ctx)
  if (checks.some(({ state }) => state === 'bad')) ctx.exitCode = EXIT.refused
  ctx.answer(
    () => ({ schema: 1, checks, next }),
    to => renderChecks(checks, ctx.text, to),
  )
}
