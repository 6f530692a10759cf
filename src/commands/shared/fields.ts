import { type Card, emptyValue, nameKey, type OpenRenewal } from '../../cards/card.ts'
import { findCard } from '../../cards/find-card.ts'
import { NAME_LIMIT } from '../../cards/name-limit.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { isPermanentWord } from '../../dates/no-date-words.ts'
import { after, type Period, parsePeriod } from '../../dates/period.ts'
import { readPeriodText } from '../../dates/period-words.ts'
import { splitTime } from '../../dates/time-of-day.ts'
import { RenewError } from '../../errors.ts'
import type { Guide } from '../../guides/guide.ts'
import {
  chosenLanguage,
  LANGUAGES,
  type Language,
  languageChoices,
  loadErrorWords,
} from '../../messages/index.ts'
import type { TypedField } from '../../register/card-row.ts'
import { isMilestoneText } from '../../schedule/milestones.ts'
import { longDate } from '../../text/dates.ts'
import { isOneLine, printable } from '../../text/printable.ts'
import type { Options, ValueKind } from '../command.ts'
import { confirm } from './ask.ts'
import { findGuideId, findMethodId, withId } from './find-guide.ts'
import { languageName } from './guide-words.ts'
import { readChoice } from './read-choice.ts'
import { readDate } from './read-date.ts'

interface FieldWorld {
  ctx: Context
  /** The civil date in the card's zone, from which relative dates count. */
  today: CivilDate
}

interface Field {
  value: string
  kind?: ValueKind
  read(text: string, world: FieldWorld): unknown
}

const LONGEST_NOTE = 2000

/** `add` and `edit` read the name by themselves. */
export type FlagField = Exclude<TypedField, 'name'>
/** A flag has its field's name, but `--lang` is the language of the command. */
type Flag = Exclude<FlagField, 'lang'> | 'card-lang'

const keyOf = (flag: Flag): FlagField => (flag === 'card-lang' ? 'lang' : flag)
const flagOf = (key: FlagField): Flag => (key === 'lang' ? 'card-lang' : key)

const FIELDS = {
  expires: { value: 'date', read: readExpiry },
  guide: { value: 'id', kind: 'guide', read: (text, { ctx }) => findGuideId(text, ctx) },
  holder: { value: 'name', kind: 'holder', read: readLine },
  number: { value: 'text', read: readLine },
  issued: { value: 'date', read: readDay },
  readings: {
    value: 'card=date,visa=date',
    read: (text: string, world: FieldWorld) => readReadings(text, date => readDay(date, world), world.ctx),
  },
  zone: { value: 'zone', kind: 'zone', read: readZone },
  lead: { value: 'period', read: readLead },
  milestones: { value: 'list', read: readMilestones },
  workdays: { value: 'KZ|weekends|none', read: readWorkdays },
  processing: { value: 'period', read: readProcessing },
  durations: { value: 'step=period,…', read: readDurations },
  channels: { value: 'names', kind: 'channel', read: readChannels },
  'card-lang': { value: 'code', kind: 'language', read: readLanguage },
  tags: { value: 'words', kind: 'tag', read: (text: string) => typedList(text).map(readLine) },
  links: { value: 'cards', kind: 'card', read: readLinks },
  note: { value: 'text', read: readNote },
} satisfies Record<Flag, Field>

/** By the parser's name of the flag (`cardLang`). */
export type FieldOptions = Record<string, unknown>

export const FIELD_OPTIONS: Options = Object.fromEntries(
  (Object.entries(FIELDS) as [Flag, Field][]).map(([name, { value, kind }]) => [
    `--${name} <${value}>`,
    { words: `field.${name}`, ...(kind && { value: kind }) },
  ]),
)

/** Cleared fields are `null` or `[]`. @throws RenewError; `several-wrong` for more than one wrong value */
export async function readFields(options: FieldOptions, world: FieldWorld): Promise<Partial<Card>> {
  const read: Record<string, unknown> = {}
  const faults: { name: Flag; error: RenewError }[] = []
  for (const [name, field] of Object.entries(FIELDS) as [Flag, Field][]) {
    const text = options[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())]
    if (typeof text !== 'string') continue
    try {
      read[keyOf(name)] = await readText(name, field, text, world)
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      faults.push({ name, error })
    }
  }
  if (faults.length > 0) throw await faultOf(faults, world.ctx)
  const card = read as Partial<Card>
  noteLastDay(card.milestones, world.ctx)
  return card.readings ? { ...card, ...expiryFromReadings(card, world.ctx) } : card
}

async function faultOf(
  faults: readonly { name: Flag; error: RenewError }[],
  { words, lang }: Context,
): Promise<RenewError> {
  if (faults.length === 1) return faults[0]!.error
  const { errorText } = await import('../../error-text.ts')
  const errorWords = await loadErrorWords(lang)
  const lines = faults.map(({ name, error }) => {
    const { message, hint } = errorText(error, errorWords)
    return words('line.option', { name, message, hint })
  })
  return new RenewError('several-wrong', { count: faults.length, lines })
}

export function readField(key: FlagField, text: string, world: FieldWorld): unknown {
  const name = flagOf(key)
  return readText(name, FIELDS[name], text, world)
}

function readText(name: Flag, field: Field, text: string, world: FieldWorld): unknown {
  return text.trim() === '' ? cleared(name) : field.read(text, world)
}

function cleared(name: Flag): unknown {
  if (name === 'expires') throw new RenewError('expiry-needed', {})
  if (name === 'guide') throw new RenewError('guide-needed', {})
  return emptyValue(keyOf(name))
}

/** Returns null for a card without end. */
export async function readExpiry(text: string, world: FieldWorld): Promise<CivilDate | null> {
  return isPermanentWord(text) ? null : readDay(text, world)
}

function readDay(text: string, { ctx, today }: FieldWorld): Promise<CivilDate> {
  return readDate(text, today, ctx)
}

export function readLine(text: string): string {
  return checkedText(text.trim(), NAME_LIMIT)
}

function readNote(text: string): string {
  checkedText(text.replace(/[\n\t]/g, ' '), LONGEST_NOTE)
  return text
}

function checkedText(value: string, limit: number): string {
  if (!isOneLine(value)) throw new RenewError('text-unprintable', { value })
  if ([...value].length > limit) throw new RenewError('text-too-long', { limit, value })
  return value
}

/** Returns the zone in Node's spelling (`asia/almaty` is `Asia/Almaty`). */
export function readZone(text: string, { ctx }: Pick<FieldWorld, 'ctx'>): string {
  const zone = text.trim()
  if (!ctx.io.isZone(zone)) throw new RenewError('zone-unknown', { value: zone })
  const same = (other: string) => other.toLowerCase() === zone.toLowerCase()
  return Intl.supportedValuesOf('timeZone').find(same) ?? zone
}

/**
 * Returns a period, in short form or in words, as it is stored.
 * @param how `calendar`: without working days
 * @throws RenewError `period-invalid`
 */
export function readPeriod(text: string, how: { calendar?: boolean } = {}): string {
  const stored = readPeriodText(text)
  if (stored === null || (how.calendar && parsePeriod(stored)!.workdays > 0))
    throw new RenewError('period-invalid', { value: text })
  return stored
}

function readLead(text: string): string {
  const lead = readPeriod(text, { calendar: true })
  if (isNothing(lead)) throw new RenewError('lead-zero', { value: text })
  return lead
}

export function readProcessing(text: string): string {
  return readPeriod(text)
}

const isNothing = (period: string): boolean =>
  Object.values(parsePeriod(period) ?? { other: 1 }).every(count => count === 0)

export function readMilestones(text: string): string[] {
  const typed = typedList(text)
  const milestones = typed.map(one => (isMilestoneText(one) ? one : readPeriodText(one)))
  const wrong = milestones.length === 0 ? text : typed[milestones.indexOf(null)]
  if (wrong !== undefined) throw new RenewError('milestone-invalid', { value: wrong })
  return milestones as string[]
}

/** The last day is reminded of too where the milestones do not name it (§8). */
export function noteLastDay(milestones: readonly string[] | null | undefined, ctx: Context): void {
  if (milestones && milestones.length > 0 && !milestones.some(isNothing))
    ctx.note(ctx.words('note.last-day-too'))
}

function readWorkdays(text: string, { ctx }: FieldWorld): Promise<string> {
  const choices = {
    KZ: ['workdays.KZ', 'guide.workdays.KZ'],
    weekends: ['workdays.weekends', 'guide.workdays.weekends'],
    none: ['workdays.none', 'guide.workdays.none'],
  } as const
  return readChoice(text, choices, ctx.words)
}

function readDurations(text: string): Record<string, string> {
  return Object.fromEntries(
    typedPairs(text).map(([step, period]) => [readLine(step), readProcessing(period)]),
  )
}

function readChannels(text: string, { ctx }: FieldWorld): string[] {
  const known = Object.keys(ctx.settings.read().channels)
  const names = typedList(text)
  const unknown = names.length === 0 ? text : names.find(name => !known.includes(name))
  if (unknown !== undefined) throw new RenewError('channel-not-found', { name: unknown, known })
  return names
}

export async function readLanguage(text: string): Promise<string> {
  const language = languageNamed(text)
  if (!language) throw new RenewError('not-a-choice', { name: text, choices: languageChoices() })
  return language
}

const LANGUAGE_NAMES: Record<string, Language> = {
  ...{ 汉语: 'zh', 简体中文: 'zh', 中国话: 'zh', 英文: 'en', 俄文: 'ru', 哈萨克文: 'kk', 哈语: 'kk' },
  ...{ 'по-русски': 'ru', 'по-казахски': 'kk', 'по-английски': 'en', 'по-китайски': 'zh', китайский: 'zh' },
  ...{ орысша: 'ru', ағылшынша: 'en', қытайша: 'zh' },
}

/** Reads a code, a locale or a name in any of our languages (`zh`, `zh-CN`, `中文`, `Chinese`). */
export function languageNamed(text: string): Language | null {
  const typed = text.trim().toLowerCase()
  const codes = Object.keys(LANGUAGES) as Language[]
  const named = codes.find(code => codes.some(reader => languageName(code, reader).toLowerCase() === typed))
  const other = Object.hasOwn(LANGUAGE_NAMES, typed) ? LANGUAGE_NAMES[typed] : undefined
  return named ?? other ?? chosenLanguage({ flag: typed, env: {}, setting: null })
}

function readLinks(text: string, { ctx }: FieldWorld): string[] {
  return typedList(text).map(name => findCard(ctx.cards.cards(), name).id)
}

/** Returns the words of a list separated by commas, Chinese ones too. */
export const typedList = (text: string): string[] => text.split(/[,，、]/).flatMap(part => part.trim() || [])

/** Each name once. @throws RenewError `pair-invalid` */
export function typedPairs(text: string): [string, string][] {
  const keys = new Set<string>()
  return typedList(text).map(part => {
    const [key, value, ...more] = part.split('=').map(word => word.trim())
    if (!key || !value || more.length > 0 || keys.has(key))
      throw new RenewError('pair-invalid', { value: part })
    keys.add(key)
    return [key, value]
  })
}

const PLACES = {
  card: ['card', '证件', '卡', 'карта', 'карточка', 'құжат'],
  visa: ['visa', '签证', 'виза'],
  receipt: ['receipt', '回执', '收据', 'квитанция', 'расписка', 'түбіртек'],
}

export async function readReadings(
  text: string,
  readDay: (text: string) => Promise<CivilDate>,
  { words }: Pick<Context, 'words'>,
): Promise<Card['readings']> {
  const readings: Record<string, CivilDate> = {}
  for (const [where, date] of typedPairs(text)) {
    const place = Object.entries(PLACES).find(([, names]) => names.includes(nameKey(where)))?.[0]
    if (place === undefined || place in readings) {
      const inWords = (id: string) =>
        withId(words(`show.reading.${id as keyof typeof PLACES}`), id, { words })
      throw new RenewError('not-a-choice', { name: where, choices: Object.keys(PLACES).map(inWords) })
    }
    readings[place] = await readDay(date)
  }
  return readings
}

/** Returns the earliest date that was read, which is the expiry (§4); null where there is none. */
export function earliestReading({
  readings,
  expires,
}: Pick<Partial<Card>, 'readings' | 'expires'>): { expires: CivilDate; differ: boolean } | null {
  const dates = Object.values(readings ?? {}).filter(date => typeof date === 'string')
  const said = expires === undefined ? dates : [...dates, expires]
  const [earliest] = said.filter(date => date !== null).sort()
  return earliest ? { expires: earliest, differ: new Set(said).size > 1 } : null
}

export function expiryFromReadings(card: Partial<Card>, ctx: Context): Partial<Card> {
  const earliest = earliestReading(card)
  if (!earliest) return {}
  if (earliest.differ) ctx.note(ctx.words('field.readings-differ', { date: ctx.longDate(earliest.expires) }))
  return { expires: earliest.expires }
}

/** @throws RenewError where §4 does not allow the name */
export function validName(text: string): string {
  const name = text.trim()
  if (name === '') throw new RenewError('name-empty', {})
  if ([...name].length > NAME_LIMIT) throw new RenewError('name-too-long', { limit: NAME_LIMIT, name })
  if (!isOneLine(name)) throw new RenewError('name-unprintable', { name })
  return name
}

/** No other card may have the name; one that only looks alike is noted. */
export function readName(text: string, others: readonly Card[], ctx: Context): string {
  const name = validName(text)
  const key = nameKey(name)
  const twin = others.find(other => nameKey(other.name) === key || other.id === name)
  if (twin) throw new RenewError('name-taken', { name: twin.name, expires: twin.expires })
  const seen = visibleName(name)
  const like = others.find(other => visibleName(other.name) === seen)
  if (like) ctx.note(ctx.words('note.lookalike', { name: printable(name), other: printable(like.name) }))
  return name
}

/** Returns a name as it looks: compatible forms alike, without invisible characters. */
export function visibleName(name: string): string {
  return nameKey(name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
}

/** A longer time is likely a typing error (R10). */
export const FAR_EXPIRY: Period = { years: 15, months: 0, weeks: 0, days: 0, workdays: 0 }

export async function confirmExpiry(
  expires: CivilDate | null,
  today: CivilDate,
  ctx: Context,
): Promise<void> {
  if (expires !== null && expires > after(today, FAR_EXPIRY))
    await confirm(ctx.words('ask.far-expiry', { date: ctx.longDate(expires) }), ctx)
}

/** R10 */
export function assertIssued(
  { issued, expires }: Pick<Card, 'issued' | 'expires'>,
  today: CivilDate,
  { words }: Context,
): void {
  if (issued === null) return
  const date = longDate(issued, words)
  if (issued > today) throw new RenewError('issued-ahead', { date })
  if (expires !== null && issued > expires)
    throw new RenewError('issued-after-expiry', { date, expires: longDate(expires, words) })
}

export const RENEWAL_OPTIONS: Options = {
  '--method <id>': { words: 'field.method', value: 'method' },
  '--appointment <date>': 'field.appointment',
  '--place <text>': 'field.place',
}

/**
 * An empty value clears one. A new appointment has no time unless one is typed; without an appointment there is no
 * place.
 * @throws RenewError `appointment-needed`
 */
export async function readRenewal(
  { method, appointment, place }: FieldOptions,
  { guide, renewal, today }: { guide: Guide | null; renewal: OpenRenewal | null; today: CivilDate },
  ctx: Context,
): Promise<Partial<OpenRenewal> | null> {
  const changes: Partial<OpenRenewal> = {}
  if (typeof method === 'string') changes.method = findMethodId(method, guide, ctx)
  if (typeof appointment === 'string') {
    const { date, time } = splitTime(appointment)
    changes.appointment = date === '' ? null : await readDate(date, today, ctx)
    changes.appointmentTime = date === '' ? null : time
    if (date === '') changes.place = null
  }
  if (typeof place === 'string') {
    changes.place = place.trim() === '' ? null : readLine(place)
    const booked = changes.appointment === undefined ? renewal?.appointment : changes.appointment
    if (changes.place !== null && !booked) throw new RenewError('appointment-needed', {})
  }
  return Object.keys(changes).length > 0 ? changes : null
}
