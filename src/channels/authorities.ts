import { readFileSync, statSync } from 'node:fs'
import { failure } from '../failure.ts'
import { type ChannelWorld, channelError, DeliveryError } from './channel.ts'
import { assertReadable, isReadable } from './programs.ts'

/** Larger files are not read, in bytes; all authorities of a system are about 250 KB. */
const SIZE_LIMIT = 4 * 1024 * 1024

/** Reads the certificates of a PEM file. @throws DeliveryError with the file's name */
export function certificatesIn(file: string): string {
  try {
    // Reading a pipe would hang, and a device may never end.
    const kind = statSync(file)
    const text = kind.isFile() && kind.size <= SIZE_LIMIT ? readFileSync(file, 'utf8') : ''
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    throw channelError(failure('certificates-unreadable', { file, code }))
  }
  throw channelError(failure('certificates-missing', { file }))
}

/**
 * Returns the certificates of a PEM file, and those of NODE_EXTRA_CA_CERTS, which Node leaves out where others are
 * given.
 * @throws DeliveryError with the name of the first file; Node ignores an extra file that it cannot read, too
 */
export async function authoritiesIn(
  file: string,
  { env, ...world }: Pick<ChannelWorld, 'env' | 'platform' | 'run'>,
): Promise<string> {
  await assertReadable(file, world)
  const own = certificatesIn(file)
  const extra = env.NODE_EXTRA_CA_CERTS
  if (!extra || !(await isReadable(extra, world))) return own
  try {
    return `${own}\n${certificatesIn(extra)}`
  } catch (error) {
    if (error instanceof DeliveryError) return own
    throw error
  }
}
