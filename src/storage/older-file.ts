import { basename, dirname } from 'node:path'
import { orElse, RenewError } from '../errors.ts'
import { contentOf } from './checked-file.ts'
import { differingKept } from './other-copies.ts'
import { readOwnFile } from './own-file.ts'

/**
 * Returns the kept copy with the most changes, if it has more than the file: then an older file is in the place of
 * ours. Null also when the file cannot be read, which says nothing about its age.
 * @param ours the stored file
 * @param kept folder of its kept copies; null: none are kept
 */
export function newerKept(
  ours: string,
  kept: string | null,
  uid: number | null,
): { path: string; number: number } | null {
  const others = differingKept(ours, kept)
  if (others.length === 0) return null
  const number = changesIn(ours, uid)
  if (number === null) return null
  const counted = others.map(copy => ({ path: copy.path, number: changesIn(copy.path, uid) ?? 0 }))
  const [newest] = counted.sort((a, b) => b.number - a.number)
  return newest && newest.number > number ? newest : null
}

function changesIn(file: string, uid: number | null): number | null {
  return orElse(() => {
    const bytes = readOwnFile(file, uid)
    return bytes ? lastNumber(contentOf(bytes, file).changes) : 0
  }, null)
}

/** Returns the number of a log's newest change; 0 when there is none. */
export function lastNumber(log: unknown): number {
  const last = Array.isArray(log) ? log.at(-1) : null
  const number = Number((last as { id?: unknown } | null | undefined)?.id ?? 0)
  return Number.isSafeInteger(number) ? number : 0
}

/** The fault of a file that is older than one of its copies. */
export function olderFault(ours: string, copy: string): RenewError {
  const of = basename(ours) === 'cards.json' ? 'cards' : 'settings'
  const isAside = dirname(copy) === dirname(ours)
  return new RenewError('store-older', { why: isAside ? `${of}-aside` : of, ours, file: copy })
}
