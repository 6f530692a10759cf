import { failureText } from '../../error-text.ts'
import type { Failure } from '../../failure.ts'
import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { renderSheet } from '../../text/sheet.ts'

/** What a look at a guide file found. */
export interface GuideCheck {
  /** As the user typed it. */
  file: string
  /** null where it could not be read as a guide. */
  id: string | null
  faults: readonly { path: string; problem: Failure }[]
}

/** The faults of a guide file, one a line with its place; that there are none where there are none. */
export function renderGuideFaults({ file, id, faults }: GuideCheck, words: AllWords, to: Surface): string {
  const name = printable(file)
  if (faults.length === 0) return `${words('guide.good', { file: name, id: printable(id ?? '') })}\n`
  const rows = faults.map(({ path, problem }) => ({
    label: path === '' ? words('guide.whole') : printable(path),
    says: [printable(failureText(problem, words))],
  }))
  if (!to.isTTY) return renderSheet([rows], to)
  return `${paintFor(to).bad(words('guide.faulty', { file: name, count: faults.length }))}\n${renderSheet([rows], to)}`
}
