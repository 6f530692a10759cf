import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type RolldownOptions, rolldown } from 'rolldown'
import { newFolder } from './folders.ts'

/** How a process ended, and what it wrote. */
export interface Left {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Options of a process; by default it runs in a pipe, in English, with a new home. */
export interface Differently {
  env?: Record<string, string | undefined>
  stdio?: SpawnOptions['stdio']
  cwd?: string
  uid?: number
  /** Programs that start it, such as `unshare`. */
  wrap?: readonly string[]
}

/** Builds the program as it is installed, from the current sources. @returns the path of `renew.js` */
export async function buildRenew(): Promise<string> {
  const folder = newFolder()
  const config = path.resolve('rolldown.config.mjs')
  const { default: ours } = (await import(config)) as { default: RolldownOptions & { output: object } }
  const bundle = await rolldown(ours)
  await bundle.write({ ...ours.output, dir: path.join(folder, 'dist') })
  await bundle.close()
  mkdirSync(path.join(folder, 'bin'))
  const script = path.join(folder, 'bin', 'renew.js')
  copyFileSync('bin/renew.js', script)
  copyFileSync('package.json', path.join(folder, 'package.json'))
  return script
}

/** Starts the built program. */
export function start(
  script: string,
  home: string,
  argv: readonly string[],
  how: Differently = {},
): { child: ChildProcess; left: Promise<Left> } {
  const [file, ...args] = [...(how.wrap ?? []), process.execPath, script, ...argv]
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', RENEW_HOME: home, ...how.env }
  const child = spawn(file!, args, {
    env: Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    stdio: how.stdio ?? ['ignore', 'pipe', 'pipe'],
    ...(how.cwd === undefined ? {} : { cwd: how.cwd }),
    ...(how.uid === undefined ? {} : { uid: how.uid, gid: how.uid }),
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', text => {
      said[name] += text
    })
  }
  const left = new Promise<Left>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...said }))
  })
  return { child, left }
}

/** Runs the built program until it ends. */
export function run(
  script: string,
  home: string,
  argv: readonly string[],
  how: Differently = {},
): Promise<Left> {
  return start(script, home, argv, how).left
}

/** A home for the built program; it does not exist yet. */
export const builtHome = (): string => path.join(newFolder(), 'home')

/** Runs the built program, which must succeed, and returns what it wrote to stdout. */
export async function runWell(
  script: string,
  home: string,
  argv: readonly string[],
  how: Differently = {},
): Promise<string> {
  const { code, stdout, stderr } = await run(script, home, argv, how)
  if (code !== 0) throw new Error(`exit ${code}: ${argv.join(' ')}: ${stderr}`)
  return stdout
}

/** Returns the names in the stored file of cards. */
export const storedNames = (home: string): string[] =>
  JSON.parse(readFileSync(`${home}/cards.json`, 'utf8')).cards.map((card: { name: string }) => card.name)
