/** More than a hundred years of days. */
const KEPT = 40_000

/**
 * A pure function that keeps what it found, up to a number of answers. Thousands of cards share a few hundred
 * dates, and reckoning one costs a hundred times what looking it up does.
 */
export function remembering<K extends string | number, V extends {}>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return key => {
    const kept = known.get(key)
    if (kept !== undefined) return kept
    if (known.size >= KEPT) known.clear()
    const found = find(key)
    known.set(key, found)
    return found
  }
}
