import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { type RolldownOptions, rolldown } from 'rolldown'
import { afterAll } from 'vitest'
import { newFolder } from '../folders.ts'

/** What a process left. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A process under way. */
export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves when it has said these words. */
  said(words: string): Promise<void>
}

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** `worker.ts` as one file that any Node can run, bundled as the program is. */
export async function buildWorker(): Promise<string> {
  const config = path.resolve('rolldown.config.mjs')
  const { default: ours } = (await import(config)) as { default: RolldownOptions }
  const bundle = await rolldown({ ...ours, input: path.join(import.meta.dirname, 'worker.ts') })
  const file = path.join(newFolder(), 'worker.cjs')
  await bundle.write({ file, format: 'cjs', codeSplitting: false })
  await bundle.close()
  return file
}

/** Starts a program; `wrap` puts another in front of it, such as a shell with a limit. */
export function start(command: readonly string[], env: Record<string, string> = {}): Running {
  const [file, ...args] = command
  const child = spawn(file!, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', text => {
    stdout += text
  })
  child.stderr.on('data', text => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  const said = async (words: string) => {
    while (!stdout.includes(words)) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended: ${stdout}${stderr}`)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
  return { child, ended, said }
}

/** Runs a program to its end. */
export function finish(command: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return start(command, env).ended
}
