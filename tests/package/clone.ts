import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A Node and an npm to install with. */
export interface Tools {
  node: string
  /** npm's own `npm-cli.js`. */
  npm: string
}

/** How a command ended, and what it wrote. */
export interface Ended {
  code: number | null
  out: string
  err: string
}

/** A clean clone, and a user with an empty home folder and no programs but Node and npm. */
export class Clone {
  readonly base = mkdtempSync(path.join(realpathSync(tmpdir()), 'renew clone '))
  readonly folder = path.join(this.base, 'renew')
  readonly home = path.join(this.base, 'home')
  /** Where `npm install --global` installs. */
  readonly prefix = path.join(this.base, 'prefix')
  readonly env: Record<string, string>

  /** @param laid whether the packages are installed already, as after `npm ci --ignore-scripts` */
  constructor(tools: Tools, laid = false) {
    // Other users must be able to enter it.
    chmodSync(this.base, 0o755)
    const bin = path.join(this.base, 'bin')
    for (const folder of [bin, this.home, this.prefix]) mkdirSync(folder)
    symlinkSync(tools.node, path.join(bin, 'node'))
    symlinkSync(tools.npm, path.join(bin, 'npm'))
    symlinkSync(tools.npm.replace(/npm-cli\.js$/, 'npx-cli.js'), path.join(bin, 'npx'))
    cpSync(ROOT, this.folder, { recursive: true, filter: from => !notCloned(path.relative(ROOT, from)) })
    if (laid) symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'))
    this.env = {
      ...reachOf(process.env),
      HOME: this.home,
      PATH: `${bin}:${this.prefix}/bin:/usr/bin:/bin`,
      npm_config_prefix: this.prefix,
      npm_config_prefer_offline: 'true',
      npm_config_update_notifier: 'false',
    }
  }

  /** Starts a program by name in the clone, or in another folder, or as another user. */
  start(command: string, args: readonly string[] = [], options: SpawnOptions = {}): ChildProcess {
    return spawn(command, args, {
      cwd: this.folder,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    })
  }

  async run(command: string, args?: readonly string[], options?: SpawnOptions): Promise<Ended> {
    return ended(this.start(command, args, options))
  }

  has(...parts: string[]): boolean {
    return existsSync(path.join(this.folder, ...parts))
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true })
  }
}

/** Waits for a process and keeps what it wrote. */
async function ended(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' }
  child.stdout?.on('data', piece => {
    said.out += piece
  })
  child.stderr?.on('data', piece => {
    said.err += piece
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...said }))
  })
}

/** The npm that started these tests, or the one on the PATH. */
export function thisNpm(): string {
  const places = [
    process.env.npm_execpath,
    ...(process.env.PATH ?? '').split(path.delimiter).map(folder => path.join(folder, 'npm')),
  ]
  const found = places.flatMap(place => (place && existsSync(place) ? [realpathSync(place)] : []))
  const npm = found.find(place => /npm-cli\.js$/.test(place))
  if (!npm) throw new Error('the installation tests need npm on the PATH')
  return npm
}

/** Files that .gitignore names, which a clone would not have. */
const notCloned = (name: string): boolean =>
  /^(\.git|node_modules|dist|dist\..*|coverage|reports|\.stryker-tmp|.*\.tgz)$/.test(name)

/** The environment variables that npm needs to reach its registry and its cache. */
function reachOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const userconfig = env.npm_config_userconfig ?? path.join(env.HOME ?? '', '.npmrc')
  const cache = env.npm_config_cache ?? path.join(env.HOME ?? '', '.npm')
  const kept = Object.entries(env).filter(([name]) =>
    /^(NODE_EXTRA_CA_CERTS|.*_proxy|npm_config_(registry|cafile|.*proxy))$/i.test(name),
  )
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    npm_config_cache: cache,
    ...(existsSync(userconfig) ? { npm_config_userconfig: userconfig } : {}),
  }
}
