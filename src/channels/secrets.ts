import { type Failure, failure } from '../failure.ts'
import { type ChannelWorld, channelError, DeliveryError, failureIn, type Setting } from './channel.ts'
import { httpUrl } from './post.ts'
import { assertReadable, findProgram, readSmall, splitWords, wasStopped } from './programs.ts'

const SIZE_LIMIT = 64 * 1024
const PROGRAM_MS = 20_000

interface Reference {
  kind: 'file' | 'cmd' | 'env'
  place: string
}

/**
 * Returns where a secret is kept: in the first line of a file or of a program's output, or in a variable; null when the
 * setting contains it.
 */
export function referenceOf(value: string): Reference | null {
  const [, kind, place] = /^(file|cmd|env):(.+)$/s.exec(value) ?? []
  return kind && place ? { kind: kind as Reference['kind'], place } : null
}

/** Returns the path in a setting: its own, that of its secret, or of the program that prints it; null: none. */
export function fileIn({ secret, form }: Setting, value: string): string | null {
  const { kind, place } = (secret ? referenceOf(value) : null) ?? { kind: null, place: value }
  const file = kind === 'cmd' ? splitWords(place)?.[0] : place
  const isPath = kind === 'cmd' || kind === 'file' || form === 'absolute-path'
  return isPath && file?.includes('/') ? file : null
}

/**
 * Returns a setting's value for the screen: of a secret only its reference (a program without its arguments), of a
 * secret address only its origin.
 */
export function shownSetting(setting: Pick<Setting, 'secret'>, value: string): string {
  if (!setting.secret) return withoutLogin(value)
  const reference = referenceOf(value)
  if (reference)
    return reference.kind === 'cmd' ? `cmd:${splitWords(reference.place)?.[0] ?? '****'} …` : value
  const url = httpUrl(value)
  return url ? `${url.origin}/****` : '****'
}

/** Masks a user and a password in an address, which is refused where they are not wanted. */
function withoutLogin(text: string): string {
  if (text.includes('//')) return text.replace(/\/\/[^?#]*@/, '//****@')
  return text.replace(/^[^\s,;<>"]*:[^\s,;<>"]*@/, '****@')
}

/**
 * Fetches the secrets. Returns the settings with them, and the secrets for masking.
 * @throws DeliveryError with the setting and the place, without the secret
 */
export async function resolveSecrets(
  known: readonly Setting[],
  values: Readonly<Record<string, string>>,
  world: ChannelWorld,
): Promise<{ settings: Record<string, string>; secrets: string[] }> {
  const settings = { ...values }
  const secrets: string[] = []
  for (const { name, secret } of known) {
    const value = values[name]
    if (!secret || value === undefined) continue
    const reference = referenceOf(value)
    const plain = reference ? await fetchSecret(name, reference, world) : value
    settings[name] = plain
    secrets.push(plain)
  }
  return { settings, secrets }
}

/** Returns why a secret could not be fetched with these variables; null when all could. Runs no program. */
export function secretObstacle(
  known: readonly Setting[],
  values: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Failure | null {
  for (const { name, secret } of known) {
    const { kind, place = '' } = (secret && referenceOf(values[name] ?? '')) || {}
    if (kind === 'env' && !env[place]) return failure('secret-variable-missing', { variable: place, name })
    if (kind === 'cmd' && !findProgram(splitWords(place)?.[0] ?? '', env))
      return failure('secret-program-missing', { name })
    const failed = kind === 'file' ? failureIn(() => readSecretFile(name, place)) : null
    if (failed) return failed
  }
  return null
}

async function fetchSecret(name: string, { kind, place }: Reference, world: ChannelWorld): Promise<string> {
  if (kind === 'file') await assertReadable(place, world)
  const text =
    kind === 'env'
      ? (world.env[place] ?? '')
      : kind === 'file'
        ? readSecretFile(name, place)
        : await printedSecret(name, place, world)
  const line = text.split('\n', 1)[0]!.trim()
  if (line === '') throw channelError(failure('secret-empty', { name, place: kind }))
  return line
}

function readSecretFile(name: string, file: string): string {
  let why: Failure | string = failure('secret-not-small')
  try {
    const text = readSmall(file, SIZE_LIMIT)
    if (text !== null) return text
  } catch (error) {
    why = (error as NodeJS.ErrnoException).code ?? 'EIO'
  }
  throw channelError(failure('secret-unreadable', { name, file, why }))
}

async function printedSecret(name: string, line: string, world: ChannelWorld): Promise<string> {
  const [program, ...args] = splitWords(line) ?? []
  if (!program) throw channelError(failure('secret-program-invalid', { name }))
  if (program.includes('/')) await assertReadable(program, world)
  const done = await world.run(program, args, { signal: world.signal, timeout: PROGRAM_MS })
  if (done.code === 0) return done.stdout
  const why = failure('secret-program-failed', { name, program, how: done.error ?? `exit ${done.code}` })
  // Nothing was handed over, so it is tried again.
  throw new DeliveryError(why, { ofChannel: true, ...(wasStopped(done) ? { outcome: 'unreachable' } : {}) })
}
