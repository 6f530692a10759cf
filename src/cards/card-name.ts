import { RenewError } from '../errors.ts'
import { isOneLine } from '../text/printable.ts'

/** In code points (§4). */
export const NAME_LIMIT = 80

/** @throws RenewError where §4 does not allow the name */
export function validName(text: string): string {
  const name = text.trim()
  if (name === '') throw new RenewError('name-empty', {})
  if ([...name].length > NAME_LIMIT) throw new RenewError('name-too-long', { limit: NAME_LIMIT, name })
  if (!isOneLine(name)) throw new RenewError('name-unprintable', { name })
  return name
}

/** Returns the form in which names are compared: trimmed, NFC, case-folded (§4). */
export function nameKey(text: string): string {
  const trimmed = text.trim()
  if (/^[\u0020-\u007e]*$/.test(trimmed)) return trimmed.toLowerCase()
  // Upper case first, so that ß is ss; but ı, whose upper case is that of i, is another letter (Unicode 3.13).
  return trimmed
    .normalize('NFC')
    .replace(/[^ı]+/gu, part => part.toUpperCase().toLowerCase())
    .replaceAll('ς', 'σ')
    .normalize('NFC')
}

/** Returns a name as it looks: compatible forms alike, without invisible characters. */
export function visibleName(name: string): string {
  return nameKey(name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
}
