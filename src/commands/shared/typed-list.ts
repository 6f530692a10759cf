import { RenewError } from '../../errors.ts'

/** Returns the words of a list separated by commas, Chinese ones too. */
export const typedList = (text: string): string[] => text.split(/[,，、]/).flatMap(part => part.trim() || [])

/** Each name once. @throws RenewError `pair-invalid` */
export function typedPairs(text: string): [string, string][] {
  const keys = new Set<string>()
  return typedList(text).map(part => {
    const [key, value, ...more] = part.split('=').map(word => word.trim())
    if (!key || !value || more.length > 0 || keys.has(key))
      throw new RenewError('pair-invalid', { value: part })
    keys.add(key)
    return [key, value]
  })
}
