import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'

// Runs before each test file. In the fast tier one process runs many files, one after the other, so each file gets the
// environment, working directory and umask that the first one had, and a temporary folder that is removed after it.

declare global {
  var atStart: { env: NodeJS.ProcessEnv; cwd: string; umask: number } | undefined
}

globalThis.atStart ??= { env: { ...process.env }, cwd: process.cwd(), umask: process.umask() }
const { env, cwd, umask } = globalThis.atStart
for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
Object.assign(process.env, env)
// Stryker runs tests in threads, which may not set these, even to the same value.
if (process.cwd() !== cwd) process.chdir(cwd)
if (process.umask() !== umask) process.umask(umask)

const folder = mkdtempSync(path.join(tmpdir(), 'renew-'))
// Some tests start programs from here as another user.
chmodSync(folder, 0o755)
process.env[process.platform === 'win32' ? 'TEMP' : 'TMPDIR'] = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// .ci/run tries the same random cases each time (FC_SEED), so that a change fails only for what it affects.
const { FC_SEED } = process.env
if (FC_SEED) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ seed: Number(FC_SEED) })
}
