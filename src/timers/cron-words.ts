/**
 * Quotes a value as one word of a crontab command, so that every cron and `/bin/sh` read exactly that value:
 * - `%` ends the command in Vixie cron and its descendants, which read `\%` as `%`; busybox leaves both as they are, so
 *   `\%` is outside quotes, where the shell reads it as `%`;
 * - `#` ends the line in busybox's crond, even in quotes, so the shell prints it;
 * - some crons halve `\\` and some do not, so there are never two backslashes in a row.
 * A value without special characters is not quoted, so that any `SHELL=` understands it.
 */
export function cronWord(value: string): string {
  if (value === '') return "''"
  return value.replace(/%|'|#|\\|[^%'#\\]+/g, piece => {
    if (piece === '%') return '\\%'
    if (piece === "'") return "\\'"
    if (piece === '#') return HASH
    if (piece === '\\') return "'\\'"
    return /^[A-Za-z0-9_/.:,@+=-]+$/.test(piece) ? piece : `'${piece}'`
  })
}

const HASH = `"$(printf '\\043')"`

/**
 * Splits a crontab command into words as cron and the shell do, for what {@link cronWord} writes and simple commands
 * written by hand; null when a quote is not closed. Expands nothing.
 */
export function wordsOfCommand(command: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  const form = /\s+|'([^']*)'|"\$\(printf '\\043'\)"|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)|(['"\\])/gs
  for (const [all, single, double, escaped, bare, open] of command.matchAll(form)) {
    if (open !== undefined) return null
    if (/^\s/.test(all)) {
      if (word !== null) words.push(word)
      word = null
    } else if (all === HASH) word = `${word ?? ''}#`
    else word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`%])/g, '$1') ?? escaped ?? bare ?? '')
  }
  return word === null ? words : [...words, word]
}
