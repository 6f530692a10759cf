/** How often a card was changed, removed or put back. */
export function revisionOf(revisions: Readonly<Record<string, number>> | undefined, id: string): number {
  // A careless hand may have been at the file.
  const known = Object.hasOwn(revisions ?? {}, id) ? revisions![id] : 0
  return Number.isSafeInteger(known) ? known! : 0
}
