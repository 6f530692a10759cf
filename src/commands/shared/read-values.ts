import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { isPermanentWord } from '../../dates/no-date-words.ts'
import { after, type Period, parsePeriod } from '../../dates/period.ts'
import { readPeriodText } from '../../dates/period-words.ts'
import { RenewError } from '../../errors.ts'
import {
  type CommandWords,
  chosenLanguage,
  LANGUAGES,
  type Language,
  languageChoices,
  loadCommandWords,
} from '../../messages/index.ts'
import { isMilestoneText } from '../../schedule/milestones.ts'
import { longDate } from '../../text/dates.ts'
import { shellWord } from '../../text/printable.ts'
import { confirm } from './ask.ts'
import { languageName } from './guide-words.ts'
import { readDate } from './read-date.ts'

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

/** Reads a last valid day; null for a card without end. */
export async function readExpiry(
  text: string,
  { ctx, today }: { ctx: Context; today: CivilDate },
): Promise<CivilDate | null> {
  return isPermanentWord(text) ? null : readDate(text, today, ctx)
}

const PLACES = {
  card: ['show.reading.card'],
  visa: ['show.reading.visa'],
  receipt: ['show.reading.receipt'],
} as const

const OTHER_WORDS = {
  card: ['证件', '卡', 'карта', 'карточка'],
  receipt: ['收据', 'квитанция', 'түбіртек'],
}

export async function readReadings(
  text: string,
  readDay: (text: string) => Promise<CivilDate>,
  { words }: Pick<Context, 'words'>,
): Promise<Card['readings']> {
  const readings: Record<string, CivilDate> = {}
  for (const [where, date] of typedPairs(text)) {
    const other = Object.entries(OTHER_WORDS).find(([, names]) => names.includes(nameKey(where)))
    const place = other?.[0] ?? (await readChoice(where, PLACES, words))
    if (place in readings) throw new RenewError('pair-invalid', { value: `${where}=${date}` })
    readings[place] = await readDay(date)
  }
  return readings
}

/** Returns the earliest date that was read, which is the expiry (§4); null where there is none. */
export function expiryFromReadings({
  readings,
  expires,
}: Pick<Partial<Card>, 'readings' | 'expires'>): { expires: CivilDate; differ: boolean } | null {
  const dates = Object.values(readings ?? {}).filter(date => typeof date === 'string')
  const said = expires === undefined ? dates : [...dates, expires]
  const [earliest] = said.filter(date => date !== null).sort()
  return earliest ? { expires: earliest, differ: new Set(said).size > 1 } : null
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

/** Refuses an issue date in the future or after the expiry (R10). */
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

/** Returns a period, in short form or in words, as it is stored. @throws RenewError `period-invalid` */
export function readPeriod(text: string): string {
  const stored = readPeriodText(text)
  if (stored === null) throw new RenewError('period-invalid', { value: text })
  return stored
}

export function readLead(text: string): string {
  const lead = readPeriod(text)
  if (parsePeriod(lead)!.workdays > 0) throw new RenewError('period-invalid', { value: text })
  if (isNothing(lead)) throw new RenewError('lead-zero', { value: text })
  return lead
}

const isNothing = (period: string): boolean =>
  Object.values(parsePeriod(period) ?? { other: 1 }).every(count => count === 0)

/** Takes milestones in short form, and in the words of `show`. @throws RenewError `milestone-invalid` */
export function readMilestones(text: string, { words }: Pick<Context, 'words'>): string[] {
  const typed = typedList(text)
  const milestones = typed.map(one => (isMilestoneText(one) ? one : milestoneIn(one, words)))
  const wrong = milestones.length === 0 ? text : typed[milestones.indexOf(null)]
  if (wrong !== undefined) throw new RenewError('milestone-invalid', { value: wrong })
  return milestones as string[]
}

function milestoneIn(text: string, words: CommandWords): string | null {
  const typed = text.toLowerCase()
  if (typed === words('milestone.lead').toLowerCase()) return 'lead'
  if (typed === words('milestone.last-day').toLowerCase()) return '0d'
  const within = (['milestone.before', 'milestone.before-working-day'] as const).map(key => {
    const [head, tail] = words.texts[key].toLowerCase().split('{period}') as [string, string]
    const isSo = typed.startsWith(head) && typed.endsWith(tail)
    return isSo ? readPeriodText(typed.slice(head.length, typed.length - tail.length)) : null
  })
  return readPeriodText(text) ?? within.find(period => period !== null) ?? null
}

/** The last day is reminded of too where the milestones do not name it (§8). */
export function noteLastDay(milestones: readonly string[] | null | undefined, ctx: Context): void {
  if (milestones && milestones.length > 0 && !milestones.some(isNothing))
    ctx.note(ctx.words('note.last-day-too'))
}

type TextKey = keyof CommandWords['texts'] & string

/**
 * Reads a choice as its code, or as any of our languages shows it (§12); «ё» is «е».
 * @throws RenewError `not-a-choice`
 */
export async function readChoice<C extends string>(
  typed: string,
  choices: Readonly<Record<C, readonly TextKey[]>>,
  { texts }: Pick<CommandWords, 'texts'>,
): Promise<C> {
  const codes = Object.keys(choices) as C[]
  const text = folded(typed.trim())
  const named = (one: CommandWords['texts']) =>
    codes.find(code => choices[code].some(key => folded(one[key]) === text))
  const found = codes.find(code => code.toLowerCase() === text) ?? named(texts)
  if (found) return found
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const foreign = named((await loadCommandWords(language)).texts)
    if (foreign) return foreign
  }
  const shown = codes.map(code => shellWord(texts[choices[code][0]!]))
  throw new RenewError('not-a-choice', { name: typed, choices: shown })
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ё', 'е')

const LANGUAGE_NAMES: Record<string, Language> = {
  ...{ 汉语: 'zh', 简体中文: 'zh', 中国话: 'zh', 英文: 'en', 俄文: 'ru', 哈萨克文: 'kk', 哈语: 'kk' },
  ...{ 'по-русски': 'ru', 'по-казахски': 'kk', 'по-английски': 'en', 'по-китайски': 'zh', китайский: 'zh' },
  ...{ орысша: 'ru', ағылшынша: 'en', қытайша: 'zh' },
}

/** Reads a code, a locale or a name in any of our languages (`zh`, `zh-CN`, `中文`, `Chinese`). */
export function readLanguage(text: string): Language {
  const typed = text.trim().toLowerCase()
  const codes = Object.keys(LANGUAGES) as Language[]
  const named = codes.find(code => codes.some(reader => languageName(code, reader).toLowerCase() === typed))
  const other = Object.hasOwn(LANGUAGE_NAMES, typed) ? LANGUAGE_NAMES[typed] : undefined
  const language = named ?? other ?? chosenLanguage({ flag: typed, env: {}, setting: null })
  if (!language) throw new RenewError('not-a-choice', { name: text, choices: languageChoices() })
  return language
}
