import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Makes a new folder, which `each-file.ts` removes after the tests of the file. */
export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'renew-test-'))
