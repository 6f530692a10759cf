/**
 * One word of a crontab command, such that every cron and `/bin/sh` give back exactly the value:
 * - `%` ends the command in Vixie cron and its heirs, which take `\%` for it; busybox takes neither away, so `\%`
 *   stands outside quotes, where the shell itself takes `\%` for `%`;
 * - `#` ends the line in busybox's crond, even within quotes, so the shell makes it by itself;
 * - some crons halve `\\`, some do not: two backslashes never stand side by side.
 * A value without anything special stays bare, and so is understood by a `SHELL=` of any kind.
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
 * The words of a crontab command as cron and the shell would make them, for the forms {@link cronWord} writes and
 * simple hand-made ones; null when a quote is not closed. Nothing is expanded.
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
