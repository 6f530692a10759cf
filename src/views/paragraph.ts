import type { Surface } from '../io.ts'
import { type Sentence, wrap } from './wrap.ts'

/** Sentences longer than this are hard to read, however wide the screen is. */
export const READABLE = 100

/** A sentence on its own, in lines that fit the screen, each after `indent` blanks. */
export function renderParagraph(sentence: Sentence, to: Surface, indent = 2): string {
  const columns = Math.min(READABLE, to.width - indent)
  return wrap(sentence, columns)
    .map(line => `${' '.repeat(indent)}${line}\n`)
    .join('')
}
