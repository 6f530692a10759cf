/**
 * What JSON lets through and a terminal should not get: controls, separators of lines, marks that show nothing or turn
 * the reading direction.
 */
const HIDDEN = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** JSON for people on a terminal, one line elsewhere; what a terminal should not get is escaped (§6). */
export function jsonText(value: object, pretty: boolean): string {
  const text = JSON.stringify(value, null, pretty ? 2 : undefined)
  return `${text.replace(HIDDEN, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}
