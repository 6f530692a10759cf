import type { Context } from '../../context.ts'
import { errorLine } from '../../error-text.ts'
import { Interrupted, RenewError } from '../../errors.ts'
import type { Io } from '../../io/io.ts'

/** Events of an input that ends. */
const END_EVENTS = ['pause', 'end', 'error'] as const

type Dialogue = ReturnType<Io['dialogue']> & { signal: AbortSignal }

/** Loads the library that asks, without its vi keys: a word typed too early would move the choice. */
async function prompts() {
  const { confirm, log, password, settings, text } = await import('@clack/prompts')
  for (const letter of 'hjkl') settings.aliases.delete(letter)
  return { confirm, log, password, text }
}

/**
 * Asks for a value until `read` accepts the answer, and shows why it did not.
 * @param missing the error to throw without a terminal
 * @param read returns the value, or throws a RenewError
 * @param how `proposal`: the answer to start with; `hidden`: a secret, not shown as it is typed
 */
export async function askFor<T>(
  question: string,
  missing: RenewError,
  read: (answer: string) => T | Promise<T>,
  { io, words }: Context,
  how: { proposal?: string; hidden?: boolean } = {},
): Promise<T> {
  if (!io.canAsk) throw missing
  const { log, password, text } = await prompts()
  for (;;) {
    const answer = await answerTo(io, dialogue =>
      how.hidden
        ? password({ message: question, ...dialogue })
        : text({ message: question, initialValue: how.proposal ?? '', ...dialogue }),
    )
    if (typeof answer !== 'string') throw new Interrupted()
    try {
      return await read(answer)
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      log.warn(errorLine(error, words), { output: io.dialogue().output })
    }
  }
}

/**
 * Asks whether to go on; `--yes` answers it.
 * @throws RenewError `needs-yes` without a terminal and without `--yes`; `declined` after a no
 */
export async function confirm(question: string, ctx: Context): Promise<void> {
  if (ctx.yes) return
  if (!ctx.io.canAsk) throw new RenewError('needs-yes', { question })
  if (!(await yesOrNo(question, false, ctx))) throw new RenewError('declined', {})
}

/** Asks a question whose likely answer is yes; `--yes` accepts, and without a terminal the answer is no. */
export async function offer(question: string, ctx: Context): Promise<boolean> {
  return ctx.yes || (ctx.io.canAsk && (await yesOrNo(question, true, ctx)))
}

async function yesOrNo(question: string, proposal: boolean, { io, words }: Context): Promise<boolean> {
  const { confirm } = await prompts()
  const choices = { active: words('ask.yes'), inactive: words('ask.no') }
  const answer = await answerTo(io, dialogue =>
    confirm({ message: question, initialValue: proposal, ...choices, ...dialogue }),
  )
  if (typeof answer !== 'boolean') throw new Interrupted()
  return answer
}

/**
 * Returns the answer to a question; a symbol when it was cancelled, also by the end of the input (Ctrl-D): there the
 * library would wait for ever, and Node would exit with 0.
 */
async function answerTo<T>(io: Io, ask: (dialogue: Dialogue) => Promise<T | symbol>): Promise<T | symbol> {
  const { input, output } = io.dialogue()
  const ending = new AbortController()
  let isAnswered = false
  // An answer ends the input too, and arrives in the same turn of the event loop.
  const onStop = () => setImmediate(() => isAnswered || ending.abort())
  for (const event of END_EVENTS) input.on(event, onStop)
  try {
    return await ask({ input, output, signal: ending.signal })
  } finally {
    isAnswered = true
    for (const event of END_EVENTS) input.off(event, onStop)
  }
}
