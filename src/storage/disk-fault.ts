import { RenewError } from '../errors.ts'

/** The device or the memory failed; everything else says that this path is not for us. */
const FAILING = new Set([
  'EIO',
  'EINTR',
  'ENOMEM',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'ESTALE',
  'ETIMEDOUT',
  'ENXIO',
])

/** The system's error code of a thrown value, null when it is none. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null
}

/** What a failed read means to the user; what is no system error is given back as it is. */
export function readFault(error: unknown, path: string): unknown {
  const code = errnoOf(error)
  if (code === null || error instanceof RenewError) return error
  if (FAILING.has(code)) return new RenewError('io-failed', { path, code }, { cause: error })
  return new RenewError('cannot-read', { file: path, code }, { cause: error })
}
