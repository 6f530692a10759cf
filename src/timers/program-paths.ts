import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { Io } from '../io/io.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Why a path may no longer exist, or no longer start renew, when the timer runs. */
export type VanishReason =
  | 'npx'
  | 'one-off'
  | 'shell'
  | 'cache'
  | 'editor'
  | 'appimage'
  | 'sandbox'
  | 'not-node'
  | 'temporary'

/** Paths that exist for one run, one shell or one program, and paths of programs that are not Node. */
const PASSING: readonly [RegExp, VanishReason][] = [
  [/[\\/]_npx[\\/]/, 'npx'],
  // pnpm dlx (`dlx`, older ones `dlx-1234`), yarn dlx (`xfs-…/dlx-1234`), bunx (`bunx-0-renew`).
  [/[\\/](dlx(-[^\\/]*)?|xfs-[^\\/]*|bunx-[^\\/]*)[\\/]/, 'one-off'],
  // fnm makes a link for every shell; a reboot removes it.
  [/[\\/]fnm_multishells[\\/]/, 'shell'],
  // The caches of corepack, Deno and bun, and the zip files of yarn, which only yarn can read.
  [/[\\/]corepack[\\/]|[\\/]deno[\\/]npm[\\/]|\.bun[\\/]install[\\/]cache[\\/]|\.zip[\\/]/, 'cache'],
  [/[\\/]\.mount_[^\\/]*[\\/]/, 'appimage'],
  // The servers of VS Code and of editors built on it: .vscode-server, .cursor-server, .windsurf-server, code-server.
  [
    /[\\/]\.?[\w-]*(vscode|cursor|windsurf|vscodium|positron|trae|code)-server(-insiders|-oss)?[\\/]/,
    'editor',
  ],
  [/^\/vscode\/|[\\/]\.vscode[\w-]*[\\/]cli[\\/]|[\\/]JetBrains[\\/]|[\\/][Zz]ed[\\/]node[\\/]/, 'editor'],
  [/[\\/](Visual Studio Code|Cursor|Windsurf|VSCodium|Zed)[^\\/]*\.app[\\/]/, 'editor'],
  [/[\\/](Microsoft VS Code|cursor|windsurf|VSCodium)[^\\/]*[\\/](.*[\\/])?resources[\\/]/i, 'editor'],
  [/[\\/](code|code-insiders|cursor|windsurf|codium|electron|[^\\/]+ Helper[^\\/]*)(\.exe)?$/i, 'editor'],
  [/[\\/]deno(\.exe)?$/, 'not-node'],
]

const TEMPORARY = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp', '/dev/shm', '/run/user', '/proc']
const TEMPORARY_PARENTS = ['/var/folders', '/private/var/folders']

/**
 * Returns why a path may vanish (§10); null when it is not known to.
 * @param env the variables that name the temporary folder, a mounted AppImage or a sandbox
 */
export function whyItVanishes(file: string, env: Env): VanishReason | null {
  // Editors keep programs; a script may be in a folder that the user has named like one.
  const isScript = /\.[cm]?js$/.test(file)
  for (const [form, why] of PASSING) if (form.test(file) && !(isScript && why === 'editor')) return why
  if (env.APPDIR && isWithin(file, env.APPDIR)) return 'appimage'
  // Only the program inside sees these folders.
  if (env.FLATPAK_ID && /^\/(app|usr)\//.test(file)) return 'sandbox'
  const own = [env.TMPDIR, env.TEMP, env.TMP].map(folder => folder?.replace(/[\\/]+$/, ''))
  return [...TEMPORARY, ...TEMPORARY_PARENTS, ...own].some(folder => folder && isWithin(file, folder))
    ? 'temporary'
    : null
}

function isWithin(file: string, folder: string): boolean {
  const [a, b] = /^[A-Za-z]:/.test(folder)
    ? [file.toLowerCase().replaceAll('/', '\\'), `${folder.toLowerCase().replaceAll('/', '\\')}\\`]
    : [file, `${folder}/`]
  return a.startsWith(b)
}

/** A program that keeps every version of Node, or of renew, in a folder of its own. */
interface Manager {
  /** Null where an unknown one, or the user, keeps versions apart. */
  name: string | null
  /** The beginning of a path up to and including the folder of the version. */
  version: RegExp
  /** Links to the folder of the chosen version, in order. `$1` is a group, `~` the home, `%X%` a variable. */
  folders?: readonly string[]
  nodes?: readonly string[]
}

/** From the documentation and sources of each; a test has a row for every one. */
const MANAGERS: readonly Manager[] = [
  { name: 'nvm', version: /^(.*)\/versions\/(?:node|io\.js)\/v[^/]+/, folders: ['$1/current'] },
  { name: 'nvm', version: /^.*\\nvm\\v\d[^\\]*/, folders: ['%NVM_SYMLINK%'] },
  {
    name: 'fnm',
    version: /^(.*)[\\/]node-versions[\\/]v[^\\/]+[\\/]installation/,
    folders: ['$1/aliases/default'],
  },
  { name: 'n', version: /^(.*)\/n\/versions\/node\/[^/]+/, nodes: ['$1/bin/node'] },
  { name: 'nodenv', version: /^(.*[\\/]\.?nodenv)[\\/]versions[\\/][^\\/]+/, nodes: ['$1/shims/node'] },
  { name: 'asdf', version: /^(.*)\/installs\/nodejs\/[^/]+/, nodes: ['$1/shims/node'] },
  { name: 'mise', version: /^(.*)[\\/]installs[\\/]node[\\/][^\\/]+/, nodes: ['$1/shims/node'] },
  { name: 'Volta', version: /^(.*)[\\/]tools[\\/]image[\\/]node[\\/][^\\/]+/, nodes: ['$1/bin/node'] },
  { name: 'proto', version: /^(.*[\\/]\.proto)[\\/]tools[\\/]node[\\/][^\\/]+/, nodes: ['$1/shims/node'] },
  {
    name: 'nvs',
    version: /^(.*[\\/]\.?nvs)[\\/]node[\\/][^\\/]+[\\/](?:x64|x86|arm64)/,
    folders: ['$1/default'],
  },
  { name: 'nodebrew', version: /^(.*\/\.nodebrew)\/node\/v[^/]+/, folders: ['$1/current'] },
  { name: 'Homebrew', version: /^(.*)\/Cellar\/([^/]+)\/[^/]+/, folders: ['$1/opt/$2'] },
  { name: 'Snap', version: /^\/snap\/([^/]+)\/x?\d+/, folders: ['/snap/$1/current'] },
  {
    name: 'Flatpak',
    version: /^(.*\/flatpak\/(?:app|runtime)\/[^/]+\/[^/]+\/[^/]+)\/[0-9a-f]{64}/,
    folders: ['$1/active'],
  },
  {
    name: 'Nix',
    version: /^\/nix\/store\/[^/]+/,
    folders: [
      '~/.nix-profile',
      '~/.local/state/nix/profile',
      '/etc/profiles/per-user/%USER%',
      '/run/current-system/sw',
      '/nix/var/nix/profiles/default',
    ],
  },
  {
    name: 'Guix',
    version: /^\/gnu\/store\/[^/]+/,
    folders: ['~/.guix-profile', '~/.guix-home/profile', '/run/current-system/profile'],
  },
  { name: 'pnpm', version: /^(.*pnpm)[\\/]nodejs[\\/][^\\/]+/, nodes: ['$1/node', '$1/bin/node'] },
  { name: 'pnpm', version: /^(.*)[\\/]\.pnpm[\\/][^\\/]+/, folders: ['$1', '$1/..'] },
  {
    name: 'Scoop',
    version: /^(.*[\\/]scoop[\\/]apps[\\/][^\\/]+)[\\/](?!current[\\/])[^\\/]+/,
    folders: ['$1/current'],
  },
  { name: null, version: /^.*[\\/][^\\/]*\d\.\d+\.\d+[^\\/]*(?=[\\/])/ },
]

function managerOf(file: string): Manager | null {
  return MANAGERS.find(({ version }) => version.test(file)) ?? null
}

/** What finding a path needs of the world. */
export interface DiskWorld extends Pick<Io, 'env' | 'run'> {
  /** Returns the real path of a file; null when it does not exist. */
  real?(file: string): string | null
}

/** A path for the entry of a timer. */
export interface ProgramPath {
  path: string
  /** What removes this path with an update, as its name has the version; null: nothing that is known. */
  replacedBy: { manager: string | null } | null
}

/** The oldest Node that starts renew, as in `engines`. */
const OLDEST = [20, 12] as const
const TRY_MS = 5_000

/**
 * Finds a path of node, or of the script, that stays when a version manager updates (§10). Of a path that has the
 * version in its name it returns a link to the same file, or a program of the manager that starts in the timer's
 * environment.
 */
export async function steadyPath(
  what: 'node' | 'renew',
  file: string,
  world: DiskWorld,
): Promise<ProgramPath> {
  const { real = realPath, env } = world
  const target = real(file) ?? file
  if (target !== file && whyItVanishes(file, env) && !whyItVanishes(target, env))
    return steadyPath(what, target, world)
  const manager = managerOf(file)
  if (manager === null || whyItVanishes(file, env)) return { path: file, replacedBy: null }
  for (const candidate of candidatesFor(what, file, manager, env)) {
    if (whyItVanishes(candidate, env) || managerOf(candidate)) continue
    const there = real(candidate)
    if (there === null) continue
    if (there === target || what === 'renew' || (await startsNode(candidate, world)))
      return { path: candidate, replacedBy: null }
  }
  return { path: file, replacedBy: { manager: manager.name } }
}

function candidatesFor(what: 'node' | 'renew', file: string, manager: Manager, env: Env): string[] {
  const { version, folders = [], nodes = [] } = manager
  const [beginning = '', ...groups] = version.exec(file) ?? []
  const { join } = file.includes('\\') ? path.win32 : path.posix
  const rest = file.slice(beginning.length)
  const filled = (template: string): string[] => {
    const text = template
      .replace(/\$(\d)/g, (_, number: string) => groups[Number(number) - 1] ?? '')
      .replace(/^~/, () => env.HOME ?? '')
      .replace(/%(\w+)%/g, (_, name: string) => env[name] ?? '')
    return text === '' || text.includes('//') ? [] : [text]
  }
  const found = folders.flatMap(filled).map(folder => join(folder, rest))
  if (what === 'renew') return found
  const suffix = /\.exe$/i.test(file) ? '.exe' : ''
  const onPath = (env.PATH ?? '').split(file.includes('\\') ? ';' : ':').filter(folder => folder !== '')
  return [
    ...found,
    ...nodes.flatMap(filled).map(node => join(node) + suffix),
    ...onPath.map(folder => join(folder, `node${suffix}`)),
  ]
}

async function startsNode(program: string, { env, run }: DiskWorld): Promise<boolean> {
  const least = { PATH: '/usr/bin:/bin', ...(env.HOME ? { HOME: env.HOME } : {}) }
  const ask = ['-p', 'process.versions.node']
  const { code, stdout } = await run(program, ask, { env: least, bare: true, timeout: TRY_MS })
  const [major = 0, minor = 0] = stdout.trim().split('.').map(Number)
  return code === 0 && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]))
}

function realPath(file: string): string | null {
  try {
    return realpathSync(file)
  } catch {
    return null
  }
}
