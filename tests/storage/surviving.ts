import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Call } from './system-calls.ts'

// A disk of which only what was flushed is sure to outlast a power cut (POSIX fsync(2)): a file has the bytes of its last
// flush, or any of those written since, or none, or zeros; of what happened to names since their folder was flushed any
// part may have got through, in any order.

/** The files below a folder, by name; a folder that is there ends with `/`. */
export type Picture = ReadonlyMap<string, Buffer>

interface File {
  kind: 'file'
  flushed: Buffer
  now: Buffer
}

interface Folder {
  kind: 'folder'
  flushed: Map<string, Entry>
  /** What happened since: each replaces names at once, and a name that is given null is gone. */
  since: [name: string, entry: Entry | null][][]
}

type Entry = File | Folder

/** So many changes of names in a folder are combined in every way; more of them only in their order. */
const COMBINED = 5
/** What a file may hold that was not flushed. */
const REMAINS: ((file: File) => Buffer)[] = [
  ({ flushed }) => flushed,
  ({ now }) => now.subarray(0, now.length / 2),
  ({ now }) => Buffer.alloc(now.length),
  ({ now }) => now,
]

/** A folder on such a disk, on which calls are made again. */
export class Disk {
  readonly #root: Folder

  /** @param folder a real one; all that is in it was flushed long ago */
  constructor(folder: string) {
    this.#root = folderAt(folder)
  }

  /**
   * Does what a call did.
   * @returns whether it changed anything
   * @throws on a call that changes files in a way this disk does not know
   */
  replay({ name, files, words, data, result }: Call): boolean {
    if (/^E[A-Z]+$/.test(result)) return false
    const [file = '', other = ''] = files
    if (/^open/.test(name)) {
      if (!/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(words)) return false
      if (this.#find(file)) throw new Error(`written in place: ${file}`)
      this.#name([[file, { kind: 'file', flushed: Buffer.alloc(0), now: Buffer.alloc(0) }]])
    } else if (name === 'write') {
      const written = this.#find(file) as File
      written.now = Buffer.concat([written.now, data])
    } else if (/^(fsync|fdatasync)/.test(name)) this.#flush(this.#find(file)!)
    else if (/^rename/.test(name))
      this.#name([
        [other, this.#find(file)!],
        [file, null],
      ])
    else if (/^link/.test(name)) this.#name([[other, this.#find(file)!]])
    else if (/^(unlink|rmdir)/.test(name)) this.#name([[file, null]])
    else if (/^mkdir/.test(name)) this.#name([[file, { kind: 'folder', flushed: new Map(), since: [] }]])
    else if (/^(pwrite|f?truncate|copy_file)/.test(name)) throw new Error(`${name} of ${file}`)
    else return false
    return true
  }

  /** Every picture that a power cut might leave now; `isReported` says which files matter. */
  pictures(isReported: (file: string) => boolean): Picture[] {
    const found = new Map<string, Picture>()
    for (const remains of REMAINS) {
      for (const picture of picturesOf(this.#root, remains, isReported)) {
        const key = [...picture].map(([name, bytes]) => `${name}\0${bytes.toString('latin1')}`).sort()
        found.set(key.join('\0\0'), picture)
      }
    }
    return [...found.values()]
  }

  #find(file: string): Entry | null {
    let entry: Entry = this.#root
    for (const part of file === '' ? [] : file.split('/')) {
      const next: Entry | null | undefined = entry.kind === 'folder' ? nowIn(entry).get(part) : null
      if (!next) return null
      entry = next
    }
    return entry
  }

  /** Gives names in one folder; a name that moves to another folder is not known here. */
  #name(changes: [file: string, entry: Entry | null][]): void {
    const folders = new Set(changes.map(([file]) => path.dirname(file)))
    if (folders.size > 1)
      throw new Error(`moved between folders: ${changes.map(([file]) => file).join(', ')}`)
    const [folder = ''] = folders
    const found = this.#find(folder === '.' ? '' : folder) as Folder
    found.since.push(changes.map(([file, entry]) => [path.basename(file), entry]))
  }

  #flush(entry: Entry): void {
    if (entry.kind === 'file') entry.flushed = entry.now
    else Object.assign(entry, { flushed: nowIn(entry), since: [] })
  }
}

/** Makes a picture real, as if it had lain there for an hour. */
export function paint(picture: Picture, folder: string): void {
  const anHourAgo = new Date(Date.now() - 3_600_000)
  for (const [name, bytes] of picture) {
    const file = path.join(folder, name)
    mkdirSync(name.endsWith('/') ? file : path.dirname(file), { recursive: true, mode: 0o700 })
    if (name.endsWith('/')) continue
    writeFileSync(file, bytes, { mode: 0o600 })
    utimesSync(file, anHourAgo, anHourAgo)
  }
}

function folderAt(folder: string): Folder {
  const flushed = new Map<string, Entry>()
  for (const name of readdirSync(folder)) {
    const inner = path.join(folder, name)
    if (statSync(inner).isDirectory()) flushed.set(name, folderAt(inner))
    else {
      const bytes = readFileSync(inner)
      flushed.set(name, { kind: 'file', flushed: bytes, now: bytes })
    }
  }
  return { kind: 'folder', flushed, since: [] }
}

function nowIn({ flushed, since }: Folder): Map<string, Entry> {
  return after(flushed, since)
}

function after(flushed: ReadonlyMap<string, Entry>, done: Folder['since']): Map<string, Entry> {
  const names = new Map(flushed)
  for (const [name, entry] of done.flat()) {
    if (entry === null) names.delete(name)
    else names.set(name, entry)
  }
  return names
}

/** What may have got through of the changes of names: each combination of a few, the first so many of more. */
function throughs(since: Folder['since']): Folder['since'][] {
  const firsts = Array.from({ length: since.length + 1 }, (_, count) => since.slice(0, count))
  if (since.length > COMBINED)
    return [...firsts, ...since.map((_, lost) => since.filter((_, at) => at !== lost))]
  return Array.from({ length: 2 ** since.length }, (_, mask) =>
    since.filter((_, at) => (mask >> at) % 2 === 1),
  )
}

function picturesOf(
  folder: Folder,
  remains: (file: File) => Buffer,
  isReported: (file: string) => boolean,
  at = '',
): Picture[] {
  const reported = folder.since.filter(change => change.some(([name]) => isReported(`${at}${name}`)))
  return throughs(reported).flatMap(done => {
    let pictures: Map<string, Buffer>[] = [new Map()]
    for (const [name, entry] of after(folder.flushed, done)) {
      const file = `${at}${name}`
      if (entry.kind === 'file') {
        const bytes = entry.flushed === entry.now ? entry.now : remains(entry)
        if (isReported(file)) for (const picture of pictures) picture.set(file, bytes)
        continue
      }
      const inner = picturesOf(entry, remains, isReported, `${file}/`)
      pictures = pictures.flatMap(picture =>
        inner.map(more => new Map([...picture, [`${file}/`, Buffer.alloc(0)], ...more])),
      )
    }
    return pictures
  })
}
