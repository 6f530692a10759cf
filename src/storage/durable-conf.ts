import path from 'node:path'
import Conf from 'conf'

/** What `Conf` 15.1.0 has inside and its types hide: the one path by which it writes. The version is pinned for it. */
interface WritePath {
  get store(): Record<string, unknown>
  set store(content: Record<string, unknown>)
  _write(content: Record<string, unknown>): void
  _ensureDirectory(): void
}
const Base = Conf as unknown as new (options: object) => WritePath

/**
 * `Conf` with a writer that loses nothing. Its own ignores short writes and replaces a good file by a broken one on
 * a full disk; it knows no second process either: use it only under the lock. It reads nothing: what is there was read
 * and checked under the lock, and the reading it would do itself (`readFileSync` with an encoding, up to Node 20 at
 * least) takes the whole process down where a disk fails to close a file.
 */
export class DurableConf extends Base {
  readonly #replace: (content: object) => void

  /**
   * @param file absolute path of a regular file, or of none yet
   * @param replace writes the file so that a kill leaves the old one or the new one
   */
  constructor(file: string, replace: (content: object) => void) {
    super({
      cwd: path.dirname(file),
      configName: path.basename(file),
      fileExtension: '',
      projectSuffix: '',
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      clearInvalidConfig: false,
    })
    this.#replace = replace
  }

  override get store(): Record<string, unknown> {
    return {}
  }

  override set store(content: Record<string, unknown>) {
    this._write(content)
  }

  override _write(content: Record<string, unknown>): void {
    this.#replace(content)
  }

  /** The folder was made and closed to others before the lock was taken. */
  override _ensureDirectory(): void {}
}
