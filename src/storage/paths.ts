// status loads this
import { statSync } from 'node:fs'
import { type PlatformPath, posix, win32 } from 'node:path'
import { RenewError } from '../errors.ts'
import type { Io } from '../io/io.ts'

/** Where everything is stored, as absolute paths; none of them need exist. */
export interface Paths {
  config: string
  data: string
  state: string
  settings: string
  cards: string
  ledger: string
  /** `quiet.json`, in which earlier builds recorded runs without reminders. */
  oldQuiet: string
  prompt: string
  /** The day of the last delivery, in case the ledger is lost. */
  lastDelivery: string
  guides: string
  workdays: string
  kept: string
  storeLock: string
  runLock: string
}

type Platform = Pick<Io, 'env' | 'platform'>
type Folders = Pick<Paths, 'config' | 'data' | 'state'>

/**
 * Returns the paths of this user (§13): all in `RENEW_HOME` when it is set, else in the platform's usual folders.
 * Relative values of `XDG_*_HOME` are ignored (XDG Base Directory Specification).
 * @throws RenewError `no-home`, `home-not-absolute`, `home-not-own`
 */
export function pathsFor(io: Platform): Paths {
  const { join } = pathModule(io)
  const { config, data, state } = foldersFor(io)
  return {
    config,
    data,
    state,
    settings: join(config, 'settings.json'),
    cards: join(data, 'cards.json'),
    ledger: join(state, 'ledger.json'),
    oldQuiet: join(state, 'quiet.json'),
    prompt: join(state, 'prompt'),
    lastDelivery: join(data, 'last-delivery'),
    guides: join(data, 'guides'),
    workdays: join(data, 'workdays'),
    kept: join(data, 'kept'),
    storeLock: join(state, 'store.lock'),
    runLock: join(state, 'run.lock'),
  }
}

function foldersFor(io: Platform): Folders {
  const { env } = io
  if (env.RENEW_HOME) return oneFolder(ownFolder(env.RENEW_HOME, io))
  const { join } = pathModule(io)
  if (io.platform === 'win32') {
    const roaming = () => join(homeOf(io, 'USERPROFILE', 'APPDATA'), 'AppData', 'Roaming')
    const local = () => join(homeOf(io, 'USERPROFILE', 'LOCALAPPDATA'), 'AppData', 'Local')
    const data = join(absolute(io, env.LOCALAPPDATA) ?? local(), 'renew')
    return { config: join(absolute(io, env.APPDATA) ?? roaming(), 'renew'), data, state: data }
  }
  if (io.platform === 'darwin') {
    return oneFolder(join(homeOf(io, 'HOME', 'RENEW_HOME'), 'Library', 'Application Support', 'renew'))
  }
  const xdg = (name: string, ...usual: string[]) =>
    join(absolute(io, env[name]) ?? join(homeOf(io, 'HOME', 'RENEW_HOME'), ...usual), 'renew')
  return {
    config: xdg('XDG_CONFIG_HOME', '.config'),
    data: xdg('XDG_DATA_HOME', '.local', 'share'),
    state: xdg('XDG_STATE_HOME', '.local', 'state'),
  }
}

function oneFolder(folder: string): Folders {
  return { config: folder, data: folder, state: folder }
}

/** Refuses a relative folder, which would depend on the working directory, and `/`, whose mode is not ours. */
function ownFolder(value: string, io: Platform): string {
  const { isAbsolute, resolve, parse } = pathModule(io)
  if (!isAbsolute(value)) throw new RenewError('home-not-absolute', { variable: 'RENEW_HOME', value })
  const folder = resolve(value)
  if (folder === parse(folder).root) throw new RenewError('home-not-own', { folder })
  return folder
}

function homeOf(io: Platform, variable: string, instead: string): string {
  const home = absolute(io, io.env[variable])
  // With a missing home (daemons have /nonexistent) the store would look empty, though the cards are elsewhere.
  if (home && statSync(home, { throwIfNoEntry: false })?.isDirectory()) return home
  const value = io.env[variable]
  throw new RenewError(
    'no-home',
    value ? { why: 'gone', variable, value, instead } : { why: 'unset', variable, instead },
  )
}

function absolute(io: Platform, value: string | undefined): string | null {
  return value && pathModule(io).isAbsolute(value) ? value : null
}

function pathModule(io: Platform): PlatformPath {
  return io.platform === 'win32' ? win32 : posix
}
