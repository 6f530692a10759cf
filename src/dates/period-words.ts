import { type Period, parsePeriod } from './period.ts'

/** Words for units in English, Chinese, Russian and Kazakh, as they follow a number. A bare `m` is none. */
const UNITS: readonly (readonly [keyof Period, RegExp])[] = [
  [
    'workdays',
    /^(?:working days?|workdays?|business days?|个?工作日|рабоч(?:ий|их|ие) д(?:ень|ня|ней|ни)|раб\.? ?дн\.?|жұмыс күні)/u,
  ],
  ['days', /^(?:days?|天|日|д(?:ень|ня|ней|ни)|дн\.?|суток|сутки|күн)/u],
  ['weeks', /^(?:weeks?|wks?|个?(?:周|星期|礼拜)|недел[ьюия]+|нед\.?|апта)/u],
  ['months', /^(?:months?|mos|个月|месяц(?:а|ев)?|мес\.?|ай)/u],
  ['years', /^(?:years?|yrs?|年|года?|лет|гг?\.|г(?!\p{L})|жыл|ж\.)/u],
]

const NUMBERS = [
  ...['a an one один одну одна бір', 'two два две екі', 'three три үш', 'four четыре төрт', 'five пять бес'],
  ...['six шесть алты', 'seven семь жеті', 'eight', 'nine', 'ten десять он'],
].map(words => words.split(' '))
const HAN_DIGITS = '零一二三四五六七八九'

const ALONE: Readonly<Record<string, string>> = {
  ...{ неделя: '1w', неделю: '1w', месяц: '1mo', год: '1y', полгода: '6mo', 'half a year': '6mo' },
  ...{ 半年: '6mo', 'жарты жыл': '6mo', week: '1w', month: '1mo', year: '1y' },
}

const SHORT = { years: 'y', months: 'mo', weeks: 'w', days: 'd', workdays: 'wd' } as const

/**
 * Reads a period as people type it: `30d`, `P1M`, or words such as `60 days`, `2个月`, `3 недели`, `2 ай`, `1 year, 6
 * months` (R12).
 * @returns the period as it is stored, which `parsePeriod` reads; null when the text is not a period
 */
export function readPeriodText(typed: string): string | null {
  const text = typed.normalize('NFKC').trim()
  if (parsePeriod(text)) return text
  const words = text.toLowerCase().replace(/\s+/g, ' ')
  if (parsePeriod(words.replace(' ', ''))) return words.replace(' ', '')
  const stored = ALONE[words] ?? storedForm(partsOf(words))
  return parsePeriod(stored) ? stored : null
}

function partsOf(words: string): Map<keyof Period, number> | null {
  const parts = new Map<keyof Period, number>()
  for (let rest = words; rest !== ''; ) {
    const number = /^([\d〇零一二两兩三四五六七八九十]+|\p{L}+(?= )) ?/u.exec(rest)
    if (number === null) return null
    const after = rest.slice(number[0].length)
    const known = UNITS.find(([, pattern]) => pattern.test(after))
    if (known === undefined || parts.has(known[0])) return null
    const [unit, pattern] = known
    parts.set(unit, numberOf(number[1]!))
    const next = after.replace(pattern, '')
    if (/^\p{Script=Latin}|^\p{Script=Cyrillic}/u.test(next)) return null
    rest = next.replace(/^(?:[,，、]| and | и | және )? ?/u, '')
  }
  return parts.size > 0 ? parts : null
}

/** Returns NaN for a word that is not a number; a text with it is not a period. */
function numberOf(written: string): number {
  const figures = Number(written)
  if (!Number.isNaN(figures)) return figures
  const known = NUMBERS.findIndex(words => words.includes(written))
  if (known >= 0) return known + 1
  const han = /^([一二两兩三四五六七八九]?)(十?)([〇零一二两兩三四五六七八九]?)$/u.exec(written)
  if (han === null) return Number.NaN
  const [, tens, ten, ones] = han
  if (ten) return (tens ? digit(tens) : 1) * 10 + digit(ones!)
  return tens && ones ? Number.NaN : digit(tens || ones!)
}

function digit(han: string): number {
  return Math.max(0, HAN_DIGITS.indexOf(han.replace(/[两兩]/, '二')))
}

function storedForm(parts: Map<keyof Period, number> | null): string | null {
  if (parts === null) return null
  const [[unit, count]] = parts as unknown as [[keyof Period, number]]
  if (parts.size === 1) return `${count}${SHORT[unit]}`
  if (parts.has('workdays')) return null
  const iso = (['years', 'months', 'weeks', 'days'] as const)
    .filter(unit => parts.has(unit))
    .map(unit => `${parts.get(unit)}${unit[0]!.toUpperCase()}`)
  return `P${iso.join('')}`
}
