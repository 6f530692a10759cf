import type { Surface } from '../io/io.ts'
import { paintFor } from './paint.ts'
import { widthOf } from './width.ts'
import { indented, joinLines, plainSentence, READABLE, type Sentence, wrap } from './wrap.ts'

export interface Fact {
  label: string
  says: readonly Sentence[]
}

const INDENT = 2
const GAP = 2
const LEAST_VALUE = 20

/**
 * Draws labels in one column and values in the next; in a pipe, one line a fact, with a tab. Texts must be printable.
 */
export function renderSheet(groups: readonly (readonly Fact[])[], to: Surface): string {
  const filled = groups.filter(group => group.length > 0)
  if (!to.isTTY) return joinLines(filled.flat().flatMap(piped))
  const paint = paintFor(to)
  const widest = Math.max(0, ...filled.flat().map(({ label }) => widthOf(label)))
  const valueAt = INDENT + widest + GAP
  const isNarrow = to.width - valueAt < LEAST_VALUE
  const left = isNarrow ? 2 * INDENT : valueAt
  const lines = filled.flatMap((group, index) => [
    ...(index > 0 ? [''] : []),
    ...group.flatMap(({ label, says }) => {
      const values = says.flatMap(sentence => wrap(sentence, Math.min(READABLE, to.width - left)))
      if (!isNarrow) return indented(values, left, ' '.repeat(INDENT) + paint.dim(label))
      const head = wrap(label, to.width - INDENT).map(line => paint.dim(line))
      return [...indented(head, INDENT), ...indented(values, left)]
    }),
  ])
  return joinLines(lines)
}

function piped({ label, says }: Fact): string[] {
  return says.map(sentence => `${label}\t${plainSentence(sentence)}`)
}
