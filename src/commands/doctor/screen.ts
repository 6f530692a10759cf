import type { Surface } from '../../io/real-io.ts'
import type { AllWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { pad, widthOf } from '../../text/width.ts'
import { READABLE, type Span, wrap } from '../../text/wrap.ts'

/** What was looked at; what comes next (`next`) is said last. */
export type About =
  | 'node'
  | 'zones'
  | 'clock'
  | 'files'
  | 'places'
  | 'copies'
  | 'run'
  | 'guides'
  | 'timer'
  | 'rehearsal'
  | 'channels'
  | 'heartbeat'
  | 'sent'
  | 'next'

/** One thing that reminders depend on, in the reader's language. */
export interface Check {
  about: About
  /** `bad`: a reminder may not arrive, or something that was written may be lost. */
  state: 'ok' | 'warn' | 'bad'
  says: string
  /** What to type about it. */
  command: string | null
}

/** Takes one thing that a look has found. */
export type Say = (state: Check['state'], says: string, command?: string) => void

const INDENT = '  '

/**
 * What was checked, in the order given, each with how it is and what to do; then a count, and the next reminder. In a
 * pipe a check a line.
 */
export function renderChecks(checks: readonly Check[], words: AllWords, to: Surface): string {
  if (!to.isTTY) {
    const fields = checks.map(({ state, says, command }) => [words(`doctor.${state}`), says, command ?? ''])
    return fields.map(line => `${line.map(printable).join('\t')}\n`).join('')
  }
  const paint = paintFor(to)
  const styles = { ok: paint.good, warn: paint.warn, bad: paint.bad }
  const states = (['ok', 'warn', 'bad'] as const).map(state => words(`doctor.${state}`))
  const widest = Math.max(...states.map(widthOf))
  const beside = INDENT.length + widest + 2
  const [first, last] = [
    checks.filter(({ about }) => about !== 'next'),
    checks.filter(({ about }) => about === 'next'),
  ]
  const lines = first.flatMap(check => {
    const word = words(`doctor.${check.state}`)
    return wrap(spansOf(check, words, to), Math.min(READABLE, to.width - beside)).map((line, at) =>
      at === 0
        ? INDENT + styles[check.state](word) + pad('', widest - widthOf(word) + 2) + line
        : pad('', beside) + line,
    )
  })
  const count = (state: Check['state']): number => checks.filter(one => one.state === state).length
  const [warn, bad] = [count('warn'), count('bad')]
  const summary =
    warn + bad === 0
      ? words('doctor.all-well', { count: checks.length })
      : words('doctor.summary', { count: checks.length, warn, bad })
  const width = Math.min(READABLE, to.width - INDENT.length)
  const below = [
    [{ text: summary, style: paint.bold }],
    ...last.map(check => spansOf(check, words, to, true)),
  ]
  const foot = below.flatMap(spans => wrap(spans, width).map(line => INDENT + line))
  return [...lines, '', ...foot].map(line => `${line}\n`).join('')
}

function spansOf({ says, state, command }: Check, words: AllWords, to: Surface, isLoud = false): Span[] {
  const paint = paintFor(to)
  // A whole sentence goes on with what to type.
  const sentence = command === null ? says : says.replace(/[.。]$/, '')
  const spans: Span[] = [
    { text: printable(sentence), ...(isLoud ? { style: state === 'ok' ? paint.bold : paint.bad } : {}) },
  ]
  if (command === null) return spans
  spans.push({ text: words('words.colon') }, { text: printable(command), style: paint.command, whole: true })
  return spans
}
