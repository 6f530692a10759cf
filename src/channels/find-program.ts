import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'

/** Whether a path is a file that this user may run. */
export function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/**
 * Where a program would be found, null when it would not be.
 * @param name a path, or the word by which `PATH` is searched
 */
export function findProgram(name: string, env: Readonly<Record<string, string | undefined>>): string | null {
  if (name.includes('/') || name.includes('\\')) return isRunnable(name) ? name : null
  const folders = (env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '')
  return folders.map(folder => path.join(folder, name)).find(isRunnable) ?? null
}
