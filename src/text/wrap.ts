import type { Surface } from '../io/io.ts'
import type { Style } from './paint.ts'
import { head, pad, widthOf } from './width.ts'

export interface Span {
  text: string
  style?: Style | undefined
  /** Kept on one line if it fits, such as a command or a date. */
  whole?: boolean
}

export type Sentence = string | readonly Span[]

export function plainSentence(sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : sentence.map(({ text }) => text).join('')
}

/** Chinese, Japanese and Korean, where a line may end between any two characters, but not before a closing mark. */
const CJK =
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uff60\\uffe0-\\uffe6'
const WIDE = new RegExp(`^[${CJK}\\ud840-\\ud87f]`)
const ATOMS = new RegExp(
  ` +|[（《“「]*(?:[${CJK}]|[\\ud840-\\ud87f][\\udc00-\\udfff])[，。、；：！？）》”」…]*|[^ ${CJK}\\ud840-\\ud87f]+|.`,
  'gsu',
)

interface Atom extends Span {
  width: number
  mayBreak: boolean
}

/** Breaks a sentence into painted lines, at blanks and between Chinese characters. Longer words are cut. */
export function wrap(sentence: Sentence, columns: number): string[] {
  const spans = typeof sentence === 'string' ? [{ text: sentence }] : sentence
  const whole = plainSentence(spans)
  // Most sentences are short, and splitting them is slow.
  if (widthOf(whole) <= columns && whole === whole.trim()) return [painted(spans)]
  const lines: string[] = []
  let line: Span[] = []
  let width = 0
  let blank: Atom | null = null
  let open = false
  const end = (): void => {
    const opening = open ? '\u2068' : ''
    for (const { text } of line) open = leavesOpen(text, open)
    lines.push(`${opening}${painted(line)}${open ? '\u2069' : ''}`)
    line = []
    width = 0
    blank = null
  }
  for (const word of wordsOf(spans, Math.max(1, columns))) {
    const needed = word.reduce((sum, atom) => sum + atom.width, 0)
    if (/^ +$/.test(word[0]!.text)) {
      if (line.length > 0) blank = word[0]!
      continue
    }
    const gap: number = (blank as Atom | null)?.width ?? 0
    if (line.length > 0 && width + gap + needed > columns) end()
    if (blank) {
      line.push(blank)
      width += gap
      blank = null
    }
    line.push(...word)
    width += needed
  }
  if (line.length > 0 || lines.length === 0) end()
  return lines
}

/** Whether isolated text (U+2068 to U+2069) continues on the next line, which then opens it again. */
function leavesOpen(text: string, wasOpen: boolean): boolean {
  const [start, end] = [text.lastIndexOf('\u2068'), text.lastIndexOf('\u2069')]
  return start === end ? wasOpen : start > end
}

function wordsOf(spans: readonly Span[], columns: number): Atom[][] {
  const words: Atom[][] = []
  for (const atom of atomsOf(spans, columns)) {
    if (atom.mayBreak || words.length === 0) words.push([atom])
    else words[words.length - 1]!.push(atom)
  }
  return words.flatMap(word => {
    const tooLong = word.reduce((sum, atom) => sum + atom.width, 0) > columns
    return tooLong ? word.map(atom => [atom]) : [word]
  })
}

function atomsOf(spans: readonly Span[], columns: number): Atom[] {
  const atoms: Atom[] = []
  let afterBreak = true
  let afterBlank = false
  for (const span of spans) {
    for (const text of isWhole(span, columns) ? [span.text] : (span.text.match(ATOMS) ?? [])) {
      const breaks = text.startsWith(' ') || WIDE.test(text)
      const mayBreak =
        afterBlank || ((afterBreak || breaks) && !/^[，。、；：！？）》”」…,.;:!?)]/.test(text))
      for (const [index, piece] of pieces(text, columns).entries())
        atoms.push({ ...span, text: piece, width: widthOf(piece), mayBreak: mayBreak || index > 0 })
      afterBreak = breaks && !/[（《“「]$/.test(text)
      afterBlank = text.startsWith(' ')
    }
  }
  joinNumbers(atoms)
  return atoms
}

/** Keeps a number on the line of the word after it, such as a day and its month, or a count and its unit; and `周四`. */
function joinNumbers(atoms: readonly Atom[]): void {
  for (const [at, { text }] of atoms.entries()) {
    const next = atoms[at + 1]?.text === ' ' ? at + 2 : at + 1
    if (!/[\d周]$/.test(text) || !/^\p{L}/u.test(atoms[next]?.text ?? '')) continue
    for (const atom of atoms.slice(at + 1, next + 1)) atom.mayBreak = false
  }
}

const isWhole = ({ whole, text }: Span, columns: number): boolean =>
  whole === true && widthOf(text) <= columns

function pieces(word: string, columns: number): string[] {
  const cut: string[] = []
  let rest = word
  while (widthOf(rest) > columns) {
    const piece = head(rest, columns) || [...rest][0]!
    cut.push(piece)
    rest = rest.slice(piece.length)
  }
  return rest === '' ? cut : [...cut, rest]
}

function painted(line: readonly Span[]): string {
  let text = ''
  for (let at = 0; at < line.length; ) {
    const { style } = line[at]!
    let run = ''
    for (; at < line.length && line[at]!.style === style; at++) run += line[at]!.text
    text += style ? style(run) : run
  }
  return text
}

/** Wraps every line, and keeps its indent on each line that comes of it. */
export function wrapLines(text: string, columns: number): string[] {
  return text.split('\n').flatMap(line => {
    const indent = /^ */.exec(line)![0]
    return wrap(line.trimStart(), columns - indent.length).map(part => `${indent}${part}`.trimEnd())
  })
}

/** Longer lines are hard to read, however wide the screen is. */
export const READABLE = 100

/** Draws a sentence in lines that fit the screen, each indented; in a pipe, on one line. */
export function renderParagraph(sentence: Sentence, to: Surface, indent = 2): string {
  const columns = to.isTTY ? Math.min(READABLE, to.width - indent) : Number.POSITIVE_INFINITY
  return joinLines(indented(wrap(sentence, columns), indent))
}

/** Indents lines by `columns` columns. @param head stands in the indent of the first line; it may have colours */
export function indented(lines: readonly string[], columns: number, head = ''): string[] {
  return lines.map((line, at) => pad(at === 0 ? head : '', columns) + line)
}

export const joinLines = (lines: readonly string[]): string => lines.map(line => `${line}\n`).join('')

/** Wraps each line of a text on a terminal; in a pipe it stays as it is. */
export function renderLines(text: string, to: Surface): string {
  return to.isTTY ? wrapLines(text, Math.min(READABLE, to.width)).join('\n') : text
}

/** Draws sentences that stand alone: an answer or a note. */
export function renderNote(text: string, to: Surface): string {
  return `${renderLines(text, to)}\n`
}
