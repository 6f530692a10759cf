import { RenewError } from '../../errors.ts'
import type { Surface } from '../../io/io.ts'
import { paintFor } from '../../text/paint.ts'
import { clip } from '../../text/width.ts'

export interface Choice<T> {
  value: T
  label: string
  hint?: string
}

/** Returns the choice that was typed. @throws RenewError `not-a-choice` with the choices as the list shows them */
export function readListed<T>(typed: string, choices: readonly Choice<T>[]): T {
  const found = choices.find(({ value }) => value === typed)
  if (found) return found.value
  throw new RenewError('not-a-choice', { name: typed, choices: choices.map(({ label }) => label) })
}

const OTHER_ROWS = 8
const FEWEST_ROWS = 4

/** The list below a question: the arrow keys move in it, and what is typed instead is matched with it. */
export class ChoiceList<T> {
  #cursor = 0
  #isTyping = false
  #isDone = false
  #isLeft = false

  constructor(
    private readonly choices: readonly Choice<T>[],
    private readonly columns: number,
    private readonly surface: Surface,
  ) {}

  /** @param key its name in Node's readline */
  press(key: string | undefined): void {
    const step = { up: -1, down: 1 }[key ?? '']
    this.#isDone = key === 'return' || key === 'escape'
    this.#isLeft = key === 'escape'
    if (step !== undefined) this.#cursor = (this.#cursor + step + this.choices.length) % this.choices.length
    if (!this.#isDone) this.#isTyping = step === undefined
  }

  lines(): string[] {
    const paint = paintFor(this.surface)
    if (this.#isDone) return this.#isTyping || this.#isLeft ? [] : [paint.dim(this.#text(this.#at()))]
    const rows = Math.max(FEWEST_ROWS, (this.surface.height ?? 24) - OTHER_ROWS)
    const from = Math.max(0, Math.min(this.#cursor - Math.floor(rows / 2), this.choices.length - rows))
    return this.choices.slice(from, from + rows).map((choice, index) => {
      const isHere = from + index === this.#cursor && !this.#isTyping
      const text = clip(`${isHere ? '●' : '○'} ${this.#text(choice)}`, this.columns)
      return isHere ? text : paint.dim(text)
    })
  }

  /** Returns the choice under the cursor, or the one that was typed: by its label, or the beginning of only one. */
  chosen(typed: string): string | { chosen: T } {
    const text = typed.trim()
    if (!this.#isTyping || text === '') return { chosen: this.#at().value }
    const key = text.toLowerCase()
    const labels = this.choices.map(({ label }) => label.toLowerCase())
    const exact = labels.indexOf(key)
    const beginning = labels.flatMap((label, index) => (label.startsWith(key) ? [index] : []))
    const found = exact >= 0 ? exact : beginning.length === 1 ? beginning[0]! : -1
    return found >= 0 ? { chosen: this.choices[found]!.value } : text
  }

  #at(): Choice<T> {
    return this.choices[this.#cursor]!
  }

  #text({ label, hint }: Choice<T>): string {
    return hint ? `${label}  ${hint}` : label
  }
}
