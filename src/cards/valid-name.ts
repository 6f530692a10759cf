import { RenewError } from '../errors.ts'
import { isOneLine } from '../text/printable.ts'
import { nameKey } from './card-name.ts'

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

/** Returns a name as it looks: compatible forms alike, without invisible characters. */
export function visibleName(name: string): string {
  return nameKey(name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
}
