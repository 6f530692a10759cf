import { readFileSync, statSync } from 'node:fs'
import { type Failure, failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { type ChannelWorld, DeliveryError, failureOf, type Setting } from './channel.ts'
import { httpUrl, secretParts } from './http-settings.ts'
import { findProgram, splitWords } from './programs.ts'

/** Where a secret really is: a file's first line, a program's, a variable, or the settings file itself. */
const REFERENCE = /^(file|cmd|env):(.+)$/s
/** Larger files hold no password. */
const SIZE_LIMIT = 64 * 1024
/** So short a secret would be found in every other word. */
const SHORTEST_REDACTED = 4
/** A word of a longer secret that is so long may be the secret in it. */
const SECRET_WORD_LENGTH = 8

/** The variable a secret is read from, null when it is kept elsewhere; a timer may not see it (§9). */
export function variableOf(value: string): string | null {
  const found = REFERENCE.exec(value)
  return found?.[1] === 'env' ? found[2]! : null
}

/** The file a secret is read from, null when it is kept elsewhere. */
export function fileOf(value: string): string | null {
  const found = REFERENCE.exec(value)
  return found?.[1] === 'file' ? found[2]! : null
}

/** Whether a secret stands in the setting itself, and not only where it is kept. */
export function isPlainSecret(value: string): boolean {
  return !REFERENCE.test(value)
}

/**
 * How a setting's value may be shown: where a secret is kept, never the secret; a program without its words; of a
 * secret address who is behind it.
 */
export function shownSetting(setting: Pick<Setting, 'secret'>, value: string): string {
  if (!setting.secret) return value
  const found = REFERENCE.exec(value)
  if (!found) {
    const url = httpUrl(value)
    return url ? `${url.origin}/****` : '****'
  }
  return found[1] === 'cmd' ? `cmd:${splitWords(found[2]!)?.[0] ?? '****'} …` : value
}

/** A text without any of the secrets, for errors and logs. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap(partsOf)
    .flatMap(secret => [secret, encodeURIComponent(secret), printable(secret)])
    .filter(secret => secret.length >= SHORTEST_REDACTED)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, '****'), text)
}

/** A secret, and what alone would betray it: of an address its path, of a header or a list the words in it. */
function partsOf(secret: string): string[] {
  const url = httpUrl(secret)
  if (url) return [secret, ...secretParts(url)]
  const words = secret.split(/[\s:/@?&=,]+/)
  return [secret, ...words.filter(word => word.length >= SECRET_WORD_LENGTH)]
}

/**
 * The settings with every secret fetched from where it is kept, and the secrets found, to be kept out of texts.
 * @throws DeliveryError naming the setting and the place, never the secret
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

/** Why a secret could not be fetched where only these variables are; null when all could. No program is run. */
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
        ? fromFile(name, place)
        : await fromProgram(name, place, world)
  const line = text.split('\n', 1)[0]!.trim()
  if (line === '') throw new DeliveryError(failure('secret-empty', { name, place: kind }))
  return line
}

function fromFile(name: string, file: string): string {
  try {
    // A pipe in its place would hang, so the kind of file is asked first.
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
  const done = await world.run(program, args, { signal: world.signal })
  if (done.code === 0) return done.stdout
  const how = done.error ?? `exit ${done.code}`
  throw new DeliveryError(failure('secret-program-failed', { name, program, how }))
}
