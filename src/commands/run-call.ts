import type { CommanderError } from 'commander'
import type { Context } from '../context.ts'
import type { Call } from './call.ts'
import { buildProgram, missingArgument, usageError } from './program.ts'

/**
 * Parses the words and does the deed; an argument that is missing is asked for on a terminal (§6).
 * @throws RenewError for wrong usage too, and whatever the command throws
 */
export async function runCall(call: Call, ctx: Context): Promise<void> {
  const program = await buildProgram(call, ctx)
  try {
    await program.parseAsync(call.argv, { from: 'user' })
    ctx.progress.end()
  } catch (thrown) {
    if (!isParserError(thrown)) throw thrown
    const wrong = usageError(thrown)
    // Help and version end the parser early; they are answers like others.
    if (wrong === null) return
    const missing = ctx.io.canAsk ? missingArgument(thrown, program, call) : null
    if (missing === null) throw wrong
    const answer = await ctx.ask.forValue(missing.question, missing.error, text => {
      if (text.trim() === '') throw missing.error
      return text.trim()
    })
    // What is missing always comes last, and may begin with a dash.
    const end = call.argv.includes('--') ? [] : ['--']
    await runCall({ ...call, argv: [...call.argv, ...end, answer] }, ctx)
  }
}

function isParserError(thrown: unknown): thrown is CommanderError {
  const code = thrown instanceof Error ? (thrown as { code?: unknown }).code : null
  return typeof code === 'string' && code.startsWith('commander.')
}
