import path from 'node:path'
import { RenewError } from '../errors.ts'
import { whyItVanishes } from './program-paths.ts'
import type { TimerPlan } from './timer.ts'

const HOMES = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME'] as const

/** What a plan is made from. */
export interface PlanInput {
  node: string
  /** Absolute path of `bin/renew.js`. */
  script: string
  env: Readonly<Record<string, string | undefined>>
  platform: NodeJS.Platform
  /** The zone that the user has chosen; null: the entry names none, so that a machine that moves keeps its own. */
  zone: string | null
  acceptTemporary?: boolean
}

/**
 * Returns what the timer has to start (§10).
 * @throws RenewError `timer-path-vanishes`, `timer-path-unusable`, `home-not-absolute`
 */
export function planTimer(input: PlanInput): TimerPlan {
  const { node, script } = input
  for (const [what, value] of [['node', node] as const, ['renew', script] as const]) {
    const why = whyItVanishes(value, input.env)
    if (why && !(why === 'temporary' && input.acceptTemporary))
      throw new RenewError('timer-path-vanishes', { what, path: value, why })
    if (!pathModule(input).isAbsolute(value)) throw unusable(what, value, 'relative')
  }
  // env(1) takes a name with `=` for an assignment and starts nothing.
  if (node.includes('=')) throw unusable('node', node, 'equals')
  const env = environment(input)
  for (const [what, value] of Object.entries({ node, renew: script, ...env })) refuseUnwritable(what, value)
  return { node, script, env }
}

/** Variables for proxies, in either case of letters, and for certificate authorities. */
export const NETWORK_VARIABLES = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
] as const

/** Whether a proxy's address has a user or a password; other users can read a crontab's commands while they run. */
const isSecret = (value: string): boolean => value.includes('@')

/** Returns the network variables that are set, those with a password apart: an entry must not contain them. */
export function networkVariables(env: PlanInput['env']): {
  open: Record<string, string>
  secret: Record<string, string>
} {
  const set = NETWORK_VARIABLES.flatMap(name => (env[name] ? [[name, env[name]] as const] : []))
  return {
    open: Object.fromEntries(set.filter(([, value]) => !isSecret(value))),
    secret: Object.fromEntries(set.filter(([, value]) => isSecret(value))),
  }
}

function environment(input: PlanInput): Record<string, string> {
  const character = utf8Locale(input)
  return {
    ...homeVariables(input),
    ...(input.zone === null ? {} : { TZ: input.zone }),
    ...networkVariables(input.env).open,
    ...(character ? { LC_CTYPE: character } : {}),
  }
}

/**
 * Returns `RENEW_HOME` and `XDG_*_HOME` as they are now. When neither is set, it returns the default folders, since a
 * daemon may have another `HOME` than this shell.
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
    // Relative values are ignored (XDG Base Directory Specification).
    if (value && isAbsolute(value)) found[name] = value
    else if (writeOut && env.HOME && isAbsolute(env.HOME)) found[name] = join(env.HOME, usual[name])
  }
  return found
}

/** Returns the user's locale if it is UTF-8, else the platform's neutral one; null on Windows. */
function utf8Locale({ env, platform }: PlanInput): string | null {
  if (platform === 'win32') return null
  const own = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (/^[\w.@-]*utf-?8[\w.@-]*$/i.test(own)) return own
  return platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
}

/** Refuses line breaks, which no entry can contain, and control characters and broken Unicode, which arrive changed. */
function refuseUnwritable(what: string, value: string): void {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)) throw unusable(what, value, 'control')
  // Node reads bytes that are not UTF-8 as U+FFFD, so the path would not be found.
  if (/[\ufffd\ufffe\uffff]|\p{Surrogate}/u.test(value)) throw unusable(what, value, 'not-unicode')
}

function unusable(what: string, value: string, why: 'relative' | 'control' | 'not-unicode' | 'equals') {
  return new RenewError('timer-path-unusable', { what, value, why })
}

function pathModule({ platform }: Pick<PlanInput, 'platform'>): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix
}
