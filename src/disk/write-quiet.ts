import { removeIfThere, sweepTemporaries, writeAtomically } from './atomic-file.ts'
import { toBytes } from './checked-bytes.ts'
import type { Quiet } from './quiet-file.ts'

/** Writes it, under the run lock. It replaces what is there whole, so that a reader never sees half of it. */
export function writeQuiet(file: string, quiet: Quiet): void {
  sweepTemporaries(file)
  writeAtomically(file, toBytes(quiet, file))
}

/** Takes it away, for nothing is known any more. */
export function dropQuiet(file: string): void {
  removeIfThere(file)
}
