// Apart from what reading needs: `status` loads that, and never writes.
import { RenewError } from '../errors.ts'
import { errnoOf } from './disk-fault.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
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

/** What a failed write means to the user; what is no system error is given back as it is. */
export function writeFault(error: unknown, path: string): unknown {
  const code = errnoOf(error)
  if (code === null || error instanceof RenewError) return error
  if (FULL.has(code)) return new RenewError('disk-full', { path }, { cause: error })
  if (CLOSED.has(code)) return new RenewError('cannot-write', { path, code }, { cause: error })
  return new RenewError('io-failed', { path, code }, { cause: error })
}
