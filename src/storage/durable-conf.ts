import path from 'node:path'
import Conf from 'conf'

/** The members of `Conf` 15.1.0 through which it writes, hidden by its types. This is why the version is pinned. */
interface WritePath {
  get store(): Record<string, unknown>
  set store(content: Record<string, unknown>)
  _write(content: Record<string, unknown>): void
  _ensureDirectory(): void
}
const Base = Conf as unknown as new (options: object) => WritePath

/**
 * `Conf`, used for its file format only: reading and writing are ours. Its own writer ignores short writes, replaces a
 * good file by a broken one on a full disk, and does not know of other processes; its own reader (`readFileSync` with
 * an encoding, at least up to Node 20) crashes the process when a disk fails to close a file. Use it only under the
 * lock.
 */
export class DurableConf extends Base {
  readonly #replace: (content: object) => void

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

  /** Does nothing: the folder was made before the lock was taken. */
  override _ensureDirectory(): void {}
}
