import type { Ledger } from './ledger.ts'

/** A ledger in which nothing was written yet. */
export const EMPTY_LEDGER: Ledger = { entries: [], trying: [], lastRun: null, channels: {} }
