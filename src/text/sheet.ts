import type { Surface } from '../io/io.ts'
import { paintFor } from './paint.ts'
import { pad, widthOf } from './width.ts'
import { plainSentence, READABLE, type Sentence, wrap } from './wrap.ts'

export interface Fact {
  label: string
  says: readonly Sentence[]
}

const INDENT = '  '
const GAP = '  '

/**
 * Draws labels in one column and values in the next; in a pipe, one line a fact, with a tab. Texts must be printable.
 */
export function renderSheet(groups: readonly (readonly Fact[])[], to: Surface): string {
  const filled = groups.filter(group => group.length > 0)
  if (!to.isTTY) return filled.flat().map(piped).join('')
  const paint = paintFor(to)
  const widest = Math.max(0, ...filled.flat().map(({ label }) => widthOf(label)))
  const valueAt = INDENT.length + widest + GAP.length
  const narrow = to.width - valueAt < 20
  const valueWidth = Math.min(READABLE, narrow ? to.width - 2 * INDENT.length : to.width - valueAt)
  const lines = filled.flatMap((group, index) => [
    ...(index > 0 ? [''] : []),
    ...group.flatMap(({ label, says }) => {
      const values = says.flatMap(sentence => wrap(sentence, valueWidth))
      if (narrow) {
        const head = wrap(label, to.width - INDENT.length).map(line => INDENT + paint.dim(line))
        return [...head, ...values.map(line => INDENT + INDENT + line)]
      }
      return values.map((line, at) => {
        const head = at === 0 ? paint.dim(label) + pad('', widest - widthOf(label)) : pad('', widest)
        return INDENT + head + GAP + line
      })
    }),
  ])
  return lines.map(line => `${line}\n`).join('')
}

function piped({ label, says }: Fact): string {
  return says.map(sentence => `${label}\t${plainSentence(sentence)}\n`).join('')
}
