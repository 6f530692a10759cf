/** JSON for people on a terminal, one line elsewhere; controls that JSON lets through are escaped (§6). */
export function jsonText(value: object, pretty: boolean): string {
  const text = JSON.stringify(value, null, pretty ? 2 : undefined)
  return `${text.replace(/[\u007f-\u009f\u2028\u2029]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}
