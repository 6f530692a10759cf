import path from 'node:path'
import { RenewError } from '../errors.ts'
import type { TimerPlan } from './timer.ts'

/** When the first run of a day is, unless the user wishes otherwise (§10). */
export const DEFAULT_AT = '09:07'

/** Hours after the first run at which a day is looked at again. */
const LATER_HOURS = [0, 4, 9]

const HOMES = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'] as const

/** What a plan is made of; nothing is asked of the machine. */
export interface PlanInput {
  /** Absolute path of the running node. */
  node: string
  /** Absolute path of the started `bin/renew.js`. */
  script: string
  /** The environment in force. */
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  /** The user's zone by name, taken where `TZ` is not set; null leaves the zone to the daemon. */
  zone: string | null
  /** The wished first time, `HH:MM`. */
  at: string
  /** Takes node or script from a folder that is emptied now and then (`--yes`). */
  acceptTemporary?: boolean
}

/**
 * What the timer of this user has to start, and when (§10).
 * @throws RenewError `timer-at-unusable`, `timer-path-vanishes`, `timer-path-unusable`, `home-not-absolute`
 */
export function planTimer(input: PlanInput): TimerPlan {
  const node = stableNode(input.node)
  for (const [what, value] of [['node', node] as const, ['renew', input.script] as const]) {
    const why = whyItVanishes(value, input.env)
    if (why && !(why === 'temporary' && input.acceptTemporary))
      throw new RenewError('timer-path-vanishes', { what, path: value, why })
    if (!pathModule(input).isAbsolute(value)) throw unusable(what, value, 'relative')
  }
  // env(1) would take such a program for an assignment, and so start nothing.
  if (node.includes('=')) throw unusable('node', node, 'equals')
  const env = environment(input)
  for (const [what, value] of Object.entries({ node, renew: input.script, ...env }))
    refuseUnwritable(what, value)
  return { node, script: input.script, env, times: timesFrom(input.at) }
}

/** The variables of an entry: where the cards are, the zone, a character set that can hold their names. */
function environment(input: PlanInput): Record<string, string> {
  const character = utf8Locale(input)
  const zone = input.env.TZ || input.zone
  return {
    ...homeVariables(input),
    ...(zone ? { TZ: zone } : {}),
    ...(character ? { LC_CTYPE: character } : {}),
  }
}

/**
 * `RENEW_HOME` and `XDG_*_HOME` as in force. Where neither is set, the usual folders are written out: a daemon takes
 * `HOME` from the account, and a shell with another one would keep its cards elsewhere.
 */
function homeVariables({ env, platform }: PlanInput): Record<string, string> {
  const { isAbsolute, join } = path.posix
  if (env.RENEW_HOME) {
    const absolute = pathModule({ platform }).isAbsolute(env.RENEW_HOME)
    if (!absolute)
      throw new RenewError('home-not-absolute', { variable: 'RENEW_HOME', value: env.RENEW_HOME })
  }
  const found: Record<string, string> = env.RENEW_HOME ? { RENEW_HOME: env.RENEW_HOME } : {}
  const usual = { XDG_CONFIG_HOME: '.config', XDG_DATA_HOME: '.local/share', XDG_STATE_HOME: '.local/state' }
  const writeOut = !env.RENEW_HOME && platform !== 'darwin' && platform !== 'win32'
  for (const name of HOMES) {
    const value = env[name]
    // Relative values count as not set, as the XDG Base Directory Specification says.
    if (value && isAbsolute(value)) found[name] = value
    else if (writeOut && env.HOME && isAbsolute(env.HOME)) found[name] = join(env.HOME, usual[name])
  }
  return found
}

/** The user's own locale where it is a UTF-8 one, else the neutral one of the platform; none on Windows. */
function utf8Locale({ env, platform }: PlanInput): string | null {
  if (platform === 'win32') return null
  const own = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (/^[\w.@-]*utf-?8[\w.@-]*$/i.test(own)) return own
  return platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
}

/** Three times of a day, in the order of the day's runs, past midnight where they fall there. */
function timesFrom(at: string): string[] {
  const parts = /^(\d{1,2}):(\d\d)$/.exec(at.trim())
  const hour = Number(parts?.[1])
  if (!parts || hour > 23 || Number(parts[2]) > 59) throw new RenewError('timer-at-unusable', { at })
  return LATER_HOURS.map(later => `${String((hour + later) % 24).padStart(2, '0')}:${parts[2]}`)
}

/** No entry of any kind can hold a line break; other control characters and broken Unicode arrive changed. */
function refuseUnwritable(what: string, value: string): void {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)) throw unusable(what, value, 'control')
  // Node shows bytes that are not UTF-8 as U+FFFD: such a path would not be found again.
  if (/[\ufffd\ufffe\uffff]|\p{Surrogate}/u.test(value)) throw unusable(what, value, 'not-unicode')
}

function unusable(what: string, value: string, why: 'relative' | 'control' | 'not-unicode' | 'equals') {
  return new RenewError('timer-path-unusable', { what, value, why })
}

function pathModule({ platform }: Pick<PlanInput, 'platform'>): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix
}

/** Why a path will not be there any more when the timer runs. */
export type VanishReason = 'npx' | 'one-off' | 'shell' | 'temporary'

/** Folders that tools make for one run or one shell, as one step of a path. */
const ONE_RUN_FOLDERS: readonly [RegExp, VanishReason][] = [
  // npx and npm exec; the cache is cleared and renamed at will.
  [/^_npx$/, 'npx'],
  // pnpm dlx (`dlx`, older ones `dlx-1234`), yarn dlx (`xfs-…/dlx-1234`), bunx (`bunx-0-renew`).
  [/^dlx(-.*)?$|^xfs-|^bunx-/, 'one-off'],
  // fnm gives every shell a link of its own; a reboot or a cleaning removes it.
  [/^fnm_multishells$/, 'shell'],
]

/** Folders that are emptied at a reboot, or of what was not touched for some days. */
const TEMPORARY = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp', '/dev/shm', '/run/user']
const TEMPORARY_PARENTS = ['/var/folders', '/private/var/folders']

/**
 * Why a path will vanish (§10), or null when nothing speaks for it.
 * @param env where the system says its temporary folder is
 */
export function whyItVanishes(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): VanishReason | null {
  const steps = path.split(/[\\/]+/)
  for (const [step, why] of ONE_RUN_FOLDERS) if (steps.some(one => step.test(one))) return why
  const own = [env.TMPDIR, env.TEMP, env.TMP].map(folder => folder?.replace(/[\\/]+$/, ''))
  return [...TEMPORARY, ...TEMPORARY_PARENTS, ...own].some(folder => folder && isWithin(path, folder))
    ? 'temporary'
    : null
}

/**
 * Where node is found after its next update too: Homebrew and Snap name the version in the real path, and keep a
 * steady link beside it.
 */
export function stableNode(path: string): string {
  return path
    .replace(/^(.*)\/Cellar\/(node(?:@\d+)?)\/[^/]+\/bin\/node$/, '$1/opt/$2/bin/node')
    .replace(/^\/snap\/node\/\d+\/bin\/node$/, '/snap/node/current/bin/node')
}

function isWithin(path: string, folder: string): boolean {
  const [a, b] = /^[A-Za-z]:/.test(folder)
    ? [path.toLowerCase().replaceAll('/', '\\'), `${folder.toLowerCase().replaceAll('/', '\\')}\\`]
    : [path, `${folder}/`]
  return a.startsWith(b)
}
