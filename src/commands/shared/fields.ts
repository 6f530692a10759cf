import { type Card, emptyValue, type OpenRenewal } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { findCard } from '../../cards/find-card.ts'
import { NAME_LIMIT, validName, visibleName } from '../../cards/valid-name.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { splitTime } from '../../dates/time-of-day.ts'
import { RenewError } from '../../errors.ts'
import type { Guide } from '../../guides/guide.ts'
import { loadErrorWords } from '../../messages/index.ts'
import type { TypedField } from '../../register/card-row.ts'
import { isOneLine, printable } from '../../text/printable.ts'
import type { OptionsOf, ValueKind, ValueOption } from '../command.ts'
import { findGuideId, findMethodId } from './find-guide.ts'
import { readDate } from './read-date.ts'
import {
  expiryFromReadings,
  noteLastDay,
  readChoice,
  readExpiry,
  readLanguage,
  readLead,
  readMilestones,
  readPeriod,
  readReadings,
  typedList,
  typedPairs,
} from './read-values.ts'

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
type Flag<F extends FlagField = FlagField> = F extends 'lang' ? 'card-lang' : Exclude<F, 'lang'>
const flagOf = (field: FlagField): Flag => (field === 'lang' ? 'card-lang' : field)

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
  milestones: { value: 'list', read: (text: string, { ctx }: FieldWorld) => readMilestones(text, ctx) },
  workdays: { value: 'KZ|weekends|none', read: readWorkdays },
  processing: { value: 'period', read: readPeriod },
  durations: { value: 'step=period,…', read: readDurations },
  channels: { value: 'names', kind: 'channel', read: readChannels },
  lang: { value: 'code', kind: 'language', read: readLanguage },
  tags: { value: 'words', kind: 'tag', read: (text: string) => typedList(text).map(readLine) },
  links: { value: 'cards', kind: 'card', read: readLinks },
  note: { value: 'text', read: readNote },
} as const satisfies Record<FlagField, Field>

const ENTRIES = Object.entries(FIELDS) as [FlagField, Field][]

export const FIELD_OPTIONS = Object.fromEntries(
  ENTRIES.map(([field, { value, kind }]): [string, ValueOption] => [
    `--${flagOf(field)} <${value}>`,
    { words: `field.${flagOf(field)}`, ...(kind && { value: kind }) },
  ]),
) as { [F in FlagField as `--${Flag<F>} <${(typeof FIELDS)[F]['value']}>`]: ValueOption }

/** What was typed, by the parser's name of the flag. */
export type FieldOptions = {
  readonly [F in FlagField as F extends 'lang' ? 'cardLang' : F]?: string | undefined
}

/** Cleared fields are `null` or `[]`. @throws RenewError; `several-wrong` for more than one wrong value */
export async function readFields(options: FieldOptions, world: FieldWorld): Promise<Partial<Card>> {
  const card: Partial<Card> = {}
  const faults: { name: Flag; error: RenewError }[] = []
  for (const [field] of ENTRIES) {
    const text = options[field === 'lang' ? 'cardLang' : field]
    if (text === undefined) continue
    try {
      Object.assign(card, { [field]: await readField(field, text, world) })
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      faults.push({ name: flagOf(field), error })
    }
  }
  if (faults.length > 0) throw await faultOf(faults, world.ctx)
  noteLastDay(card.milestones, world.ctx)
  const earliest = card.readings ? expiryFromReadings(card) : null
  if (!earliest) return card
  const { expires, differ } = earliest
  if (differ) world.ctx.note(world.ctx.words('field.readings-differ', { date: world.ctx.longDate(expires) }))
  return { ...card, expires }
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

/** Reads one field as `add` and `edit` do; an empty text clears it. */
export function readField(field: FlagField, text: string, world: FieldWorld): unknown {
  const { read }: Field = FIELDS[field]
  if (text.trim() !== '') return read(text, world)
  if (field === 'expires') throw new RenewError('expiry-needed', {})
  if (field === 'guide') throw new RenewError('guide-needed', {})
  return emptyValue(field)
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

/** In Node's spelling: `asia/almaty` is `Asia/Almaty`. */
export function readZone(text: string, { ctx }: Pick<FieldWorld, 'ctx'>): string {
  const zone = text.trim()
  if (!ctx.io.isZone(zone)) throw new RenewError('zone-unknown', { value: zone })
  const same = (other: string) => other.toLowerCase() === zone.toLowerCase()
  return Intl.supportedValuesOf('timeZone').find(same) ?? zone
}

function readWorkdays(text: string, { ctx }: FieldWorld): Promise<string> {
  const choices = {
    KZ: ['workdays.KZ', 'guide.workdays.KZ'],
    weekends: ['workdays.weekends'],
    none: ['workdays.none'],
  } as const
  return readChoice(text, choices, ctx.words)
}

function readDurations(text: string): Record<string, string> {
  return Object.fromEntries(typedPairs(text).map(([step, period]) => [readLine(step), readPeriod(period)]))
}

async function readChannels(text: string, { ctx }: FieldWorld): Promise<unknown> {
  const known = Object.keys(ctx.settings.read().channels)
  const names = typedList(text)
  const unknown = names.length === 0 ? text : names.find(name => !known.includes(name))
  if (unknown === undefined) return names
  const isAll = readChoice(text, { all: ['show.channels-all'] }, ctx.words).then(Boolean, () => false)
  if (await isAll) return null
  throw new RenewError('channel-not-found', { name: unknown, known })
}

function readLinks(text: string, { ctx }: FieldWorld): string[] {
  return typedList(text).map(name => findCard(ctx.cards.cards(), name).id)
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

export const RENEWAL_OPTIONS = {
  '--method <id>': { words: 'field.method', value: 'method' },
  '--appointment <date>': 'field.appointment',
  '--place <text>': 'field.place',
} as const

/** A new appointment has no time unless one is typed. @throws RenewError `appointment-needed` */
export async function readRenewal(
  { method, appointment, place }: OptionsOf<typeof RENEWAL_OPTIONS>,
  { guide, renewal, today }: { guide: Guide | null; renewal: OpenRenewal | null; today: CivilDate },
  ctx: Context,
): Promise<Partial<OpenRenewal> | null> {
  const changes: Partial<OpenRenewal> = {}
  if (method !== undefined) changes.method = findMethodId(method, guide, ctx)
  if (appointment !== undefined) {
    const { date, time } = splitTime(appointment)
    changes.appointment = date === '' ? null : await readDate(date, today, ctx)
    changes.appointmentTime = date === '' ? null : time
    if (date === '') changes.place = null
  }
  if (place !== undefined) {
    changes.place = place.trim() === '' ? null : readLine(place)
    const booked = changes.appointment === undefined ? renewal?.appointment : changes.appointment
    if (changes.place !== null && !booked) throw new RenewError('appointment-needed', {})
  }
  return Object.keys(changes).length > 0 ? changes : null
}
