import type { Finished } from '../io.ts'

/** The first words of what a program said, on one line, else how it ended; for an error's text. */
export function saidBy({ stderr, stdout, error, code }: Finished): string {
  const said = (stderr.trim() || stdout.trim()).replace(/\s*\n\s*/g, '; ').slice(0, 300)
  return said || error || `exit ${code ?? '-'}`
}
