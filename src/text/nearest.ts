/** Returns a word that begins as typed, else one with at most a third of the letters wrong. Ignores case. */
export function nearest(typed: string, words: readonly string[]): string | null {
  const letters = [...typed.toLowerCase()].slice(0, 80)
  const longer = letters.length > 1 && words.find(word => word.toLowerCase().startsWith(typed.toLowerCase()))
  if (longer) return longer
  let best: { word: string; distance: number } | null = null
  for (const word of words) {
    const distance = editDistance(letters, [...word.toLowerCase()])
    if (distance <= Math.max(1, Math.floor(letters.length / 3)) && (!best || distance < best.distance)) {
      best = { word, distance }
    }
  }
  return best?.word ?? null
}

/** Counts the letters to insert, delete, change or swap with their neighbour (optimal string alignment). */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of a.entries()) {
    const now = [row + 1]
    for (const [column, other] of b.entries()) {
      const changed = last[column]! + (letter === other ? 0 : 1)
      const swapped =
        letter === b[column - 1] && a[row - 1] === other
          ? (before[column - 1] ?? Number.POSITIVE_INFINITY) + 1
          : changed
      now.push(Math.min(last[column + 1]! + 1, now[column]! + 1, changed, swapped))
    }
    before = last
    last = now
  }
  return last[b.length]!
}
