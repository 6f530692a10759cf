import { type Card, NAME_LIMIT, nameKey } from '../../cards/card.ts'
import { findCard } from '../../cards/find-card.ts'
import { emptyValue } from '../../cards/new-card.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { isPermanentWord } from '../../dates/date-input.ts'
import { parsePeriod } from '../../dates/period.ts'
import { RenewError } from '../../errors.ts'
import { LANGUAGES } from '../../messages/index.ts'
import type { TypedField } from '../../register/card-row.ts'
import { isMilestoneText } from '../../schedule/milestones.ts'
import { nearest } from '../../text/nearest.ts'
import { isOneLine, printable } from '../../text/printable.ts'
import type { Options, ValueKind } from '../command.ts'
import { readDate } from './typed-dates.ts'

/** What a flag's text is read against. */
interface FieldWorld {
  ctx: Context
  /** The civil date in the card's zone, from which relative dates count. */
  today: CivilDate
}

interface Field {
  /** What stands for the value in the help. */
  value: string
  /** What the value is, where what stands for it does not say so. */
  kind?: ValueKind
  read(text: string, world: FieldWorld): unknown
}

const LONGEST_NOTE = 2000

/** A stored field with a flag; `edit --name` and `add NAME` read the name. */
export type FlagField = Exclude<TypedField, 'name'>
/** The flag's name is the field's, but `--lang` is the language of the command itself. */
type Flag = Exclude<FlagField, 'lang'> | 'card-lang'

const keyOf = (flag: Flag): FlagField => (flag === 'card-lang' ? 'lang' : flag)
const flagOf = (key: FlagField): Flag => (key === 'lang' ? 'card-lang' : key)

/** The stored fields that have a flag of their name on `add` and `edit` (§4); an empty value clears one. */
const FIELDS = {
  expires: { value: 'date', read: readExpiry },
  guide: { value: 'id', kind: 'guide', read: readGuideId },
  holder: { value: 'name', kind: 'holder', read: readLine },
  number: { value: 'text', read: readLine },
  issued: { value: 'date', read: readDay },
  readings: {
    value: 'card=date,visa=date',
    read: (text: string, world: FieldWorld) => readReadings(text, date => readDay(date, world)),
  },
  zone: { value: 'zone', kind: 'zone', read: readZone },
  lead: { value: 'period', read: readPeriod },
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

/** What was typed for the fields, by flag as the parser names it (`cardLang`). */
export type FieldOptions = Record<string, unknown>

/** The options of all fields. */
export const FIELD_OPTIONS: Options = Object.fromEntries(
  (Object.entries(FIELDS) as [Flag, Field][]).map(([name, { value, kind }]) => [
    `--${name} <${value}>`,
    { words: `field.${name}`, ...(kind && { value: kind }) },
  ]),
)

/**
 * Reads the fields that were typed. Nothing is stored here; the first one that cannot be understood is refused.
 * @returns the fields of a card that were given, cleared ones as `null` or `[]`
 */
export async function readFields(options: FieldOptions, world: FieldWorld): Promise<Partial<Card>> {
  const read: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(FIELDS) as [Flag, Field][]) {
    const text = options[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())]
    if (typeof text !== 'string') continue
    read[keyOf(name)] = await readText(name, field, text, world)
  }
  const card = read as Partial<Card>
  return card.readings ? { ...card, ...expiryFromReadings(card, world.ctx) } : card
}

/** Reads one stored field, by its key, as `add` and `edit` would; an empty text clears it. */
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

/** A last valid day as typed; null for a card without end. */
export async function readExpiry(text: string, world: FieldWorld): Promise<CivilDate | null> {
  return isPermanentWord(text) ? null : readDay(text, world)
}

/** A date as typed. */
function readDay(text: string, { ctx, today }: FieldWorld): Promise<CivilDate> {
  return readDate(text, today, ctx)
}

/** One line of the user's own words. */
export function readLine(text: string): string {
  const line = text.trim()
  if (!isOneLine(line)) throw new RenewError('text-unprintable', { value: line })
  if ([...line].length > NAME_LIMIT) throw new RenewError('text-too-long', { limit: NAME_LIMIT, value: line })
  return line
}

function readNote(text: string): string {
  if (!isOneLine(text.replace(/[\n\t]/g, ' '))) throw new RenewError('text-unprintable', { value: text })
  if ([...text].length > LONGEST_NOTE)
    throw new RenewError('text-too-long', { limit: LONGEST_NOTE, value: text })
  return text
}

async function readGuideId(text: string, { ctx }: FieldWorld): Promise<string> {
  const id = text.trim()
  if ((await ctx.guides.find(id)).guide) return id
  throw new RenewError('guide-not-found', { name: id, nearest: nearest(id, await ctx.guides.ids()) })
}

/** A zone that Node knows, in its own letters where it was typed in others (`asia/almaty`). */
export function readZone(text: string, { ctx }: Pick<FieldWorld, 'ctx'>): string {
  const zone = text.trim()
  if (!ctx.io.isZone(zone)) throw new RenewError('zone-unknown', { value: zone })
  const same = (other: string) => other.toLowerCase() === zone.toLowerCase()
  return Intl.supportedValuesOf('timeZone').find(same) ?? zone
}

/** A period of the calendar; working days are no lead, since they are counted from a day that depends on it. */
function readPeriod(text: string): string {
  const period = parsePeriod(text.trim())
  if (!period || period.workdays > 0) throw new RenewError('period-invalid', { value: text })
  return text.trim()
}

function readProcessing(text: string): string {
  if (!parsePeriod(text.trim())) throw new RenewError('period-invalid', { value: text })
  return text.trim()
}

/** Milestones as the setting and the cards take them, separated by commas; none at all would be silence. */
export function readMilestones(text: string): string[] {
  const milestones = typedList(text)
  const wrong = milestones.length === 0 ? text : milestones.find(milestone => !isMilestoneText(milestone))
  if (wrong !== undefined) throw new RenewError('milestone-invalid', { value: wrong })
  return milestones
}

function readWorkdays(text: string): string {
  const found = ['KZ', 'weekends', 'none'].find(id => id.toLowerCase() === text.trim().toLowerCase())
  if (!found) throw new RenewError('not-a-choice', { name: text, choices: 'KZ, weekends, none' })
  return found
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
  if (unknown !== undefined)
    throw new RenewError('channel-not-found', { name: unknown, known: known.join(', ') || '–' })
  return names
}

/** A language of ours by its code. */
export async function readLanguage(text: string): Promise<string> {
  const code = text.trim().toLowerCase()
  if (!Object.hasOwn(LANGUAGES, code))
    throw new RenewError('not-a-choice', { name: text, choices: Object.keys(LANGUAGES).join(', ') })
  return code
}

function readLinks(text: string, { ctx }: FieldWorld): string[] {
  return typedList(text).map(name => findCard(ctx.cards.cards(), name).id)
}

/** Words separated by commas, those of Chinese too. */
export const typedList = (text: string): string[] =>
  text
    .split(/[,，、]/)
    .map(part => part.trim())
    .filter(part => part !== '')

/** `name=value` pairs separated by commas, no name twice. @throws RenewError `pair-invalid` */
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

/** Where a date may be read (§4). */
const PLACES = ['card', 'visa', 'receipt']

/** Dates by the place they were read at. @param readDay how each is understood */
export async function readReadings(
  text: string,
  readDay: (text: string) => Promise<CivilDate>,
): Promise<Card['readings']> {
  const readings: Record<string, CivilDate> = {}
  for (const [where, date] of typedPairs(text)) {
    if (!PLACES.includes(where))
      throw new RenewError('not-a-choice', { name: where, choices: PLACES.join(', ') })
    readings[where] = await readDay(date)
  }
  return readings
}

/** The expiry is the earliest of what was read (§4); null where nothing was. */
export function earliestReading({
  readings,
  expires,
}: Pick<Partial<Card>, 'readings' | 'expires'>): { expires: CivilDate; differ: boolean } | null {
  const dates = Object.values(readings ?? {}).filter(date => typeof date === 'string')
  const said = expires === undefined ? dates : [...dates, expires]
  const earliest = said.filter(date => date !== null).sort()[0]
  return earliest ? { expires: earliest, differ: new Set(said).size > 1 } : null
}

/** The same, and that they differ is said. */
export function expiryFromReadings(card: Partial<Card>, ctx: Context): Partial<Card> {
  const earliest = earliestReading(card)
  if (!earliest) return {}
  if (earliest.differ) ctx.note(ctx.words('field.readings-differ', { date: ctx.longDate(earliest.expires) }))
  return { expires: earliest.expires }
}

/** A name as §4 has it, trimmed. */
export function validName(text: string): string {
  const name = text.trim()
  if (name === '') throw new RenewError('name-empty', {})
  if ([...name].length > NAME_LIMIT) throw new RenewError('name-too-long', { limit: NAME_LIMIT, name })
  if (!isOneLine(name)) throw new RenewError('name-unprintable', { name })
  return name
}

/** A sound name; it must not stand for two cards, and one that only looks like another is said. */
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

/** A name as a reader sees it: compatible forms alike, and without what shows nothing. */
export function visibleName(name: string): string {
  return nameKey(name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
}
