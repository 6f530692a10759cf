import { type Assessed, assessAll, type Sources } from './cards/assess.ts'
import type { Card } from './cards/card.ts'
import { findCalendar } from './guides/work-calendar.ts'
import type { Messages } from './messages/en.ts'
import type { Everyday } from './messages/everyday.ts'
import { everydayWordsOf, type Language, pickLanguage, wordsOf } from './messages/index.ts'
import { Rooms } from './rooms.ts'
import type { CivilDate } from './schedule/civil-date.ts'
import type { Settings } from './settings.ts'
import type { Io, Surface } from './world.ts'

/** What is run where the user names no pager; it ends as a program that is not there does when there is no `less`. */
const LESS = 'command -v less >/dev/null 2>&1 || exit 127; less'

/**
 * What every call has: the rooms, its language, its day, where its answer goes. It is all that `status` needs; what
 * commands may do beside that is in `Context`, which is loaded with them.
 */
export class CallContext extends Rooms {
  /** What the process returns when the command ends without an error. */
  exitCode = 0
  /** Whether this command has changed what is stored: then a lost echo is no failure. */
  changed = false
  /** Whether the answer, or an error, is wanted as JSON. */
  json: boolean
  /** `--on`: the day to answer for, in every zone; null: today. */
  on: CivilDate | null = null
  /** Where the answer goes, with the colours the user asked for. */
  surface: Surface
  /** Where what is said beside it goes. */
  beside: Surface
  /** The language of the reader (§12). */
  readonly lang: Language
  /** Those of its words that every call may need. */
  everyday!: Everyday
  #text: Messages | null = null

  protected constructor(io: Io, call: { lang: string | null; json: boolean }) {
    super(io)
    this.json = call.json
    this.surface = io.stdout
    this.beside = io.stderr
    this.lang = pickLanguage({ flag: call.lang, env: io.env, setting: this.#saved('lang') })
  }

  /** The context of a call that is likely to say nothing but everyday words. */
  static async open(io: Io, call: { lang: string | null; json: boolean }): Promise<CallContext> {
    const ctx = new CallContext(io, call)
    ctx.everyday = await everydayWordsOf(ctx.lang)
    return ctx
  }

  /** All words of the reader's language; a call that began with the everyday ones has to load them first. */
  get text(): Messages {
    if (this.#text === null) throw new TypeError('only the everyday words were loaded')
    return this.#text
  }

  /** Makes sure of all words. */
  async loadText(): Promise<void> {
    this.#text ??= await wordsOf(this.lang)
    this.everyday = this.#text
  }

  /** Colours as the user wishes them; undefined: as the setting says, else as the terminal can. */
  useColors(wish: boolean | undefined): void {
    const color = wish ?? { always: true, never: false, auto: undefined }[this.#saved('color') ?? 'auto']
    if (color === undefined) return
    this.surface = { ...this.surface, color: color ? this.surface.color || 1 : 0 }
    this.beside = { ...this.beside, color: color ? this.beside.color || 1 : 0 }
  }

  /** The civil date in a zone: today, or the day of `--on`; null is the user's own zone. */
  today(zone: string | null): CivilDate {
    return this.on ?? this.io.dayIn(zone, this.io.now())
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

  /**
   * Shows a text. On a terminal, what does not fit the screen goes through the user's pager: that of `PAGER`, else
   * `less`, as git and man have it; an empty `PAGER` and `cat` are none.
   */
  async show(words: string): Promise<void> {
    const { isTTY, height } = this.surface
    const isLong = isTTY && words.split('\n').length > (height ?? Number.POSITIVE_INFINITY)
    const { env, platform } = this.io
    const pager = env.PAGER?.trim() ?? (env.TERM === 'dumb' || platform === 'win32' ? '' : LESS)
    if (!isLong || pager === '' || pager === 'cat' || !(await this.io.page(pager, words))) this.io.out(words)
  }

  /** Says something beside the answer, on stderr. */
  note(line: string): void {
    this.io.err(`${line}\n`)
  }

  /** A setting that only touches how things look: what is wrong with the file is said by whoever needs it. */
  #saved<K extends 'lang' | 'color'>(name: K): Settings['values'][K] {
    try {
      const value = this.settings.read().values[name]
      return typeof value === 'string' ? value : null
    } catch {
      return null
    }
  }
}
