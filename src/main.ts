import { type Argv, parseArgv } from './commands/argv.ts'
import { showStatus } from './commands/status/show-status.ts'
import { Context, type StatusContext } from './context.ts'
import { RenewError } from './errors.ts'
import type { Io } from './io/real-io.ts'
import { loadAllWords, loadWords } from './messages/index.ts'
import { printable } from './text/printable.ts'

export { realIo } from './io/real-io.ts'

/**
 * The whole program: words in, exit code out. It never ends the process and never throws; an error that a user can fix
 * becomes one line on stderr (with `--json` also an object on stdout), a bug its stack and exit 70.
 */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const argv = parseArgv(words)
  if (isPlainStatus(argv)) {
    const ctx = await Context.open(io, argv, language => loadWords(language))
    return exitCodeOf(ctx, () => {
      ctx.useColors(undefined)
      return showStatus([], {}, ctx)
    })
  }
  const [ctx, { runCommand }] = await Promise.all([
    Context.open(io, argv, loadAllWords),
    import('./commands/program.ts'),
  ])
  return exitCodeOf(ctx, () => runCommand(argv, ctx))
}

/** Whether it is `renew` with nothing that needs a parser: what people and prompts call most. */
function isPlainStatus({ command, args }: Argv): boolean {
  return command === 'status' && args.every(arg => arg === 'status' || arg === '--json')
}

/** Runs an action and returns the exit code; never throws. */
async function exitCodeOf(ctx: StatusContext, action: () => Promise<void>): Promise<number> {
  try {
    checkClock(ctx)
    await action()
    ctx.io.status('')
    if (ctx.io.outputFault === null) return ctx.exitCode
    const { reportLostOutput } = await import('./report-failure.ts')
    return await reportLostOutput(ctx.io.outputFault, ctx)
  } catch (thrown) {
    const { reportFailure } = await import('./report-failure.ts')
    return reportFailure(thrown, ctx)
  }
}

/** A clock that cannot be understood is refused; an unknown zone is only noted, since no date depends on it. */
function checkClock(ctx: StatusContext): void {
  const { clockFault } = ctx.io
  if (clockFault?.name === 'RENEW_NOW') throw new RenewError('clock-invalid', { value: clockFault.value })
  if (clockFault) ctx.note(ctx.words('note.zone-unknown', { zone: printable(clockFault.value) }))
}
