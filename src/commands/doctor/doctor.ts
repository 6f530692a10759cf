import type { Context } from '../../context.ts'
import { EXIT } from '../../errors.ts'
import { command } from '../command.ts'
import { acceptEdits } from './accept-edits.ts'
import { runChecks } from './examine.ts'
import { renderChecks } from './screen.ts'

export default command({
  options: { '--send': 'doctor.send', '--accept': 'doctor.accept' },
  json: true,
  example: 'renew doctor\nrenew doctor --send\nrenew doctor --accept',
  run: ({ options }, ctx) => doctor(options, ctx),
})

async function doctor(
  { accept = false, send = false }: { accept?: boolean; send?: boolean },
  ctx: Context,
): Promise<void> {
  if (accept) for (const line of await acceptEdits(ctx)) ctx.note(line)
  const { checks, next } = await runChecks(send, ctx)
  if (checks.some(({ state }) => state === 'bad')) ctx.exitCode = EXIT.refused
  ctx.answer(
    () => ({ schema: 1, checks, next }),
    to => renderChecks(checks, ctx.words, to),
  )
}
