import { Interrupted, RenewError } from './errors.ts'
import type { Io } from './io.ts'

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
    const { log, password, text } = await import('@clack/prompts')
    for (;;) {
      const answer = how.hidden
        ? await password({ message: question, ...this.io.dialogue() })
        : await text({ message: question, initialValue: how.proposal ?? '', ...this.io.dialogue() })
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
    const { confirm } = await import('@clack/prompts')
    const answer = await confirm({
      message: question,
      initialValue: false,
      ...this.answers(),
      ...this.io.dialogue(),
    })
    if (typeof answer !== 'boolean') throw new Interrupted()
    if (!answer) throw new RenewError('declined', {})
  }

  /** Offers something that is likely wanted. Taken by `--yes`; where nobody can be asked it is left. */
  async offer(question: string): Promise<boolean> {
    if (this.yes()) return true
    if (!this.io.canAsk) return false
    const { confirm } = await import('@clack/prompts')
    const answer = await confirm({
      message: question,
      initialValue: true,
      ...this.answers(),
      ...this.io.dialogue(),
    })
    if (typeof answer !== 'boolean') throw new Interrupted()
    return answer
  }
}
