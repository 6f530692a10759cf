import { Interrupted, RenewError } from './errors.ts'
import type { Io } from './io.ts'

/** What becomes of an input that gives nothing more. */
const ENDS = ['pause', 'end', 'error'] as const

type Dialogue = ReturnType<Io['dialogue']> & { signal: AbortSignal }

/** The library of questions. With its letters of vi, a word typed in passing would move the choice and so be an answer. */
async function prompts() {
  const { confirm, log, password, settings, text } = await import('@clack/prompts')
  for (const letter of 'hjkl') settings.aliases.delete(letter)
  return { confirm, log, password, text }
}

/** Questions to the person at the terminal. Elsewhere nobody is asked and nothing waits: it is an error. */
export class Ask {
  /**
   * @param yes `--yes`: every question that wants a yes has got it
   * @param explain the line that says what is wrong with an answer
   * @param answers the words for yes and no
   */
  constructor(
    private readonly io: Io,
    private readonly yes: () => boolean,
    private readonly explain: (error: RenewError) => string,
    private readonly answers: () => { active: string; inactive: string },
  ) {}

  /**
   * Asks for a value until it can be read; what was wrong with an answer is said.
   * @param missing the error where nobody can be asked
   * @param read understands an answer, or throws a RenewError
   * @param how `proposal` stands in the answer from the start, to be taken or typed over; a `hidden` answer is a secret
   *   and is not shown while it is typed
   */
  async forValue<T>(
    question: string,
    missing: RenewError,
    read: (answer: string) => T | Promise<T>,
    how: { proposal?: string; hidden?: boolean } = {},
  ): Promise<T> {
    if (!this.io.canAsk) throw missing
    const { log, password, text } = await prompts()
    for (;;) {
      const answer = await this.#answerTo(dialogue =>
        how.hidden
          ? password({ message: question, ...dialogue })
          : text({ message: question, initialValue: how.proposal ?? '', ...dialogue }),
      )
      if (typeof answer !== 'string') throw new Interrupted()
      try {
        return await read(answer)
      } catch (error) {
        if (!(error instanceof RenewError)) throw error
        log.warn(this.explain(error), { output: this.io.dialogue().output })
      }
    }
  }

  /**
   * Goes on only after a yes.
   * @throws RenewError `needs-yes` where nobody can be asked and `--yes` was not typed; `declined` after a no
   */
  async toGoOn(question: string): Promise<void> {
    if (this.yes()) return
    if (!this.io.canAsk) throw new RenewError('needs-yes', { question })
    const { confirm } = await prompts()
    const answer = await this.#answerTo(dialogue =>
      confirm({ message: question, initialValue: false, ...this.answers(), ...dialogue }),
    )
    if (typeof answer !== 'boolean') throw new Interrupted()
    if (!answer) throw new RenewError('declined', {})
  }

  /** Offers something that is likely wanted. Taken by `--yes`; where nobody can be asked it is left. */
  async offer(question: string): Promise<boolean> {
    if (this.yes()) return true
    if (!this.io.canAsk) return false
    const { confirm } = await prompts()
    const answer = await this.#answerTo(dialogue =>
      confirm({ message: question, initialValue: true, ...this.answers(), ...dialogue }),
    )
    if (typeof answer !== 'boolean') throw new Interrupted()
    return answer
  }

  /**
   * The answer to a question; a symbol when it was broken off, also by the end of the input (Ctrl-D): the library
   * would wait for ever then, and Node ends a program that has nothing left to wait for as if all had gone well.
   */
  async #answerTo<T>(ask: (dialogue: Dialogue) => Promise<T | symbol>): Promise<T | symbol> {
    const { input, output } = this.io.dialogue()
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
}
