import { withSpelled } from './printable.ts'

/** JSON for people on a terminal, one line elsewhere; what must not be shown as it is is escaped (§6). */
export function jsonText(value: object, pretty: boolean): string {
  const text = JSON.stringify(value, null, pretty ? 2 : undefined)
  // ASCII controls are escaped already; a digit may begin a key cap.
  return `${text.replace(/[#*0-9]?[^\n -~]+/g, part => withSpelled(part, unitsOf))}\n`
}

/** A character as JSON writes it: `\uXXXX` for each UTF-16 unit. */
function unitsOf(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
