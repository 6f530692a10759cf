import { Ask } from './ask.ts'
import { type Assessed, assessAll, type Sources } from './cards/assess.ts'
import { type Card, nameKey } from './cards/card.ts'
import type { Change } from './cards/changes.ts'
import { findCard } from './cards/find-card.ts'
import { RenewError } from './errors.ts'
import { errorLine } from './explain.ts'
import { findCalendar } from './guides/work-calendar.ts'
import type { Io, Surface } from './io.ts'
import { jsonText } from './json-text.ts'
import type { Messages } from './messages/en.ts'
import { isLanguage, LANGUAGES, type Language, pickLanguage, wordsOf } from './messages/index.ts'
import { Rooms } from './rooms.ts'
import { type CivilDate, partsOf } from './schedule/civil-date.ts'
import type { Settings } from './settings.ts'
import { printable } from './views/printable.ts'

/** What the options that all commands share have said. */
export interface CommonOptions {
  json?: boolean
  yes?: boolean
  on?: string
  lang?: string
  color?: boolean
}

/** What a command may reach: the rooms, and what this call is: its language, its day, where its answer goes. */
export class Context extends Rooms {
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
  readonly ask: Ask
  #yes = false

  /** The reader's language and its words. */
  lang!: Language
  text!: Messages

  private constructor(io: Io, json: boolean) {
    super(io)
    this.json = json
    this.surface = io.stdout
    this.beside = io.stderr
    this.ask = new Ask(
      io,
      () => this.#yes,
      error => errorLine(error, this.text),
    )
  }

  /** The context of one call, in the reader's language (§12). */
  static async open(io: Io, call: { lang: string | null; json: boolean }): Promise<Context> {
    const ctx = new Context(io, call.json)
    ctx.lang = pickLanguage({ flag: call.lang, env: io.env, setting: ctx.#saved('lang') })
    ctx.text = await wordsOf(ctx.lang)
    return ctx
  }

  /** Takes what the shared options of the typed command say. */
  async take(options: CommonOptions): Promise<void> {
    if (options.lang !== undefined && !isLanguage(options.lang)) {
      throw new RenewError('not-a-choice', { name: options.lang, choices: Object.keys(LANGUAGES).join(', ') })
    }
    this.json = options.json ?? this.json
    this.#yes = options.yes ?? false
    const wish =
      options.color ?? { always: true, never: false, auto: undefined }[this.#saved('color') ?? 'auto']
    if (wish !== undefined) {
      this.surface = { ...this.surface, color: wish ? this.surface.color || 1 : 0 }
      this.beside = { ...this.beside, color: wish ? this.beside.color || 1 : 0 }
    }
    if (options.on !== undefined) this.on = await this.readDate(options.on, this.today(null))
  }

  /**
   * A date as typed; whatever was not ISO is said back with its weekday (R10).
   * @param today the civil date from which relative dates count
   */
  async readDate(typed: string, today: CivilDate): Promise<CivilDate> {
    const { readDate } = await import('./cards/date-in-words.ts')
    const { date, asTyped } = await readDate(typed, today)
    if (asTyped !== 'iso') {
      const said = { typed: printable(typed.trim()), date: this.longDate(date), iso: date }
      this.note(this.text['date.understood'](said))
    }
    return date
  }

  /** The civil date in a zone: today, or the day of `--on`; null is the user's own zone. */
  today(zone: string | null): CivilDate {
    return this.on ?? this.io.dayIn(zone, this.io.now())
  }

  /** Now as it is stored: RFC 3339 with offset. */
  timestamp(): string {
    return this.io.timestamp(this.io.now())
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
   * The card a name stands for: to read it a prefix is enough, to change it the whole name or the id.
   * @throws RenewError `card-not-found`, `card-ambiguous`
   */
  findCard(name: string, access: 'read' | 'change'): Card {
    return findCard(this.cards.cards(), name, { prefix: access === 'read' })
  }

  /**
   * The card a command is to change: for that the beginning of a name is not enough, but a terminal asks whether it
   * was meant (§4).
   * @throws RenewError as `findCard`, and `declined`
   */
  async cardToChange(name: string): Promise<Card> {
    const card = this.findCard(name, this.io.canAsk ? 'read' : 'change')
    if (nameKey(card.name) !== nameKey(name) && card.id !== name.trim())
      await this.ask.toGoOn(this.text['ask.meant']({ name: printable(card.name) }))
    return card
  }

  /** A date in the reader's words, with its weekday. */
  longDate(date: CivilDate): string {
    return this.text['date.long'](partsOf(date))
  }

  /** One undoable change of the cards; null when it changed nothing. */
  async change(words: string, edit: (cards: readonly Card[]) => readonly Card[]): Promise<Change | null> {
    const change = await this.cards.change(words, this.timestamp(), edit)
    this.changed = true
    return change
  }

  /** Takes back the change that was shown. @throws RenewError `undo-changed` when another came in between */
  async undo(change: Change['id']): Promise<void> {
    await this.cards.undo(change)
    this.changed = true
  }

  /** One locked change of the settings. */
  async changeSettings(change: (settings: Settings) => Settings): Promise<void> {
    await this.settings.change(change)
    this.changed = true
  }

  /**
   * One undoable change of one card, as it was read.
   * @throws RenewError `card-changed` when another process changed it in between: nothing is written over it
   */
  replace(words: string, before: Card, after: Card): Promise<Change | null> {
    const asRead = JSON.stringify(before)
    return this.change(words, cards => {
      const now = cards.find(({ id }) => id === before.id)
      if (!now || JSON.stringify(now) !== asRead) throw new RenewError('card-changed', { name: before.name })
      return cards.map(card => (card === now ? after : card))
    })
  }

  /** Gives the answer: as JSON, or as text for where it goes. */
  answer(json: () => object, text: (to: Surface) => string): void {
    this.io.out(this.json ? jsonText(json(), this.surface.isTTY) : text(this.surface))
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
