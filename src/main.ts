import { type Call, readCall } from './commands/call.ts'
import { showStatus } from './commands/show-status.ts'
import { Context } from './context.ts'
import { EXIT, exitOf, Interrupted, RenewError } from './errors.ts'
import { errorLine, errorText } from './explain.ts'
import type { Io } from './io.ts'
import { jsonText } from './json-text.ts'
import { printable } from './views/printable.ts'

export { realIo } from './io.ts'

/**
 * The whole program: words in, exit code out. It never ends the process and never throws; what a user can mend
 * becomes one line on stderr (with `--json` also an object on stdout), a bug its stack and exit 70.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const call = readCall(argv)
  const ctx = await Context.open(io, call)
  try {
    checkClock(ctx)
    await run(call, ctx)
    return outcome(ctx)
  } catch (thrown) {
    return explain(thrown, ctx)
  }
}

/** Does what was typed. Plain `renew` is what people and prompts call most, and needs no parser. */
async function run(call: Call, ctx: Context): Promise<void> {
  if (call.command === 'status' && call.argv.every(word => word === 'status' || word === '--json')) {
    await ctx.take({})
    return showStatus([], {}, ctx)
  }
  const { runCall } = await import('./commands/run-call.ts')
  return runCall(call, ctx)
}

/** A clock that cannot be understood is refused; an unknown zone is only said, since no date depends on it. */
function checkClock(ctx: Context): void {
  const { clockFault } = ctx.io
  if (clockFault?.name === 'RENEW_NOW') throw new RenewError('clock-invalid', { value: clockFault.value })
  if (clockFault) ctx.note(ctx.text['note.zone-unknown']({ zone: printable(clockFault.value) }))
}

/** The exit code of a command that ended well; an answer nobody got is a failure unless something was changed. */
function outcome(ctx: Context): number {
  if (ctx.io.outputFault === null) return ctx.exitCode
  ctx.note(errorLine(new RenewError('output-failed', { code: ctx.io.outputFault }), ctx.text))
  return ctx.changed ? ctx.exitCode : ctx.exitCode || EXIT.refused
}

/** Turns what was thrown into words and an exit code. */
function explain(thrown: unknown, ctx: Context): number {
  const error = asRenewError(thrown)
  if (error === 'interrupted') return EXIT.interrupted
  if (error === null) return tellBug(thrown, ctx)
  ctx.note(errorLine(error, ctx.text))
  if (ctx.io.env.RENEW_DEBUG) ctx.note(error.stack ?? '')
  if (ctx.json) {
    const words = errorText(error, ctx.text)
    ctx.io.out(jsonText({ schema: 1, error: { code: error.code, ...words } }, ctx.surface.isTTY))
  }
  return exitOf(error.code)
}

/** What nobody foresaw: the stack, cleaned like everything else that may hold words of the user's. */
function tellBug(thrown: unknown, ctx: Context): number {
  const stack = thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown)
  const lines = stack.split('\n').map(printable)
  ctx.note(ctx.text['line.bug']({ stack: lines.join('\n') }))
  if (ctx.json) {
    const [hint = ''] = ctx.text['line.bug']({ stack: '' }).split('\n')
    const error = { code: 'bug', message: lines[0], hint }
    ctx.io.out(jsonText({ schema: 1, error }, ctx.surface.isTTY))
  }
  return EXIT.bug
}

function asRenewError(thrown: unknown): RenewError | 'interrupted' | null {
  if (thrown instanceof RenewError) return thrown
  if (thrown instanceof Interrupted) return 'interrupted'
  if (!(thrown instanceof Error)) return null
  const { code, syscall, path } = thrown as NodeJS.ErrnoException
  return code && syscall ? new RenewError('system-failed', { code, call: syscall, path: path ?? '' }) : null
}
