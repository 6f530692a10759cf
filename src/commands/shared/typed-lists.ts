import { RenewError } from '../../errors.ts'

/** Words separated by commas, those of Chinese too. */
export const typedList = (text: string): string[] =>
  text
    .split(/[,，、]/)
    .map(part => part.trim())
    .filter(part => part !== '')

/** `name=value` pairs separated by commas, no name twice. @throws RenewError `pair-invalid` */
export function pairs(text: string): [string, string][] {
  const keys = new Set<string>()
  return typedList(text).map(part => {
    const [key, value, ...more] = part.split('=').map(word => word.trim())
    if (!key || !value || more.length > 0 || keys.has(key))
      throw new RenewError('pair-invalid', { value: part })
    keys.add(key)
    return [key, value]
  })
}
