import type { Card, FieldName, OpenRenewal } from '../../cards/card.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { type Guide, inLanguage, type Localized } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { longDate } from '../../text/dates.ts'
import { displayName } from '../../text/width.ts'
import { languageName, milestonesInWords, moneyInWords, periodInWords } from './guide-words.ts'
import { maskedNumber } from './masked-number.ts'

export interface CardWorld {
  card: Card
  guide: Guide | null
  lang: string
  words: CommandWords
  to: Surface
}

/** Without fields that the program sets, and those with lines of their own. */
export type ShownField = Exclude<
  FieldName,
  'id' | 'guide' | 'links' | 'created' | 'changed' | 'resolved' | 'renewal' | 'history'
>

const FIELDS: { [F in ShownField]: (value: NonNullable<Card[F]>, world: CardWorld) => string } = {
  name: clean,
  holder: clean,
  number: maskedNumber,
  expires: day,
  readings: (readings, world) =>
    listed(
      (['card', 'visa', 'receipt'] as const).filter(place => readings[place]),
      place => `${world.words(`show.reading.${place}`)} ${day(readings[place]!, world)}`,
      world,
    ),
  issued: day,
  zone: clean,
  lead: (period, { words }) => periodInWords(period, words),
  milestones: (milestones, { words }) => milestonesInWords(milestones, words),
  workdays: (id, world) => clean(calendarName(id, world.words), world),
  processing: (period, { words }) => periodInWords(period, words),
  durations: (durations, world) =>
    listed(
      Object.entries(durations),
      ([step, period]) => `${itemName(step, world)} ${periodInWords(period, world.words)}`,
      world,
    ),
  channels: cleanList,
  lang: (code, world) => clean(languageName(code, world.lang), world),
  tags: cleanList,
  note: (note, world) =>
    note
      .split('\n')
      .map(line => clean(line, world))
      .join(' '),
  acknowledged: ({ on }, world) => world.words('show.seen-up-to', { date: day(on, world) }),
  snoozed: ({ until }, world) => day(until, world),
  closed: day,
}

export type RenewalPart =
  | 'method'
  | 'appointment'
  | 'appointmentTime'
  | 'place'
  | 'submitted'
  | 'receipt'
  | 'paid'

const PARTS: { [P in RenewalPart]: (value: NonNullable<OpenRenewal[P]>, world: CardWorld) => string } = {
  method: methodName,
  appointment: day,
  appointmentTime: clean,
  place: clean,
  submitted: day,
  receipt: clean,
  paid: (paid, world) => clean(moneyInWords(paid, world.words), world),
}

/** Returns what a card has in a field, in words; null where that is nothing. */
export function fieldInWords(field: ShownField, world: CardWorld): string | null {
  const value = world.card[field]
  if (field === 'expires' && value === null) return world.words('words.no-end')
  if (field === 'channels' && value === null) return world.words('show.channels-all')
  return isEmpty(value) ? null : FIELDS[field](value as never, world)
}

export const isShownField = (field: FieldName): field is ShownField => Object.hasOwn(FIELDS, field)

/** Returns a part of the renewal under way in words; null where that is nothing. */
export function renewalInWords(part: RenewalPart, world: CardWorld): string | null {
  const value = world.card.renewal?.[part]
  return isEmpty(value) ? null : PARTS[part](value as never, world)
}

export const RENEWAL_PARTS = Object.keys(PARTS) as RenewalPart[]

function isEmpty(value: unknown): boolean {
  return value == null || (Array.isArray(value) && value.length === 0)
}

export function day(date: CivilDate, { words, to }: CardWorld): string {
  return to.isTTY ? longDate(date, words) : date
}

export function clean(text: string, { to }: CardWorld): string {
  return displayName(text, to)
}

export function textIn(text: Localized | undefined, world: CardWorld): string | null {
  return text ? clean(inLanguage(text, world.lang), world) : null
}

export function methodName(id: string, world: CardWorld): string {
  return textIn(world.guide?.methods.find(method => method.id === id)?.text, world) ?? clean(id, world)
}

export function itemName(id: string, world: CardWorld): string {
  const { guide, card } = world
  const items = [...(guide?.materials ?? []), ...(guide?.methods ?? []).flatMap(({ steps }) => steps)]
  const own = card.renewal?.ticks[id]?.own?.text
  return own
    ? clean(own, world)
    : (textIn(items.find(item => item.id === id)?.text, world) ?? clean(id, world))
}

/** The id when a newer version wrote it. */
export function calendarName(id: string, words: CommandWords): string {
  const texts: Readonly<Record<string, string>> = words.texts
  return texts[`workdays.${id}`] ?? id
}

export function listed<T>(items: readonly T[], inWords: (item: T) => string, { words }: CardWorld): string {
  return items.map(inWords).join(words('words.listed'))
}

function cleanList(items: readonly string[], world: CardWorld): string {
  return listed(items, item => clean(item, world), world)
}
