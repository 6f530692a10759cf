import { resolve } from 'node:path'
import { type Assessed, assessAll, type Sources } from './cards/assess.ts'
import type { Card } from './cards/card.ts'
import { CardStore } from './cards/store.ts'
import type { Argv } from './commands/argv.ts'
import { type CivilDate, partsOf } from './dates/civil-date.ts'
import { Guides } from './guides/guides.ts'
import { findCalendar } from './guides/work-calendar.ts'
import type { Io, Surface } from './io/io.ts'
import { type AllWords, type Language, pickLanguage, type StatusWords } from './messages/index.ts'
import type { Ledger } from './reminders/ledger.ts'
import { EMPTY_LEDGER, LedgerFile } from './reminders/ledger-file.ts'
import { NO_SETTINGS, type Settings, SettingsFile } from './settings.ts'
import { withOldLastRun } from './storage/old-quiet-file.ts'
import { type Paths, pathsFor } from './storage/paths.ts'
import { storedFile } from './storage/stored-files.ts'
import { jsonText } from './text/json-text.ts'

/** What is run where the user names no pager; it ends as a program that is not there does when there is no `less`. */
const LESS = 'command -v less >/dev/null 2>&1 || exit 127; less'

/**
 * What a command works with: the stored files, each opened once and only when it is needed, the reader's language, the
 * day, and where the answer goes. `status` loads this: questions and changes are functions that take the context.
 */
export class Context<W extends StatusWords = AllWords> {
  /** What the process returns when the command ends without an error. */
  exitCode = 0
  /** Whether this command has changed what is stored: then a lost echo is no failure. */
  changed = false
  /** Whether the answer, or an error, is JSON. */
  json: boolean
  /** `--yes`: the answer to every question that asks whether to go on. */
  yes = false
  /** `--on`: the day to answer for, in every zone; null: today. */
  on: CivilDate | null = null
  /** Standard output, with the colours the user asked for. */
  stdout: Surface
  /** Standard error, with the colours the user asked for. */
  stderr: Surface
  /** The language of the reader (§12). */
  readonly lang: Language
  /** The words of that language. */
  readonly words!: W
  readonly #opened = new Map<string, unknown>()

  private constructor(
    readonly io: Io,
    argv: Pick<Argv, 'lang' | 'json'>,
  ) {
    this.json = argv.json
    this.stdout = io.stdout
    this.stderr = io.stderr
    this.lang = pickLanguage({ flag: argv.lang, env: io.env, setting: this.#appearance('lang') })
  }

  /** The context of a call, with the words that it may need. */
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
    return this.#once(
      'settings',
      () => new SettingsFile(storedFile<Settings>(this.io, this.paths, 'settings', () => NO_SETTINGS)),
    )
  }

  /** The cards on disk; progress is shown while a large file loads. */
  get cards(): CardStore {
    return this.#once('cards', () => {
      const store = new CardStore(this.io, this.paths)
      store.onLongRead = () => this.progress('read')
      return store
    })
  }

  /** What went out (§8). */
  get ledger(): LedgerFile {
    return this.#once('ledger', () => {
      const file = storedFile<Ledger>(this.io, this.paths, 'ledger', () => EMPTY_LEDGER)
      return new LedgerFile({
        read: () => withOldLastRun(file.read(), this.paths.oldQuiet, this.io.uid),
        update: change => file.update(change),
      })
    })
  }

  get guides(): Guides {
    return this.#once('guides', () => new Guides(this.paths.guides))
  }

  /** Forgets what was read, after the files were changed by other means. */
  forget(): void {
    for (const name of ['settings', 'cards', 'ledger']) this.#opened.delete(name)
  }

  /** An absolute path for a file the user named. */
  fileAt(name: string): string {
    return resolve(this.io.cwd(), name)
  }

  /** Colours as the user wants them; undefined: as the setting says, else as the terminal can. */
  useColors(flag: boolean | undefined): void {
    const color = flag ?? { always: true, never: false, auto: undefined }[this.#appearance('color') ?? 'auto']
    if (color === undefined) return
    this.stdout = { ...this.stdout, color: color ? this.stdout.color || 1 : 0 }
    this.stderr = { ...this.stderr, color: color ? this.stderr.color || 1 : 0 }
  }

  /** The civil date in a zone: today, or the day of `--on`; null is the user's own zone. */
  today(zone: string | null): CivilDate {
    return this.on ?? this.io.dayIn(zone, this.io.now())
  }

  /** Now as it is stored: RFC 3339 with offset. */
  timestamp(): string {
    return this.io.timestamp(this.io.now())
  }

  /** A date in the reader's words, with its weekday. */
  longDate(date: CivilDate): string {
    return this.words.dates.long(partsOf(date))
  }

  /**
   * Cards with all that follows from them today.
   * @param known settings and all cards, where they cannot simply be read; and whose plans may be asked for
   */
  assess(
    cards: readonly Card[],
    known: Pick<Sources, 'all' | 'plans'> & { values?: Settings['values'] } = {},
  ): Promise<Assessed[]> {
    const { values = this.settings.read().values, all = this.cards.cards(), plans = 'all' } = known
    return assessAll(cards, {
      all,
      plans,
      guide: id => this.guides.find(id),
      calendar: id => findCalendar(id, this.paths.workdays),
      today: zone => this.today(zone),
      defaults: { milestones: values.milestones, zone: values.zone },
    })
  }

  /** Gives the answer: as JSON, or as text for where it goes. */
  answer(json: () => object, text: (to: Surface) => string): void {
    this.io.out(this.json ? jsonText(json(), this.stdout.isTTY) : text(this.stdout))
  }

  /** Gives an answer that may be long: on a terminal, what does not fit the screen goes through the user's pager. */
  async answerLong(json: () => object, text: (to: Surface) => string): Promise<void> {
    if (this.json) this.answer(json, text)
    else await this.show(text(this.stdout))
  }

  /**
   * Shows a text. On a terminal, what does not fit the screen goes through the user's pager: that of `PAGER`, else
   * `less`, as git and man have it; an empty `PAGER` and `cat` are none.
   */
  async show(words: string): Promise<void> {
    const { isTTY, height } = this.stdout
    const isLong = isTTY && words.split('\n').length > (height ?? Number.POSITIVE_INFINITY)
    const { env, platform } = this.io
    const pager = env.PAGER?.trim() ?? (env.TERM === 'dumb' || platform === 'win32' ? '' : LESS)
    if (!isLong || pager === '' || pager === 'cat' || !(await this.io.page(pager, words))) this.io.out(words)
  }

  /** Writes a line to stderr. */
  note(line: string): void {
    this.io.err(`${line}\n`)
  }

  /** Says on a terminal what takes long; whatever is written next replaces it. */
  progress(step: 'read' | 'check' | 'remind' | 'write'): void {
    this.io.status(this.words(`progress.${step}`))
  }

  /** A setting that only changes how things look: commands that need the file report what is wrong with it. */
  #appearance<K extends 'lang' | 'color'>(name: K): Settings['values'][K] {
    try {
      const value = this.settings.read().values[name]
      return typeof value === 'string' ? value : null
    } catch {
      return null
    }
  }

  #once<T>(name: string, open: () => T): T {
    if (!this.#opened.has(name)) this.#opened.set(name, open())
    return this.#opened.get(name) as T
  }
}

/** What `renew status` works with. */
export type StatusContext = Context<StatusWords>
