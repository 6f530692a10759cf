const known = new Map<string, boolean>()

/**
 * Whether Node's zone data know the name; offsets such as `+05:00` are no zones. Slow at first use (Intl): only where
 * a zone is entered or checked.
 */
export function isZoneName(name: string): boolean {
  let isKnown = known.get(name)
  if (isKnown === undefined) {
    isKnown = /^[A-Za-z]/.test(name) && isTakenByIntl(name)
    known.set(name, isKnown)
  }
  return isKnown
}

function isTakenByIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
