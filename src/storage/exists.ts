import { statSync } from 'node:fs'

/** Whether something is there that can be looked at. */
export function exists(path: string): boolean {
  try {
    statSync(path)
    return true
  } catch {
    return false
  }
}
