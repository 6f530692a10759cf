import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGUAGES } from '../../src/messages/index.ts'
import { widthOf } from '../../src/text/width.ts'
import { newHome, renew } from '../world.ts'

/**
 * A language that nobody speaks: every English text in brackets, without a Latin letter, half as long again. Whatever
 * stands outside the brackets is not a text of the language, and brackets side by side are a sentence made of pieces.
 */
const CODE = 'qq'
const languages = LANGUAGES as unknown as Record<string, unknown>

const SLOT = /(\{\w+(?:[?|][^{}]*)?\})/

function pseudo(text: string): string {
  const letters = (part: string) =>
    part.replace(/\p{L}/gu, letter => (letter === letter.toUpperCase() ? 'Ж' : 'ж'))
  const parts = text.split(SLOT).map(part => {
    if (!SLOT.test(part)) return letters(part)
    return part.replace(/([?|])([^{}]*)\}$/, (_, mark: string, forms: string) => `${mark}${letters(forms)}}`)
  })
  // A text that begins or ends with a blank joins others: ` or `, `; then: `.
  if (text !== text.trim()) return parts.join('')
  return `⟦${parts.join('')}${'ж'.repeat(Math.ceil(text.replace(SLOT, '').length / 2))}⟧`
}

/** Texts that are only punctuation or a separator stay as they are. */
const isWord = (text: string) => /\p{L}/u.test(text.replace(/\{\w+[?|]?/g, ''))

beforeAll(() => {
  const { name, ...english } = LANGUAGES.en
  const files = Object.entries(english).map(([subject, load]) => [
    subject,
    async () => {
      const { texts, ...rest } = await load()
      const own = Object.entries(texts as Record<string, string>).map(([key, text]) => [
        key,
        isWord(text) ? pseudo(text) : text,
      ])
      const dates = 'dates' in rest ? { ...rest.dates, ...DATES } : undefined
      return { texts: Object.fromEntries(own), ...(dates ? { dates } : {}) }
    },
  ])
  languages[CODE] = { name: pseudo(name), ...Object.fromEntries(files) }
})
afterAll(() => {
  delete languages[CODE]
})

const DATES = {
  long: ({ year, month, day }: { year: number; month: number; day: number }) => `⟦${year}ж${month}ж${day}⟧`,
  short: ({ year, month, day }: { year: number; month: number; day: number }) => `⟦${year}ж${month}ж${day}⟧`,
  longDay: ({ month, day }: { month: number; day: number }) => `⟦${month}ж${day}⟧`,
  day: ({ month, day }: { month: number; day: number }) => `⟦${month}ж${day}⟧`,
  distance: (days: number) => `⟦${days}жж⟧`,
  period: () => '⟦1ж⟧',
  month: (month: number) => `⟦ж${month}⟧`,
  monthTitle: ({ year, month }: { year: number; month: number }) => `⟦${year}ж${month}⟧`,
  weekdays: ['Жж', 'Жж', 'Жж', 'Жж', 'Жж', 'Жж', 'Жж'],
}

/** All texts of the built-in guides, which have no pseudo-language. */
function guideTexts(): string[] {
  const folder = 'src/guides/built-in'
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.json'),
  )
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  for (const file of files) walk(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
  return found
}

const GUIDES = guideTexts()
const GUIDE_WORDS = new Set(GUIDES.flatMap(text => text.match(/[A-Za-z]{2,}/g) ?? []))

/** Returns the Latin words outside brackets that are neither typed by the user, nor code, nor of a guide. */
function foreignWords(text: string): string[] {
  let bare = text
  for (let before = ''; before !== bare; ) {
    before = bare
    bare = bare.replace(/⟦[^⟦⟧]*⟧/g, ' ')
  }
  const words = bare
    .replace(/\brenew\b( [a-z-]+)*|--[a-z-]+|[A-Z]+_[A-Z]+|\S*[/=.]\S*|\b[a-z0-9]{10}\b|\p{L}+…/gu, ' ')
    .match(/[A-Za-z]{2,}/g)
  return (words ?? []).filter(word => !GUIDE_WORDS.has(word) && !TYPED.has(word))
}

/** Names that were typed, commands as the history has them, and settings and codes as they are typed. */
const TYPED = new Set(
  `LiNa nobody lease me in person online agent KZT id lead KZ UTC auto generic done submit tick add edit list photo
  lang guide zone milestones remindAt heartbeat heartbeatFail heartbeatCa color
  a b c ab ac bc abc`.split(/\s+/),
)

const SESSION: readonly (readonly string[])[] = [
  ['add', 'me', '--expires', '2026-12-31', '--holder', 'LiNa', '--guide', 'kz/registration-card'],
  ['add', 'lease', '--guide', 'generic', '--expires', '2027-01-10', '--lead', '2mo', '--workdays', 'KZ'],
  ['add', 'LiNa', '--guide', 'passport', '--expires', '2027-03-14', '--holder', 'LiNa'],
  ['edit', 'me', '--method', 'in-person', '--appointment', '2026-12-15 10:30', '--place', 'LiNa'],
  ['tick', 'me', 'photo'],
  [],
  ['status', '--all'],
  ['list'],
  ['show', 'me'],
  ['plan', 'me'],
  ['plan', 'lease'],
  ['next'],
  ['agenda'],
  ['agenda', '--month'],
  ['guide', 'kz/registration-card'],
  ['guide', 'list'],
  ['guide', '--print', 'me'],
  ['remind', '--dry-run', '--until', '2027-01-12'],
  ['submit', 'me', '--submitted', '2026-12-01', '--receipt', 'LiNa', '--paid', '15000KZT'],
  ['done', 'me', '--expires', '2027-12-31', '--yes'],
  ['history'],
  ['history', '--changes'],
  ['history', '--reminders'],
  ['undo', '--yes'],
  ['snooze', 'lease', '--for', '3d'],
  ['ack', 'lease'],
  ['channel', 'list'],
  ['config', 'list'],
  ['timer', 'status'],
  ['help', 'topics'],
  ['help', 'files'],
  ['show', 'nobody'],
  ['add', 'me', '--expires', '2026-12-31'],
  ['add', 'other', '--expires', '2026-02-30'],
  ['close', 'lease'],
  ['remove', 'lease', '--yes'],
]

test('every word is a text of the language, and no line is too long though words are half as long again', async () => {
  const width = 64
  const home = newHome()
  const foreign: string[] = []
  const long: string[] = []
  const glued: string[] = []
  for (const argv of SESSION) {
    const said = await renew(home, [...argv, '--lang', CODE], { terminal: { width } })
    const typed = `renew ${argv.join(' ')}`
    for (const line of `${said.stdout}\n${said.stderr}`.split('\n')) {
      if (foreignWords(line).length > 0) foreign.push(`${typed}: ${line.trim()}`)
      if (/⟧⟦/.test(line)) glued.push(`${typed}: ${line.trim()}`)
      // The page to print has a width of its own.
      if (!argv.includes('--print') && widthOf(line) > width) long.push(`${typed}: ${line}`)
    }
  }
  expect(foreign).toEqual([])
  expect(long).toEqual([])
  expect(glued).toEqual([])
}, 90_000)
