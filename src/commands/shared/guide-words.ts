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
import type { AllWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { type Paint, paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { displayName } from '../../text/width.ts'
import type { Sentence, Span } from '../../text/wrap.ts'

/** Returns a period in words; a text that is not a period as it is. */
export function periodInWords(period: string, words: AllWords): string {
  const parts = parsePeriod(period)
  return parts ? words.dates.period(parts) : printable(period)
}

/** Milestones with a name instead of a period. */
const NAMED = [
  'lead',
  'filing-opens',
  'filing-closes',
  'file-by',
  'last-working-day',
  'needed',
  'appointment-1d',
  'appointment',
] as const

/** Returns a milestone's id (`14d`, `3wd`, `file-by`, `ask+7d`, `+2d`) in words. */
export function milestoneText(id: string, words: AllWords): string {
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

/** Returns milestones in words. */
export function milestonesInWords(ids: readonly string[], words: AllWords): string {
  return ids.map(id => printable(milestoneText(id, words))).join(words('words.listed'))
}

/** Returns the name of a language in the reader's language; its code when it has none. */
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

  constructor(
    readonly guide: Guide,
    readonly lang: string,
    readonly words: AllWords,
    readonly to: Surface,
  ) {
    this.paint = paintFor(to)
  }

  of(text: Localized): string {
    return displayName(inLanguage(text, this.lang), this.to)
  }

  period(period: string): string {
    return periodInWords(period, this.words)
  }

  /** Returns a fact with the trust of its source; null is unknown. */
  fact(value: string | null, source: string | null): Sentence {
    if (value === null) return [{ text: this.words('words.unknown'), style: this.paint.dim }]
    return [{ text: value }, ...this.trust(source)]
  }

  /** Returns the trust of a source. */
  trust(key: string | null): Span[] {
    const source = key === null ? undefined : this.guide.sources[key]
    if (!source) return []
    const style = source.trust === 'official' || source.trust === 'own' ? this.paint.good : this.paint.warn
    return [
      { text: ' · ', style: this.paint.dim },
      { text: this.words(`trust.${source.trust}`), style },
    ]
  }

  /** Returns the conditions a paper must meet. */
  asked({ required, oneOf, outlives, card, blankPages, maxAge, duration }: Material): string[] {
    const { words } = this
    const said: string[] = []
    if (oneOf) {
      const all = oneOf.map(one => this.of(one.text)).join(words('words.comma'))
      said.push(words('guide.bring.one-of', { all }))
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

  /** Returns an amount or a range; null when unknown. */
  fee(fee: Fee | null): string | null {
    const ends = [...new Set([fee?.min, fee?.max].filter(one => one != null))]
    return fee && ends.length > 0 ? `${ends.map(grouped).join('–')} ${fee.currency}` : null
  }

  /** Returns the cost and gain of the fast procedure; null when none is known. */
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

  /** Returns a source with its date, when it was checked, and its note. */
  source(source: Source): Sentence[] {
    const { words, paint } = this
    const checked =
      source.checked === null
        ? words('guide.source.never-checked')
        : words('guide.source.checked', { date: longDate(source.checked, words) })
    return [
      [{ text: this.of(source.title), style: paint.bold }],
      [
        { text: words(`trust.${source.trust}`) },
        ...(source.dated
          ? [{ text: words('words.comma') + words('guide.source.dated', { date: source.dated }) }]
          : []),
        { text: words('words.comma') + checked },
      ],
      ...(source.note ? [this.of(source.note)] : []),
      ...(source.url ? [[{ text: printable(source.url), style: paint.command }]] : []),
    ]
  }
}

/** Separates thousands by no-break spaces. */
function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '\u00a0')
}
