/** Whether a spreadsheet has turned a long number into `1.23E+15`. */
export const isCutNumber = (text: string): boolean => /^\d([.,]\d+)?E\+\d+$/i.test(text)

/** Returns a number of a spreadsheet or of JSON as a person would write it: no exponent, no rounding noise. */
export function numberText(value: number): string {
  // Fifteen digits are kept: of a longer number the last ones are lost.
  if (Math.abs(value) >= 1e15) return value.toExponential().replace('e', 'E')
  if (Number.isInteger(value)) return String(value)
  const [digits, exponent] = value.toPrecision(15).split('e')
  return (exponent === undefined ? digits! : value.toFixed(20)).replace(/\.?0+$/, '')
}
