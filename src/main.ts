import { CallContext } from './call-context.ts'
import { type Call, readCall } from './commands/call.ts'
import { showStatus } from './commands/show-status.ts'
import type { Io } from './io.ts'
import { RenewError } from './renew-error.ts'
import { printable } from './views/printable.ts'

export { realIo } from './io.ts'

/**
 * The whole program: words in, exit code out. It never ends the process and never throws; what a user can mend
 * becomes one line on stderr (with `--json` also an object on stdout), a bug its stack and exit 70.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const call = readCall(argv)
  if (isPlainStatus(call)) {
    const ctx = await CallContext.open(io, call)
    if (!takesTime(ctx)) return ended(ctx, plainStatus)
  }
  const [{ Context }, { runCommand }] = await Promise.all([
    import('./context.ts'),
    import('./commands/program.ts'),
  ])
  return ended(await Context.open(io, call), ctx => runCommand(call, ctx))
}

/** Whether it is `renew` with nothing that would need a parser: what people and prompts call most. */
function isPlainStatus({ command, argv }: Call): boolean {
  return command === 'status' && argv.every(word => word === 'status' || word === '--json')
}

/** Thousands of cards take theirs; that is told by the whole program alone, and only on a terminal. */
function takesTime(ctx: CallContext): boolean {
  try {
    return ctx.io.stderr.isTTY && ctx.cards.isLarge
  } catch {
    // No home, perhaps: `status` says so.
    return false
  }
}

function plainStatus(ctx: CallContext): Promise<void> {
  ctx.useColors(undefined)
  return showStatus([], {}, ctx)
}

/** Does the deed; the exit code, whatever becomes of it. */
async function ended<C extends CallContext>(ctx: C, deed: (ctx: C) => Promise<void>): Promise<number> {
  try {
    checkClock(ctx)
    await deed(ctx)
    if (ctx.io.outputFault === null) return ctx.exitCode
    const { tellLost } = await import('./tell-failure.ts')
    return await tellLost(ctx.io.outputFault, ctx)
  } catch (thrown) {
    const { tellFailure } = await import('./tell-failure.ts')
    return tellFailure(thrown, ctx)
  }
}

/** A clock that cannot be understood is refused; an unknown zone is only said, since no date depends on it. */
function checkClock(ctx: CallContext): void {
  const { clockFault } = ctx.io
  if (clockFault?.name === 'RENEW_NOW') throw new RenewError('clock-invalid', { value: clockFault.value })
  if (clockFault) ctx.note(ctx.everyday['note.zone-unknown']({ zone: printable(clockFault.value) }))
}
