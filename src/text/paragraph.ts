import type { Surface } from '../io/real-io.ts'
import { type Sentence, wrap } from './wrap.ts'

/** Sentences longer than this are hard to read, however wide the screen is. */
export const READABLE = 100

/** A sentence on its own, each line after `indent` blanks: in lines that fit the screen, in a pipe in one. */
export function renderParagraph(sentence: Sentence, to: Surface, indent = 2): string {
  const columns = to.isTTY ? Math.min(READABLE, to.width - indent) : Number.POSITIVE_INFINITY
  return wrap(sentence, columns)
    .map(line => `${' '.repeat(indent)}${line}\n`)
    .join('')
}
