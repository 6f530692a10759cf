import { RenewError } from '../renew-error.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
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
const CLOSED = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  'ELOOP',
  'ENAMETOOLONG',
  'EISDIR',
  'ENODEV',
])

/** The system's error code of a thrown value, null when it is none. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null
}

/** What a failed write means to the user; what is no system error is given back as it is. */
export function writeFault(error: unknown, path: string): unknown {
  const code = errnoOf(error)
  if (code === null || error instanceof RenewError) return error
  if (FULL.has(code)) return new RenewError('disk-full', { path }, { cause: error })
  if (CLOSED.has(code)) return new RenewError('cannot-write', { path, code }, { cause: error })
  return new RenewError('io-failed', { path, code }, { cause: error })
}

/** What a failed read means to the user; what is no system error is given back as it is. */
export function readFault(error: unknown, path: string): unknown {
  const code = errnoOf(error)
  if (code === null || error instanceof RenewError) return error
  if (FAILING.has(code)) return new RenewError('io-failed', { path, code }, { cause: error })
  return new RenewError('cannot-read', { file: path, code }, { cause: error })
}
