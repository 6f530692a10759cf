import type { Card, Money } from '../../cards/card.ts'
import { isCivilDate } from '../../dates/civil-date.ts'
import { parsePeriod } from '../../dates/period.ts'
import {
  type Fee,
  type Guide,
  inLanguage,
  type Localized,
  type Material,
  type Method,
  type Source,
} from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { longDate, shortDate } from '../../text/dates.ts'
import { type Paint, paintFor } from '../../text/paint.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence, Span } from '../../text/wrap.ts'

/** A text that is not a period stays as it is. */
export function periodInWords(period: string, words: CommandWords): string {
  const parts = parsePeriod(period)
  return parts ? words.dates.period(parts) : printable(period)
}

const NAMED = [
  'lead',
  'filing-opens',
  'filing-closes',
  'file-by',
  'last-working-day',
  'needed',
  'appointment-1d',
  'appointment',
  'appointment+1d',
] as const

/** Returns a milestone's id (`14d`, `3wd`, `file-by`, `ask+7d`, `+2d`) in words. */
export function milestoneText(id: string, words: CommandWords): string {
  const named = NAMED.find(name => name === id)
  if (named) return words(`milestone.${named}`)
  if (id.startsWith('ask+')) return words('milestone.ask')
  const over = /^\+(\d+)d$/.exec(id)?.[1]
  if (over) return words('milestone.over', { days: Number(over) })
  const period = parsePeriod(id)
  // A newer version may have written it.
  if (period === null) return id
  if (Object.values(period).every(part => part === 0)) return words('milestone.last-day')
  const values = { period: words.dates.period(period) }
  return period.workdays > 0
    ? words('milestone.before-working-day', values)
    : words('milestone.before', values)
}

export function milestonesInWords(ids: readonly string[], words: CommandWords): string {
  return ids.map(id => printable(milestoneText(id, words))).join(words('words.listed'))
}

/** Says that nobody chose the guide of a document, with the commands that change it. */
export function guideByDefault({ name, guide, guideBy }: Card, words: CommandWords): [string, string][] {
  if (guideBy !== 'default') return []
  const keep = `renew edit ${shellWord(name)} --guide ${guide}`
  return [
    [words('guide.by-default'), keep],
    [words('guide.other-kind'), otherGuideCommand({ name, guide })],
  ]
}

export function otherGuideCommand({ name, guide }: Pick<Card, 'name' | 'guide'>): string {
  return `renew edit ${shellWord(name)} --guide ${guide === 'passport' ? 'visa' : 'passport'}`
}

/** In the reader's language; the code when it has no name. */
export function languageName(code: string, lang: string): string {
  try {
    return new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code
  } catch {
    return printable(code)
  }
}

/** A guide's facts in the reader's language, cleaned. */
export class GuideWords {
  readonly paint: Paint
  readonly sources: readonly string[]

  constructor(
    readonly guide: Guide,
    readonly lang: string,
    readonly words: CommandWords,
    readonly to: Surface,
  ) {
    this.paint = paintFor(to)
    const named = sourcesNamedIn(guide)
    const count = (key: string): number => named.filter(name => name === key).length
    this.sources = Object.keys(guide.sources).sort((a, b) => count(b) - count(a))
  }

  of(text: Localized): string {
    return displayName(inLanguage(text, this.lang), this.to)
  }

  period(period: string): string {
    return periodInWords(period, this.words)
  }

  fact(
    value: string | null,
    { source, usually }: { source: string | null; usually?: boolean | undefined },
  ): Span[] {
    if (value === null) return [{ text: this.words('words.unknown'), style: this.paint.dim }]
    const text = usually ? this.words('guide.usually', { value }) : value
    return [{ text }, ...this.mark(source)]
  }

  said({ text, source }: { text: Localized; source: string | null }): Span[] {
    return [{ text: this.of(text) }, ...this.mark(source)]
  }

  /** Of the source of most facts. */
  trust(): Sentence | null {
    const [main] = this.sources
    if (main === undefined) return null
    const { title, trust } = this.guide.sources[main]!
    const values = { trust: this.words(`trust.${trust}`), title: this.of(title) }
    return this.sources.length > 1
      ? this.words('guide.trust.unless-marked', values)
      : this.words('guide.trust.all', values)
  }

  /** Only for a source that is not that of most facts. */
  mark(key: string | null): Span[] {
    const { words, paint } = this
    const at = key === null ? -1 : this.sources.indexOf(key)
    if (at === 0) return []
    const text = at < 0 ? words('guide.trust.no-source') : words(`trust.${this.guide.sources[key!]!.trust}`)
    return [{ text: ` · ${text}${at < 0 ? '' : ` [${at + 1}]`}`, style: paint.warn }]
  }

  asked({ required, oneOf, orOther, outlives, card, blankPages, maxAge, duration }: Material): string[] {
    const { words } = this
    const said: string[] = []
    if (oneOf) {
      const names = oneOf.map(one => this.of(one.text))
      const all = names.join(words('words.listed'))
      said.push(
        orOther
          ? words('guide.bring.for-example', { all: names.join(words('guide.or')) })
          : words('guide.bring.one-of', { all }),
      )
    }
    if (required === 'unknown') said.push(words('guide.bring.depends'))
    if (required === 'no') said.push(words('guide.bring.optional'))
    if (outlives !== null || card === 'passport') {
      // By default a passport must last as long as the new card (§5).
      const isMargin = outlives !== null && /[1-9]/.test(outlives)
      said.push(words('guide.bring.outlives', { period: isMargin ? this.period(outlives) : null }))
    }
    if (blankPages !== null) said.push(words('guide.bring.pages', { count: blankPages }))
    if (maxAge !== null) said.push(words('guide.bring.max-age', { period: this.period(maxAge) }))
    if (duration !== null) said.push(words('guide.bring.takes', { period: this.period(duration) }))
    return said
  }

  fee(fee: Fee | null): string | null {
    const ends = [...new Set([fee?.min, fee?.max].filter(one => one != null))]
    if (!fee || ends.length === 0) return null
    const amount = amountInWords(ends, fee.currency, this.words)
    if (!fee.notIncluded) return amount
    return this.words('guide.fee.without', { amount, what: this.of(fee.notIncluded) })
  }

  faster({ expedite }: Method): string | null {
    if (!expedite.value) return null
    const { fee, saves } = expedite.value
    const amount = this.fee(fee)
    const said = [
      amount === null ? this.words('guide.way.extra') : this.words('guide.way.extra-fee', { fee: amount }),
      ...(saves === null ? [] : [this.words('guide.way.saves', { period: this.period(saves) })]),
    ]
    return said.join(this.words('words.comma'))
  }

  source(key: string): Sentence[] {
    const { words, paint } = this
    const source: Source = this.guide.sources[key]!
    const checked =
      source.checked === null
        ? words('guide.source.never-checked')
        : words('guide.source.checked', { date: longDate(source.checked, words) })
    return [
      [{ text: `[${this.sources.indexOf(key) + 1}] ${this.of(source.title)}`, style: paint.bold }],
      words('guide.source.facts', {
        trust: words(`trust.${source.trust}`),
        dated: source.dated === null ? null : partialDate(source.dated, words),
        checked,
      }),
      ...(source.note ? [this.of(source.note)] : []),
      ...(source.url ? [[{ text: printable(source.url), style: paint.command }]] : []),
    ]
  }
}

function sourcesNamedIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, inner]) =>
    key === 'source' && typeof inner === 'string' ? [inner] : sourcesNamedIn(inner),
  )
}

/** Takes `2025`, `2025-05` and `2025-05-20`. */
function partialDate(text: string, words: CommandWords): string {
  const [year = 0, month, day] = text.split('-').map(Number)
  if (month === undefined) return words('guide.source.year', { year })
  if (day === undefined) return words.dates.monthTitle({ year, month })
  return isCivilDate(text) ? shortDate(text, words) : text
}

/** Returns amounts of money as a language writes them, such as `15 000 ₸`. */
export function moneyInWords(amounts: readonly Money[], words: CommandWords): string {
  return amounts
    .map(({ amount, currency }) => amountInWords([amount], currency, words))
    .join(words('words.listed'))
}

function amountInWords(ends: readonly string[], currency: string, words: CommandWords): string {
  const known: string | undefined = words.texts[`currency.${currency as 'KZT'}`]
  const between = words('number.group')
  const amounts = ends.map(end => end.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, between))
  return `${amounts.join('–')} ${known ?? currency}`
}
