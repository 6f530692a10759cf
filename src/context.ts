// status loads this
import { resolve } from 'node:path'
import { assessAll } from './cards/assess.ts'
import type { Assessed, Sources } from './cards/assessed.ts'
import type { Card } from './cards/card.ts'
import { CardStore } from './cards/store.ts'
import type { Argv } from './commands/argv.ts'
import { type CivilDate, partsOf } from './dates/civil-date.ts'
import { RenewError, tryOr } from './errors.ts'
import { findCalendar, Guides } from './guides/guides.ts'
import type { Io, Surface } from './io/io.ts'
import {
  type CommandWords,
  chosenLanguage,
  DEFAULT_LANGUAGE,
  type Language,
  type StatusWords,
} from './messages/index.ts'
import type { Ledger } from './reminders/ledger.ts'
import { EMPTY_LEDGER, LedgerFile } from './reminders/ledger-file.ts'
import { NO_SETTINGS, type Settings, SettingsFile } from './settings.ts'
import { foreignFolder } from './storage/own-file.ts'
import { type Paths, pathsFor } from './storage/paths.ts'
import { type StoredFile, storedFile, withOldLastRun } from './storage/stored-file.ts'
import { jsonText } from './text/printable.ts'

/** Exits with 127, as a missing program does, where there is no `less`. */
const LESS = 'command -v less >/dev/null 2>&1 || exit 127; less'

/**
 * What a command works with; stored files are opened at first use. Questions and changes are functions elsewhere,
 * because `status` needs neither.
 */
export class Context<W extends StatusWords = CommandWords> {
  exitCode = 0
  /** Whether the store was changed; then lost output is not a failure. */
  changed = false
  json: boolean
  /** The command that runs, such as `renew ack`, and an example of it; for hints. */
  usage = { path: 'renew', example: '' }
  yes = false
  /** `--on`: the civil date to use as today, in every zone. */
  on: CivilDate | null = null
  stdout: Surface
  stderr: Surface
  /** null where nothing names a language. */
  readonly chosenLang: Language | null
  /** null: notes stay as they are, because plain `status` does not load what wraps. */
  layOutNote: ((text: string, to: Surface) => string) | null = null
  readonly lang: Language
  readonly words!: W
  readonly #opened = new Map<string, unknown>()

  private constructor(
    readonly io: Io,
    argv: Pick<Argv, 'lang' | 'json'>,
  ) {
    this.json = argv.json
    this.stdout = io.stdout
    this.stderr = io.stderr
    this.chosenLang = chosenLanguage({ flag: argv.lang, env: io.env, setting: this.#appearance('lang') })
    this.lang = this.chosenLang ?? DEFAULT_LANGUAGE
  }

  static async open<W extends StatusWords>(
    io: Io,
    argv: Pick<Argv, 'lang' | 'json'>,
    load: (language: Language) => Promise<W>,
  ): Promise<Context<W>> {
    const ctx = new Context<W>(io, argv)
    return Object.assign(ctx, { words: await load(ctx.lang) })
  }

  get paths(): Paths {
    return this.#once('paths', () => pathsFor(this.io))
  }

  get settings(): SettingsFile {
    return this.#once('settings', () => {
      const settings = new SettingsFile(this.#settingsOnDisk())
      settings.cards = new CardStore(this.io, this.paths).file
      return settings
    })
  }

  get cards(): CardStore {
    return this.#once('cards', () => {
      const store = new CardStore(this.io, this.paths)
      store.settings = this.#settingsOnDisk()
      store.onLongRead = () => this.io.status(this.words('progress.read'))
      return store
    })
  }

  /** The ledger of sent reminders (§8). */
  get ledger(): LedgerFile {
    return this.#once('ledger', () => {
      const file = storedFile<Ledger>(this.io, this.paths, 'ledger', EMPTY_LEDGER)
      return new LedgerFile({
        read: () => withOldLastRun(file.read(), this.paths.oldQuiet, this.io.uid),
        update: change => file.update(change),
      })
    })
  }

  get guides(): Guides {
    return this.#once('guides', () => new Guides(this.paths.guides))
  }

  /** Refuses to change another user's home as root; a reading command only warns. @throws RenewError `foreign-home` */
  checkOwner(isReading: boolean): void {
    const folder = this.io.uid === 0 ? this.#foreignFolder() : null
    if (folder === null) return
    if (!isReading) throw new RenewError('foreign-home', { folder })
    this.io.warnings.push(new RenewError('foreign-home-read', { folder }))
  }

  forget(): void {
    for (const name of ['settings', 'cards', 'ledger']) this.#opened.delete(name)
  }

  fileAt(name: string): string {
    return resolve(this.io.cwd(), name)
  }

  /** @param flag undefined: as the setting says, else as the terminal can */
  useColors(flag: boolean | undefined): void {
    const color = flag ?? { always: true, never: false, auto: undefined }[this.#appearance('color') ?? 'auto']
    if (color === undefined) return
    this.stdout = { ...this.stdout, color: color ? this.stdout.color || 1 : 0 }
    this.stderr = { ...this.stderr, color: color ? this.stderr.color || 1 : 0 }
  }

  /** null is the user's own zone. */
  today(zone: string | null): CivilDate {
    return this.on ?? this.io.dayIn(zone, this.io.now())
  }

  /** RFC 3339 with the user's offset. */
  timestamp(): string {
    return this.io.timestamp(this.io.now())
  }

  longDate(date: CivilDate): string {
    return this.words.dates.long(partsOf(date))
  }

  /** @param sources settings and all cards, when they are not those of the store; and which cards need plans */
  assess(
    cards: readonly Card[],
    sources: Pick<Sources, 'all' | 'plans'> & { values?: Settings['values'] } = {},
  ): Promise<Assessed[]> {
    const { values = this.settings.read().values, all = this.cards.cards(), plans = 'all' } = sources
    return assessAll(cards, {
      all,
      plans,
      guide: id => this.guides.find(id),
      calendar: id => findCalendar(id, this.paths.workdays),
      today: zone => this.today(zone),
      defaults: { milestones: values.milestones, zone: values.zone },
    })
  }

  async assessOne(card: Card): Promise<Assessed> {
    const [assessed] = await this.assess([card])
    return assessed!
  }

  answer(json: () => object, text: (to: Surface) => string): void {
    this.io.out(this.json ? jsonText(json(), this.stdout.isTTY) : text(this.stdout))
  }

  async answerLong(json: () => object, text: (to: Surface) => string): Promise<void> {
    if (this.json) this.answer(json, text)
    else await this.show(text(this.stdout))
  }

  /**
   * Shows long text on a terminal through `PAGER`, else `less`, as git and man do; an empty `PAGER` and `cat` mean
   * none.
   */
  async show(text: string): Promise<void> {
    const { isTTY, height } = this.stdout
    const isLong = isTTY && text.split('\n').length > (height ?? Number.POSITIVE_INFINITY)
    const { env, platform } = this.io
    const pager = env.PAGER?.trim() ?? (env.TERM === 'dumb' || platform === 'win32' ? '' : LESS)
    if (!isLong || pager === '' || pager === 'cat' || !(await this.io.page(pager, text))) this.io.out(text)
  }

  note(line: string): void {
    this.io.err(this.layOutNote?.(line, this.stderr) ?? `${line}\n`)
  }

  #foreignFolder(): string | null {
    // What needs the home reports that there is none.
    return tryOr(() => {
      const { config, data, state } = this.paths
      return foreignFolder([config, data, state], this.io.uid)
    }, null)
  }

  #settingsOnDisk(): StoredFile<Settings> {
    return storedFile(this.io, this.paths, 'settings', NO_SETTINGS)
  }

  /** Returns null when the file is damaged, which others report. */
  #appearance<K extends 'lang' | 'color'>(name: K): Settings['values'][K] {
    const value = tryOr(() => this.settings.read().values[name], null)
    return typeof value === 'string' ? value : null
  }

  #once<T>(name: string, open: () => T): T {
    if (!this.#opened.has(name)) this.#opened.set(name, open())
    return this.#opened.get(name) as T
  }
}

export type StatusContext = Context<StatusWords>
