/** The inside of an element whose children hold text alone. */
export type FlatElement = string

/** Text for an element or a quoted attribute (XML 1.0 §2.4); control characters never get as far as here. */
export function xmlText(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The texts of all children of one name, in the order they stand. */
export function elementTexts(inside: FlatElement, name: string): string[] {
  const found = inside.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))
  return [...found].map(([, text = '']) =>
    text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
  )
}
