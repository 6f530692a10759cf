import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { RenewError } from '../errors.ts'
import { makeFolder } from '../storage/folders.ts'

/** Reads a file of an entry; null when it is not there. @throws RenewError `cannot-read` */
export async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new RenewError('cannot-read', { file, code })
  }
}

/**
 * Writes a file of an entry atomically, and its folder where needed. Of a link (a folder of dotfiles) it replaces the
 * target.
 * @throws RenewError `cannot-write`
 */
export async function replaceText(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const temporary = `${target}.new`
  try {
    makeFolder(path.dirname(target))
    await writeFile(temporary, text, { flush: true, mode: 0o644 })
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw cannotWrite(target, error)
  }
}

/** Removes a file of an entry, which may be gone already. @throws RenewError `cannot-write` */
export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw cannotWrite(file, error)
  })
}

function cannotWrite(file: string, error: unknown): RenewError {
  return new RenewError('cannot-write', { path: file, code: (error as NodeJS.ErrnoException).code ?? 'EIO' })
}
