import { readFileSync, statSync } from 'node:fs'
import { type Failure, failure } from '../failure.ts'
import { type ChannelWorld, DeliveryError, failureOf, type Setting } from './channel.ts'
import { httpUrl } from './http-settings.ts'
import { assertReadable, findProgram, splitWords, wasStopped } from './programs.ts'

/** A reference to a secret: the first line of a file or of a program's output, or a variable. */
const REFERENCE = /^(file|cmd|env):(.+)$/s
/** Larger files are not read as secrets, in bytes. */
const SIZE_LIMIT = 64 * 1024
const PROGRAM_MS = 20_000

/** Returns the variable that a secret is read from; null when it is kept elsewhere. A timer may not see it (§9). */
export function variableOf(value: string): string | null {
  const found = REFERENCE.exec(value)
  return found?.[1] === 'env' ? found[2]! : null
}

/** Returns the file that a secret is read from; null when it is kept elsewhere. */
export function fileOf(value: string): string | null {
  const found = REFERENCE.exec(value)
  return found?.[1] === 'file' ? found[2]! : null
}

/** Returns the path in a setting: its own, that of its secret, or of the program that prints it; null: none. */
export function fileIn({ secret, form }: Setting, value: string): string | null {
  const [, kind, place = ''] = (secret && REFERENCE.exec(value)) || []
  const file = kind === 'cmd' ? splitWords(place)?.[0] : kind === 'file' ? place : value
  const isPath = kind === 'cmd' || kind === 'file' || form === 'absolute-path'
  return isPath && file?.includes('/') ? file : null
}

/** Whether the setting contains the secret itself and not a reference to it. */
export function isPlainSecret(value: string): boolean {
  return !REFERENCE.test(value)
}

/**
 * Returns a setting's value for the screen: of a secret only its reference (a program without its arguments), of a
 * secret address only its origin.
 */
export function shownSetting(setting: Pick<Setting, 'secret'>, value: string): string {
  if (!setting.secret) return withoutLogin(value)
  const found = REFERENCE.exec(value)
  if (!found) {
    const url = httpUrl(value)
    return url ? `${url.origin}/****` : '****'
  }
  return found[1] === 'cmd' ? `cmd:${splitWords(found[2]!)?.[0] ?? '****'} …` : value
}

/** Masks a user and a password in an address, which is refused where they are not wanted. */
export function withoutLogin(text: string): string {
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
    const found = REFERENCE.exec(value)
    const plain = found ? await fetchSecret(name, found[1]!, found[2]!, world) : value
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
    const [, kind, place = ''] = (secret && REFERENCE.exec(values[name] ?? '')) || []
    if (kind === 'env' && !env[place]) return failure('secret-variable-missing', { variable: place, name })
    if (kind === 'cmd' && !findProgram(splitWords(place)?.[0] ?? '', env))
      return failure('secret-program-missing', { name })
    if (kind !== 'file') continue
    try {
      fromFile(name, place)
    } catch (error) {
      return failureOf(error)
    }
  }
  return null
}

async function fetchSecret(name: string, kind: string, place: string, world: ChannelWorld): Promise<string> {
  const text =
    kind === 'env'
      ? (world.env[place] ?? '')
      : kind === 'file'
        ? await fromLiveFile(name, place, world)
        : await fromProgram(name, place, world)
  const line = text.split('\n', 1)[0]!.trim()
  if (line === '') throw new DeliveryError(failure('secret-empty', { name, place: kind }))
  return line
}

async function fromLiveFile(name: string, file: string, world: ChannelWorld): Promise<string> {
  await assertReadable(file, world)
  return fromFile(name, file)
}

function fromFile(name: string, file: string): string {
  try {
    // Reading a pipe would hang, so the kind of file is checked first.
    const { size } = statSync(file, { throwIfNoEntry: true })
    if (statSync(file).isFile() && size <= SIZE_LIMIT) return readFileSync(file, 'utf8')
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'EIO'
    throw new DeliveryError(failure('secret-unreadable', { name, file, why }))
  }
  const why = failure('secret-not-small')
  throw new DeliveryError(failure('secret-unreadable', { name, file, why }))
}

async function fromProgram(name: string, line: string, world: ChannelWorld): Promise<string> {
  const [program, ...args] = splitWords(line) ?? []
  if (!program) throw new DeliveryError(failure('secret-program-invalid', { name }))
  if (program.includes('/')) await assertReadable(program, world)
  const options = { signal: world.signal, timeout: PROGRAM_MS }
  const done = await world.run(program, args, options)
  if (done.code === 0) return done.stdout
  const how = done.error ?? `exit ${done.code}`
  // Nothing was handed over, so it is tried again.
  const stopped = wasStopped(done) ? { outcome: 'unreachable' as const } : {}
  throw new DeliveryError(failure('secret-program-failed', { name, program, how }), stopped)
}
