// status loads this
import { version } from '../package.json'
import { type Argv, parseArgv } from './commands/argv.ts'
import { showStatus } from './commands/status/show-status.ts'
import { Context, type StatusContext } from './context.ts'
import { EXIT, RenewError } from './errors.ts'
import type { Io } from './io/io.ts'
import { loadCommandWords, loadWords } from './messages/index.ts'
import { printable } from './text/printable.ts'

export { realIo } from './io/real-io.ts'

/**
 * Runs a command line and returns the exit code; never throws. An error that a user can fix is one line on stderr (with
 * `--json` also an object on stdout); a bug is its stack.
 */
export async function main(words: readonly string[], io: Io): Promise<number> {
  if (/^(-v|-V|(--)?version)$/.test(words.join(' '))) {
    io.out(`${version}\n`)
    if (io.outputFault === null) return EXIT.ok
  }
  const argv = parseArgv(words)
  if (isPlainStatus(argv)) {
    const ctx = await Context.open(io, argv, language => loadWords(language))
    const code = await exitCodeOf(ctx, async () => {
      ctx.useColors(undefined)
      ctx.checkOwner(true)
      await showStatus(ctx)
    })
    if (code !== EXIT.ok || words.length > 0 || !isFirstUse(ctx)) return code
    return exitCodeOf(ctx, async () => {
      const { wantsFirstCard } = await import('./commands/shared/first-setup.ts')
      if (await wantsFirstCard(io)) ctx.exitCode = await main(['add'], io)
    })
  }
  const [ctx, { runCommand }] = await Promise.all([
    Context.open(io, argv, loadCommandWords),
    import('./commands/program.ts'),
  ])
  return exitCodeOf(ctx, () => runCommand(argv, ctx))
}

function isPlainStatus({ command, args }: Argv): boolean {
  return command === 'status' && args.every(arg => arg === 'status' || arg === '--json')
}

function isFirstUse({ io, stdout, cards }: StatusContext): boolean {
  return io.canAsk && stdout.isTTY && cards.cards().length === 0
}

const reporting = () => import('./report-failure.ts')

async function exitCodeOf(ctx: StatusContext, action: () => Promise<void>): Promise<number> {
  try {
    checkClock(ctx)
    await action()
    ctx.io.status('')
    if (ctx.io.warnings.length > 0) await (await reporting()).reportWarnings(ctx)
    if (ctx.io.outputFault === null) return ctx.exitCode
    return await (await reporting()).reportLostOutput(ctx.io.outputFault, ctx)
  } catch (thrown) {
    const { reportFailure, reportWarnings } = await reporting()
    await reportWarnings(ctx)
    return reportFailure(thrown, ctx)
  }
}

function checkClock(ctx: StatusContext): void {
  const { clockFault } = ctx.io
  if (clockFault?.name === 'RENEW_NOW') throw new RenewError('clock-invalid', { value: clockFault.value })
  if (clockFault) ctx.note(ctx.words('note.zone-unknown', { zone: printable(clockFault.value) }))
}
