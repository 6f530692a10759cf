import { writeSync } from 'node:fs'

/** Writes all of a text to an open file, waiting where a pipe is full; the system's code when it cannot, else `null`. */
export function writeAll(fd: number, text: string): string | null {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
      if (code !== 'EAGAIN') return code
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
  return null
}
