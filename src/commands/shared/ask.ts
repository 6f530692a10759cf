import type { Context } from '../../context.ts'
import { errorLine } from '../../error-text.ts'
import { Interrupted, RenewError } from '../../errors.ts'
import type { Io } from '../../io/real-io.ts'

/** What becomes of an input that gives nothing more. */
const ENDS = ['pause', 'end', 'error'] as const

type Dialogue = ReturnType<Io['dialogue']> & { signal: AbortSignal }

/** The library of questions. With its letters of vi, a word typed in passing would move the choice and so be an answer. */
async function prompts() {
  const { confirm, log, password, settings, text } = await import('@clack/prompts')
  for (const letter of 'hjkl') settings.aliases.delete(letter)
  return { confirm, log, password, text }
}

/**
 * Asks for a value until it can be read; what was wrong with an answer is said.
 * @param missing the error where nobody can be asked
 * @param read understands an answer, or throws a RenewError
 * @param how `proposal` is in the answer from the start, to be taken or typed over; a `hidden` answer is a secret and is
 *   not shown while it is typed
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
 * Goes on only after a yes.
 * @throws RenewError `needs-yes` where nobody can be asked and `--yes` was not typed; `declined` after a no
 */
export async function confirm(question: string, ctx: Context): Promise<void> {
  if (ctx.yes) return
  if (!ctx.io.canAsk) throw new RenewError('needs-yes', { question })
  if (!(await yesOrNo(question, false, ctx))) throw new RenewError('declined', {})
}

/** Offers something that is likely wanted. Accepted by `--yes`; declined where nobody can be asked. */
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
 * The answer to a question; a symbol when it was broken off, also by the end of the input (Ctrl-D): the library
 * would wait for ever then, and Node ends a program that has nothing left to wait for as if all had gone well.
 */
async function answerTo<T>(io: Io, ask: (dialogue: Dialogue) => Promise<T | symbol>): Promise<T | symbol> {
  const { input, output } = io.dialogue()
  const ending = new AbortController()
  let isAnswered = false
  // An answer stops the input too, but then it is there in the next moment.
  const onStop = () => setImmediate(() => isAnswered || ending.abort())
  for (const event of ENDS) input.on(event, onStop)
  try {
    return await ask({ input, output, signal: ending.signal })
  } finally {
    isAnswered = true
    for (const event of ENDS) input.off(event, onStop)
  }
}
