import { tryOr } from '../errors.ts'
import { failure } from '../failure.ts'
import { type ChannelWorld, channelError } from './channel.ts'
import { assertReadable, isReadable, readSmall } from './programs.ts'

/** Larger files are not read, in bytes; all authorities of a system are about 250 KB. */
const SIZE_LIMIT = 4 * 1024 * 1024

/** Reads the certificates of a PEM file. @throws DeliveryError with the file's name */
export function certificatesIn(file: string): string {
  try {
    const text = readSmall(file, SIZE_LIMIT)
    if (text?.includes('-----BEGIN CERTIFICATE-----')) return text
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
  return tryOr(() => `${own}\n${certificatesIn(extra)}`, own)
}
