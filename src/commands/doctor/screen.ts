import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { pad, widthOf } from '../../text/width.ts'
import { READABLE, type Span, wrap } from '../../text/wrap.ts'

/** The subject of a check; `next` is shown last. */
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

/** The result of one check, in the reader's language. */
export interface Check {
  about: About
  /** `bad`: a reminder may not arrive, or data may be lost. */
  state: 'ok' | 'warn' | 'bad'
  says: string
  command: string | null
}

export type AddCheck = (state: Check['state'], says: string, command?: string) => void

/** Runs the checks of a subject; a {@link RenewError} in them becomes a check itself, and null. */
export type RunCheck = <T>(about: About, work: (add: AddCheck) => T | Promise<T>) => Promise<T | null>

const INDENT = '  '

/** Renders the checks in the order given, then a count and the next reminder. In a pipe: one check a line. */
export function renderChecks(checks: readonly Check[], words: CommandWords, to: Surface): string {
  if (!to.isTTY) {
    const fields = checks.map(({ state, says, command }) => [words(`doctor.${state}`), says, command ?? ''])
    return fields.map(line => `${line.map(printable).join('\t')}\n`).join('')
  }
  const paint = paintFor(to)
  const styles = { ok: paint.good, warn: paint.warn, bad: paint.bad }
  const states = (['ok', 'warn', 'bad'] as const).map(state => words(`doctor.${state}`))
  const widest = Math.max(...states.map(widthOf))
  const indent = INDENT.length + widest + 2
  const [results, next] = [
    checks.filter(({ about }) => about !== 'next'),
    checks.filter(({ about }) => about === 'next'),
  ]
  const lines = results.flatMap(check => {
    const word = words(`doctor.${check.state}`)
    return wrap(spansOf(check, words, to), Math.min(READABLE, to.width - indent)).map((line, at) =>
      at === 0
        ? INDENT + styles[check.state](word) + pad('', widest - widthOf(word) + 2) + line
        : pad('', indent) + line,
    )
  })
  const count = (state: Check['state']): number => results.filter(one => one.state === state).length
  const [warn, bad] = [count('warn'), count('bad')]
  const summary =
    warn + bad === 0
      ? words('doctor.all-well', { count: results.length })
      : words('doctor.summary', { count: results.length, warn, bad })
  const width = Math.min(READABLE, to.width - INDENT.length)
  const below = [
    [{ text: summary, style: paint.bold }],
    ...next.map(check => spansOf(check, words, to, true)),
  ]
  const foot = below.flatMap(spans => wrap(spans, width).map(line => INDENT + line))
  return [...lines, '', ...foot].map(line => `${line}\n`).join('')
}

function spansOf({ says, state, command }: Check, words: CommandWords, to: Surface, isLoud = false): Span[] {
  const paint = paintFor(to)
  const sentence = command === null ? says : says.replace(/[.。]$/, '')
  const spans: Span[] = [
    { text: printable(sentence), ...(isLoud ? { style: state === 'ok' ? paint.bold : paint.bad } : {}) },
  ]
  if (command === null) return spans
  spans.push({ text: words('words.colon') }, { text: printable(command), style: paint.command, whole: true })
  return spans
}
