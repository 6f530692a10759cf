import { domainToASCII } from 'node:url'
import addressparser from 'nodemailer/lib/addressparser'
import { printable } from '../text/printable.ts'

export interface Mailbox {
  name: string
  /** With the domain in ASCII; a local part in other letters needs SMTPUTF8 (RFC 6531). */
  address: string
}

/** Text in quotes, in angle brackets, a separator, or any other character. Chinese keyboards type `，` `；` and `、`. */
const TOKENS = /"(?:[^"\\]|\\.)*"|<[^<>]*>|[,;，；、]|./gsu
const SEPARATOR = /^[,;，；、]$/
const QUOTED = String.raw`"(?:[^"\\<>\p{Cc}]|\\[^<>\p{Cc}])+"`
const LOCAL = String.raw`(?:[^\s<>@,;:"()\\[\]\p{Cc}]+|${QUOTED})`
const DOMAIN = String.raw`(?:[^\s<>@,;:"()\\[\]\p{Cc}]+|\[[\da-f.:]+\]|\[IPv6:[\da-f.:]+\])`
/** `ann@example.org`, or the same in angle brackets after a name, which is quoted where it has marks. */
const MAILBOX = new RegExp(
  String.raw`^(?:(${LOCAL})@(${DOMAIN})|(?:"(?:[^"\\\p{Cc}]|\\\P{Cc})*"|[^<>,;:"()\p{Cc}]*)\s*<(${LOCAL})@(${DOMAIN})>)$`,
  'iu',
)

/** Returns a list of addresses as it is stored: separated by commas, signs of Chinese keyboards replaced. */
export function withCommas(list: string): string {
  const pieces = piecesOf(list)
  // Outlook writes a separator after the last one too.
  if (pieces.length > 1 && pieces.at(-1) === '') pieces.pop()
  return pieces.join(', ')
}

/** Returns the mailboxes of a list, each address once; null when one of them is not an address. */
export function mailboxesOf(list: string): Mailbox[] | null {
  const boxes = new Map<string, Mailbox>()
  for (const piece of piecesOf(list)) {
    const box = mailboxOf(piece)
    if (box === null) return null
    const key = box.address.toLowerCase()
    if (!boxes.has(key)) boxes.set(key, box)
  }
  return [...boxes.values()]
}

/** Returns a mailbox; null when the text is not one, as with a comment in brackets or two addresses. */
export function mailboxOf(text: string): Mailbox | null {
  const [, bareLocal, bareDomain, local = bareLocal, domain = bareDomain] = MAILBOX.exec(text) ?? []
  if (local === undefined || domain === undefined) return null
  const ascii = domain.startsWith('[') ? domain : domainToASCII(domain)
  const [parsed] = addressparser(text, { flatten: true })
  if (ascii === '' || parsed === undefined) return null
  return { name: printable(parsed.name), address: `${local.normalize('NFC')}@${ascii}` }
}

function piecesOf(list: string): string[] {
  const pieces = ['']
  for (const token of list.match(TOKENS) ?? []) {
    if (SEPARATOR.test(token)) pieces.push('')
    else pieces[pieces.length - 1] += token.startsWith('"') ? token : token.replaceAll('＠', '@')
  }
  return pieces.map(piece => piece.trim())
}
