import { lstat, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { RenewError } from '../errors.ts'
import { makeFolder } from '../storage/folders.ts'
import { MARKER, SERVICE, TIMER } from './systemd-units.ts'
import type { TimerWorld } from './timer.ts'

/** The texts of our two units; null what is not there. */
export interface UnitTexts {
  service: string | null
  timer: string | null
}

const FILES = { service: SERVICE, timer: TIMER } as const

/** Our units in a folder, null when neither is there or ours. */
export async function readOurs(folder: string): Promise<UnitTexts | null> {
  const service = await readOwn(`${folder}/${SERVICE}`)
  const timer = await readOwn(`${folder}/${TIMER}`)
  return service === null && timer === null ? null : { service, timer }
}

async function readOwn(file: string): Promise<string | null> {
  const text = await readText(file)
  return text?.startsWith(MARKER) ? text : null
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new RenewError('cannot-read', { file, code })
  }
}

/**
 * A unit of our name that we did not write is not ours to replace: a file of the user's, a mask (`/dev/null`), or one
 * that came with a package.
 * @throws RenewError `timer-foreign-unit`
 */
export async function refuseForeign(folder: string, world: TimerWorld): Promise<void> {
  const files = [SERVICE, TIMER].map(name => `${folder}/${name}`)
  for (const file of files) {
    const there = await lstat(file).catch(() => null)
    if (there && (await readOwn(file)) === null) throw new RenewError('timer-foreign-unit', { file })
  }
  const show = ['--user', 'show', '--property=FragmentPath', SERVICE, TIMER]
  const { stdout } = await world.run('systemctl', show, { timeout: 30_000 })
  const others = [...stdout.matchAll(/^FragmentPath=(.+)$/gm)].map(found => found[1] ?? '')
  const other = others.find(file => !files.includes(file))
  if (other !== undefined) throw new RenewError('timer-foreign-unit', { file: other })
}

/**
 * Writes both units, each whole or not at all; where one is a link (a folder of dotfiles), the file behind it.
 * @throws RenewError `cannot-write`
 */
export async function writeUnits(folder: string, texts: { service: string; timer: string }): Promise<void> {
  await guarded(folder, async () => makeFolder(folder))
  for (const [key, name] of Object.entries(FILES) as ['service' | 'timer', string][]) {
    await replace(`${folder}/${name}`, texts[key])
  }
}

/** Brings the folder back to the former texts; null takes both units away. */
export async function putBack(folder: string, former: UnitTexts | null): Promise<void> {
  for (const [key, name] of Object.entries(FILES) as ['service' | 'timer', string][]) {
    const text = former?.[key] ?? null
    const file = `${folder}/${name}`
    if (text !== null) await replace(file, text)
    else await guarded(file, () => rm(file, { force: true }))
  }
}

async function replace(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const temporary = `${target}.new`
  await guarded(target, async () => {
    try {
      await writeFile(temporary, text, { flush: true, mode: 0o644 })
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  })
}

async function guarded(path: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new RenewError('cannot-write', { path, code: (error as NodeJS.ErrnoException).code ?? 'EIO' })
  }
}
