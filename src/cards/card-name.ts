// status loads this
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
