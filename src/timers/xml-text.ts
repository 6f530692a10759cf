/** Escapes text for an element or a quoted attribute (XML 1.0 §2.4). Control characters are refused before. */
export function xmlText(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Returns the texts of all children with a name, in order; the children must contain only text. */
export function elementTexts(inside: string, name: string): string[] {
  const found = inside.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))
  return [...found].map(([, text = '']) =>
    text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
  )
}
