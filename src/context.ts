import { Ask } from './ask.ts'
import { CallContext } from './call-context.ts'
import { type Card, nameKey } from './cards/card.ts'
import type { Change } from './cards/changes.ts'
import { findCard } from './cards/find-card.ts'
import type { CardStore } from './cards/store.ts'
import { RenewError } from './errors.ts'
import { errorLine } from './explain.ts'
import { jsonText } from './json-text.ts'
import { isLanguage, LANGUAGES } from './messages/index.ts'
import { Progress } from './progress.ts'
import { type CivilDate, partsOf } from './schedule/civil-date.ts'
import type { Settings } from './settings.ts'
import { printable } from './views/printable.ts'
import type { Io, Surface } from './world.ts'

/** What the options that all commands share have said. */
export interface CommonOptions {
  json?: boolean
  yes?: boolean
  on?: string
  lang?: string
  color?: boolean
}

/** What a command may reach: what every call has, and questions, names of cards, dates in words and changes. */
export class Context extends CallContext {
  readonly ask: Ask
  readonly progress: Progress
  #yes = false

  private constructor(io: Io, call: { lang: string | null; json: boolean }) {
    const progress = new Progress(io, () => this.text)
    super(progress.io, call)
    this.progress = progress
    this.ask = new Ask(
      progress.io,
      () => this.#yes,
      error => errorLine(error, this.text),
      () => ({ active: this.text['ask.yes'], inactive: this.text['ask.no'] }),
    )
  }

  /** The context of one call, with all words of the reader's language (§12). */
  static override async open(io: Io, call: { lang: string | null; json: boolean }): Promise<Context> {
    const ctx = new Context(io, call)
    await ctx.loadText()
    return ctx
  }

  /** The cards on disk; where reading them takes its time, that is told. */
  override get cards(): CardStore {
    const store = super.cards
    store.onLongRead = () => this.progress.step('read', true)
    return store
  }

  /** Takes what the shared options of the typed command say. */
  async take(options: CommonOptions): Promise<void> {
    if (options.lang !== undefined && !isLanguage(options.lang)) {
      throw new RenewError('not-a-choice', { name: options.lang, choices: Object.keys(LANGUAGES).join(', ') })
    }
    this.json = options.json ?? this.json
    this.#yes = options.yes ?? false
    this.useColors(options.color)
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

  /** Now as it is stored: RFC 3339 with offset. */
  timestamp(): string {
    return this.io.timestamp(this.io.now())
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
    this.progress.step('write', this.cards.isLarge)
    const change = await this.cards.change(words, this.timestamp(), edit)
    this.changed = true
    return change
  }

  /** Takes back the change that was shown. @throws RenewError `undo-changed` when another came in between */
  async undo(change: Change['id']): Promise<void> {
    this.progress.step('write', this.cards.isLarge)
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

  /** Gives an answer that may be long: on a terminal, what does not fit the screen goes through the user's pager. */
  async answerLong(json: () => object, text: (to: Surface) => string): Promise<void> {
    if (this.json) this.answer(json, text)
    else await this.show(text(this.surface))
  }
}
