import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { type RolldownOptions, rolldown } from 'rolldown'
import { afterAll } from 'vitest'
import { newFolder } from '../folders.ts'

/** How a process ended, and what it wrote. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A running process. */
export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves when it has printed these words. */
  said(words: string): Promise<void>
}

const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** Bundles `worker.ts`, as the program is bundled, into one file that any Node can run. */
export async function buildWorker(): Promise<string> {
  const config = path.resolve('rolldown.config.mjs')
  const { default: ours } = (await import(config)) as { default: RolldownOptions }
  const bundle = await rolldown({ ...ours, input: path.join(import.meta.dirname, 'worker.ts') })
  const file = path.join(newFolder(), 'worker.cjs')
  await bundle.write({ file, format: 'cjs', codeSplitting: false })
  await bundle.close()
  return file
}

/** Starts a program. */
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

/** Runs a program until it ends. */
export function finish(command: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  return start(command, env).ended
}
