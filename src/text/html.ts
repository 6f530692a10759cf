import { printable } from './printable.ts'

/** Text that is HTML already: what `html` made, or a constant of ours. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number
/** Text is escaped, HTML and lists of it stay, null is left out. */
export type HtmlValue = Part | null | readonly (Part | null)[]

/** Makes HTML: text is escaped for use between tags and in double quotes, and hidden characters are shown. */
export function html(pieces: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(pieces.map((piece, at) => (at === 0 ? '' : filled(values[at - 1]!)) + piece).join(''))
}

function filled(value: HtmlValue): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(filled).join('')
  return escaped(String(value))
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Keeps the two isolates that `displayName` puts around text written from right to left. */
function escaped(text: string): string {
  return text
    .split(/([\u2068\u2069])/)
    .map((part, at) =>
      at % 2 === 1 ? part : printable(part).replace(/[&<>"'`]/g, found => ENTITIES[found]!),
    )
    .join('')
}
