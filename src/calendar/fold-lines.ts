/** Longest line of iCalendar text, in octets without its end (RFC 5545 §3.1). */
const LIMIT = 75

/** Lines that end with CRLF, folded at 75 octets and never inside a character. */
export function foldLines(text: string): string {
  return text
    .split('\r\n')
    .map(line => (Buffer.byteLength(line) <= LIMIT ? line : folded(line)))
    .join('\r\n')
}

function folded(line: string): string {
  let [text, size] = ['', 0]
  for (const char of line) {
    const more = Buffer.byteLength(char)
    if (size + more > LIMIT) {
      text += '\r\n '
      size = 1
    }
    text += char
    size += more
  }
  return text
}
