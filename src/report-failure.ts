import type { StatusContext } from './context.ts'
import { errorLine, errorText } from './error-text.ts'
import { EXIT, Interrupted, RenewError } from './errors.ts'
import { exitOf } from './exit-codes.ts'
import { type ErrorWords, loadErrorWords } from './messages/index.ts'
import { storedFile } from './storage/stored-file.ts'
import { jsonText, printable } from './text/printable.ts'
import { renderNote } from './text/wrap.ts'

/** Reports an error on stderr (with `--json` also as an object on stdout) and returns the exit code. */
export async function reportFailure(thrown: unknown, ctx: StatusContext): Promise<number> {
  const error = asRenewError(thrown) ?? (await findInvalidFile(ctx).catch(onlyInvalid))
  if (error === 'interrupted') return EXIT.interrupted
  if (error === null) return reportBug(thrown, ctx)
  const words = await noteErrors([error], ctx)
  for (const line of error.more?.lines ?? []) ctx.note(line)
  if (ctx.io.env.RENEW_DEBUG) ctx.note(error.stack ?? '')
  if (ctx.json) {
    const said = { code: error.code, ...errorText(error, words) }
    ctx.io.out(jsonText({ schema: 1, error: said, ...error.more?.json }, ctx.stdout.isTTY))
  }
  return exitOf(error.code)
}

/** A failed flush makes an exit code of success one of failure. */
export async function reportWarnings(ctx: StatusContext): Promise<void> {
  const found = ctx.io.warnings.splice(0)
  if (found.length === 0) return
  await noteErrors(found, ctx)
  ctx.exitCode ||= Math.max(...found.map(({ code }) => exitOf(code)))
}

/** Returns a failure unless the command changed something. @param code the system's error code */
export async function reportLostOutput(code: string, ctx: StatusContext): Promise<number> {
  await noteErrors([new RenewError('output-failed', { code })], ctx)
  return ctx.changed ? ctx.exitCode : ctx.exitCode || EXIT.refused
}

async function noteErrors(errors: readonly RenewError[], ctx: StatusContext): Promise<ErrorWords> {
  const words = await loadErrorWords(ctx.lang)
  ctx.layOutNote = renderNote
  for (const line of new Set(errors.map(error => errorLine(error, words)))) ctx.note(line)
  ctx.layOutNote = null
  return words
}

/** Looks for a stored file that has a valid checksum and unusable content, which makes commands fail as a bug would. */
async function findInvalidFile({ io, paths }: StatusContext): Promise<RenewError | null> {
  const { LENIENT_CHECKS } = await import('./stored-checks.ts')
  for (const name of ['settings', 'cards', 'ledger'] as const) {
    const file = storedFile(io, paths, name)
    const content = file.read()
    if (content) LENIENT_CHECKS[name](content, file.path)
  }
  return null
}

function onlyInvalid(fault: unknown): RenewError | null {
  return fault instanceof RenewError && fault.code === 'store-invalid' ? fault : null
}

function reportBug(thrown: unknown, ctx: StatusContext): number {
  const stack = thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown)
  const lines = stack.split('\n').map(printable)
  ctx.layOutNote = null
  ctx.note(ctx.words('line.bug', { stack: lines.join('\n') }))
  if (ctx.json) {
    const [hint = ''] = ctx.words('line.bug', { stack: '' }).split('\n')
    const error = { code: 'bug', message: lines[0], hint }
    ctx.io.out(jsonText({ schema: 1, error }, ctx.stdout.isTTY))
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
