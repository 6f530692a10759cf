type Quote = 'none' | 'single' | 'double' | 'ansi'

/** A command line up to the cursor, as bash reads it. */
export interface ShellLine {
  /** The words of the last command before the cursor, without quotes. */
  before: string[]
  /** The word at the cursor, without quotes; empty between words. */
  current: string
  /** The part of that word before the place that is asked for, and the quotes that are open there. */
  kept: string
  quote: Quote
}

/**
 * Splits a command line into words as bash does; expands nothing.
 * @param from where the text that will be replaced begins
 */
export function readShellLine(line: string, from = line.length): ShellLine {
  let before: string[] = []
  let word = ''
  let isWord = false
  let quote = 'none' as Quote
  let kept: Pick<ShellLine, 'kept' | 'quote'> = { kept: '', quote }
  for (let at = 0; at < line.length; at++) {
    if (at === from) kept = { kept: word, quote }
    const character = line[at]!
    if (quote === 'none' && /[\s;|&()]/.test(character)) {
      before = character.trim() === '' ? [...before, ...(isWord ? [word] : [])] : []
      word = ''
      isWord = false
      continue
    }
    isWord = true
    const next = nextQuote(line, at, quote)
    if (next !== null) {
      quote = next
      if (line.startsWith("$'", at)) at++
    } else if (isEscape(line, at, quote)) word += line[++at] ?? ''
    else word += character
  }
  if (from >= line.length) kept = { kept: word, quote }
  return { before, current: word, ...kept }
}

function nextQuote(line: string, at: number, quote: Quote): Quote | null {
  const character = line[at]
  if (quote === 'none') {
    if (line.startsWith("$'", at)) return 'ansi'
    return character === "'" ? 'single' : character === '"' ? 'double' : null
  }
  return character === (quote === 'double' ? '"' : "'") ? 'none' : null
}

function isEscape(line: string, at: number, quote: Quote): boolean {
  if (line[at] !== '\\') return false
  return quote === 'none' || quote === 'ansi' || (quote === 'double' && /["$`\\]/.test(line[at + 1] ?? ''))
}

/** Quotes a text for bash behind an open quote, which stays open, or outside of quotes, with backslashes. */
export function quotedForBash(text: string, quote: Quote): string {
  switch (quote) {
    case 'single':
      return text.replaceAll("'", "'\\''")
    case 'ansi':
      return text.replace(/['\\]/g, '\\$&')
    case 'double':
      // In double quotes nothing keeps an exclamation mark from the history of commands.
      return text.replace(/["$`\\]/g, '\\$&').replaceAll('!', `"'!'"`)
    case 'none':
      return text.replace(/[^\p{L}\p{M}\p{N}_/.:@%+=,\u0080-\u{10ffff}-]/gu, '\\$&')
  }
}

/** Quotes a text as one word of PowerShell, which takes typographic quotes for quotes too. */
export function quotedForPowerShell(text: string): string {
  if (/^[\p{L}\p{N}_./:=-]+$/u.test(text)) return text
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`
}
