import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Left } from '../built-program.ts'
import { newFolder } from '../folders.ts'

// What a program asks of the system, seen and disturbed with strace (strace.io): the real program, the real kernel.

/** A system call on something below a home. */
export interface Call {
  /** Microseconds, by the clock of this machine. */
  at: number
  thread: string
  name: string
  /** How many calls of this name its thread had made by then, this one included. */
  nth: number
  /** What it names below the home; `''` is the home itself. */
  files: string[]
  /** Its flags and modes, as strace writes them. */
  words: string
  /** What was written; empty for all else. */
  data: Buffer
  /** What came back: a number, or the code of an error. */
  result: string
  /** What tells calls apart from run to run: the name, and its files without the accidents of temporary names. */
  sign: string
}

/** What is done to one call: a signal comes with it (KILL: in its place), or it fails with a code. */
export type Fault =
  | 'KILL'
  | 'INT'
  | 'TERM'
  | 'HUP'
  | 'EIO'
  | 'ENOSPC'
  | 'EROFS'
  | 'EACCES'
  | 'EMFILE'
  | 'EPERM'

/** A program to run: its words, and its variables. */
export interface Program {
  command: readonly string[]
  env: Record<string, string>
  home: string
}

/** Everything that takes a path, or a file that was opened by one. */
const CALLS =
  '%file,read,pread64,write,pwrite64,close,fsync,fdatasync,fchmod,ftruncate,getdents64,fstat,copy_file_range'

/** Why calls cannot be disturbed here; null when they can. A container may forbid it (ptrace). */
export function whyUntraced(): string | null {
  const folder = newFolder()
  const file = path.join(folder, 'file')
  writeFileSync(file, '')
  const inject = ['-f', '-o', path.join(folder, 'log'), '-e', 'inject=unlinkat,unlink:error=EIO']
  try {
    execFileSync('strace', [...inject, 'rm', file], { stdio: 'ignore' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'strace is not installed'
  }
  return existsSync(file) ? null : 'strace may not disturb a process'
}

/**
 * Runs a program and writes down what it asks of the system about its home, or about another folder.
 * @returns also when it wrote to stdout
 */
export async function watch(
  program: Program,
  folder = program.home,
): Promise<{ left: Left; calls: Call[]; said: number[] }> {
  const log = newFolder()
  const left = await traced(program, log, ['--seccomp-bpf', '-e', `trace=${CALLS}`])
  const all = readdirSync(log).flatMap(name => callsIn(path.join(log, name), folder))
  all.sort((a, b) => a.at - b.at)
  const ours = all.filter(
    ({ name, words, thread }) => name === 'write' && words.startsWith('1<') && thread === all[0]?.thread,
  )
  // The words of a command may name a file, too.
  const calls = all.filter(({ name, files }) => files.length > 0 && name !== 'execve')
  return { left, calls, said: ours.map(({ at }) => at) }
}

/**
 * Runs a program with a fault at one call.
 * @param onwards whether all later calls of that name meet it too
 * @returns the call that met it; null when none did
 */
export async function disturb(
  program: Program,
  { name, nth }: Pick<Call, 'name' | 'nth'>,
  fault: Fault,
  onwards = false,
): Promise<{ left: Left; met: Call | null }> {
  const log = newFolder()
  const isSignal = !fault.startsWith('E')
  const what = isSignal ? `signal=${fault}` : `error=${fault}`
  // A signal gets through only without the shortcut.
  const quick = isSignal ? [] : ['--seccomp-bpf']
  const inject = ['-e', `trace=${name}`, '-e', `inject=${name}:${what}:when=${nth}${onwards ? '+' : ''}`]
  const left = await traced(program, log, [...quick, ...inject])
  const calls = readdirSync(log).flatMap(file => callsIn(path.join(log, file), program.home))
  const met =
    fault === 'KILL' || !isSignal
      ? calls.find(({ result, words }) => result === '?' || words.endsWith('(INJECTED)'))
      : calls.find(one => one.nth === nth && one.files.length > 0)
  return { left, met: met ?? null }
}

/** Runs a program under strace: one file for each thread, all text as bytes. */
function traced({ command, env, home }: Program, log: string, how: readonly string[]): Promise<Left> {
  const words = [
    '-ff',
    '-y',
    '-xx',
    '-s',
    '100000000',
    '-ttt',
    '-o',
    path.join(log, 'log'),
    ...how,
    ...command,
  ]
  const child = spawn('strace', words, {
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', RENEW_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', text => {
      said[name] += text
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...said }))
  })
}

const HEX = String.raw`(?:\\x[0-9a-f]{2})*`
const LINE = /^(\d+\.\d+) (\w+)\((.*)\) += (\S+)(.*)$/s

function callsIn(log: string, home: string): Call[] {
  const counts = new Map<string, number>()
  const calls: Call[] = []
  for (const line of readFileSync(log, 'latin1').split('\n')) {
    const parts = LINE.exec(line)
    if (!parts) continue
    const [, at = '', name = '', args = '', result = '', rest = ''] = parts
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    const isWrite = /^p?write/.test(name)
    const texts = [...args.matchAll(new RegExp(`"(${HEX})"`, 'g'))].map(found => bytesOf(found[1]!))
    const open = [...args.matchAll(new RegExp(`<(${HEX})>`, 'g'))].map(found => `${bytesOf(found[1]!)}`)
    const named = isFileCall(name) ? texts.map(text => `${text}`).filter(text => path.isAbsolute(text)) : []
    const files = (named.length > 0 ? named : open).flatMap(file => below(home, file) ?? [])
    const words = args.replace(new RegExp(`"${HEX}"|<${HEX}>`, 'g'), quoted =>
      quoted[0] === '<' ? '<>' : '""',
    )
    calls.push({
      at: Math.round(Number(at) * 1e6),
      thread: path.extname(log),
      name,
      nth,
      files,
      words: `${words}${rest}`,
      data: isWrite ? texts[0]! : Buffer.alloc(0),
      result: result === '-1' ? (rest.trim().split(' ')[0] ?? '') : result,
      sign: [name, ...files.map(lasting), /O_CREAT/.test(words) ? 'new' : ''].join(' ').trim(),
    })
  }
  return calls
}

/** Whether its texts are paths; of the others they are what is read and written. */
function isFileCall(name: string): boolean {
  return !/^(p?read|p?write|readlink|getdents)/.test(name)
}

function below(home: string, file: string): string | null {
  if (file === home) return ''
  return file.startsWith(`${home}/`) ? file.slice(home.length + 1) : null
}

/** A name without what is different in every process. */
export function lasting(file: string): string {
  return file.replace(/\.\d+-\w+\.tmp$/, '.tmp')
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}

/** Does something with every item, so many at a time. */
export async function each<T>(
  items: readonly T[],
  at: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const one = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: at }, one))
}
