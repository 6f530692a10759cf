import { printable } from '../text/printable.ts'
import { httpUrl } from './post.ts'

/** Shorter secrets are not masked: they would be found in ordinary words. */
const SHORTEST = 4
const WORD_LENGTH = 8
/** As much of a secret is masked at the end of a text, where the text was cut. */
const SHORTEST_BEGINNING = 6
const MASK = '****'

/**
 * Masks the secrets in a text, however a service says them back: in other letters, escaped for HTML, JSON, addresses or
 * the screen, in base64 or hexadecimal, broken into lines, or cut off at the end.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap(partsOf)
    .filter(({ length }) => length >= SHORTEST)
    .flatMap(part => [part, ...encodings(part)])
    .sort((a, b) => b.length - a.length)
    .reduce((clean, part) => {
      // The pattern of a whole secret takes long to compile, and most texts have not even its beginning.
      const first = [...part].slice(0, SHORTEST_BEGINNING).map(patternOf)
      if (!new RegExp(first.join(BREAK), 'iu').test(clean)) return clean
      const characters = [...part].map(patternOf)
      const masked = clean.replace(new RegExp(characters.join(BREAK), 'giu'), MASK)
      return characters.length > SHORTEST_BEGINNING
        ? masked.replace(beginning(characters), `${MASK}$1`)
        : masked
    }, text)
}

function partsOf(secret: string): string[] {
  const url = httpUrl(secret)
  if (url) return [secret, ...secretParts(url)]
  const words = secret.split(/[\s:/@?&=,]+/)
  return [secret, ...words.filter(word => word.length >= WORD_LENGTH)]
}

/** Returns the path of an address, its query and their pieces, without plain words, which errors need. */
function secretParts(url: URL): string[] {
  const pieces = [...url.pathname.split('/'), ...url.searchParams.values()]
  const secrets = pieces.filter(piece => piece.length >= 16 || (piece.length >= 4 && /\d/.test(piece)))
  return [url.href, `${url.pathname}${url.search}`, url.pathname, ...secrets].filter(part => part.length > 1)
}

/** Returns a text in hexadecimal, and what all base64 texts that contain it have in common, by its place in them. */
function encodings(text: string): string[] {
  const bytes = Buffer.from(text)
  const aligned = [0, 1, 2].map(before => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url')
    // The first and the last character may also hold bits of what stands around it.
    const end = (before + bytes.length) % 3 === 0 ? whole.length : whole.length - 1
    return whole.slice(Math.ceil((before * 4) / 3), end)
  })
  return [bytes.toString('hex'), ...aligned].filter(({ length }) => length >= SHORTEST_BEGINNING)
}

/** What may break a secret: the end of a line, also written out. */
const BREAK = '(?:(?:=?[\\r\\n]|\\\\[rn]|%0[ad]|&#x?0*(?:10|13|a|d);)[ \\t]*)*'

const NAMED: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' }
/** Base64 for addresses has other letters. */
const SAME: Record<string, string> = { '-': '+', _: '/' }

function patternOf(character: string): string {
  const code = character.codePointAt(0)!
  const hex = code.toString(16)
  // Two ways that match the same text would make the search slow.
  const literal = new Set([character, SAME[character] ?? character, printable(character)])
  const escaped = /\w/.test(character) ? '' : '\\\\?'
  const bytes = [...Buffer.from(character)].map(byte => `%(?:25)?${byte.toString(16).padStart(2, '0')}`)
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  const ways = [
    ...[...literal].map(one => `${escaped}${literally(one)}`),
    bytes.join(''),
    `&#(?:0*${code}|x0*${hex});`,
    `\\\\x${hex.padStart(2, '0')}`,
    units.map(unit => `\\\\u${unit.toString(16).padStart(4, '0')}`).join(''),
    ...(NAMED[character] ? [`&${NAMED[character]};`] : []),
    ...(character === ' ' ? ['\\+'] : []),
  ]
  return `(?:${ways.join('|')})`
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function beginning(characters: readonly string[]): RegExp {
  const first = characters.slice(0, SHORTEST_BEGINNING).join(BREAK)
  const rest = characters.slice(SHORTEST_BEGINNING, -1)
  const more = rest.reduceRight((inner, one) => `(?:${BREAK}${one}${inner})?`, '')
  return new RegExp(`${first}${more}(…?)$`, 'iu')
}
