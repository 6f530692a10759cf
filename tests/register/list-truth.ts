import { readFileSync } from 'node:fs'
import path from 'node:path'
import { answer, type Circumstances, renew } from '../world.ts'

/**
 * What a person wants taken from each list of `tests/fixtures/lists`, made by hand and reviewed row by row: the cards,
 * how many commands it takes, and what is doubtful. In a cell "-" is nothing, "*" anything, " or " separates what is
 * right alike, and a name holds all words joined by "+". A row that begins with "?" may come in as well.
 */
export interface Truth {
  /** How many commands: the file, then the printed one pasted. */
  commands: string
  options: string[]
  rows: WantedCard[]
}

export interface WantedCard {
  text: string
  isOptional: boolean
  cells: Record<(typeof FIELDS)[number], string>
}

const FIELDS = ['name', 'holder', 'guide', 'number', 'issued', 'expires'] as const
export const TRUTH = path.resolve('tests/register/lists')
export const LISTS = path.resolve('tests/fixtures/lists')
export const TODAY: Circumstances = { now: '2026-06-15T12:00:00+05:00', env: { RENEW_LANG: 'en' } }

export function truthOf(list: string): Truth {
  const [facts = '', table = ''] = readFileSync(path.join(TRUTH, `${list}.txt`), 'utf8').split('\n\n')
  const fact = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(facts)?.[1] ?? ''
  const rows = table
    .trim()
    .split('\n')
    .slice(1)
    .map((text): WantedCard => {
      const cells = text.replace(/^\?/, '').split('\t')
      return {
        text,
        isOptional: text.startsWith('?'),
        cells: Object.fromEntries(FIELDS.map((field, at) => [field, cells[at]!])) as WantedCard['cells'],
      }
    })
  return { commands: fact('commands'), options: fact('options').split(' ').filter(Boolean), rows }
}

type Stored = Record<(typeof FIELDS)[number], string | null>

function fits({ cells }: WantedCard, card: Stored): boolean {
  return FIELDS.every(field => {
    const value = field === 'expires' ? (card.expires ?? 'never') : (card[field] ?? '-')
    return cells[field].split(' or ').some(wanted => {
      if (wanted.trim() === '*' || (field === 'name' && wanted === '-')) return true
      if (field !== 'name') return wanted.trim() === value
      return wanted.split('+').every(part => value.toLowerCase().includes(part.trim().toLowerCase()))
    })
  })
}

/** Pairs every wanted card with a stored one; returns what is left of both. */
export function differences(wanted: readonly WantedCard[], cards: readonly Stored[]): string[] {
  const left = [...cards]
  const missing: string[] = []
  const order = [...wanted].sort((a, b) => Number(a.isOptional) - Number(b.isOptional))
  for (const row of order) {
    const at = left.findIndex(card => fits(row, card))
    if (at >= 0) left.splice(at, 1)
    else if (!row.isOptional) missing.push(`wanted: ${row.text}`)
  }
  return [...missing, ...left.map(card => `got: ${FIELDS.map(field => card[field] ?? '-').join('\t')}`)]
}

/** Splits the printed command into words as a shell does with plain and single- or double-quoted words. */
export function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
      (_, single, double, one) => single ?? double?.replace(/\\(.)/g, '$1') ?? one,
    ),
  )
}

/** Imports a list as a person does who follows the program: the file, then what its last line says. */
export async function importList(home: string, file: string, options: readonly string[] = []) {
  const first = await renew(home, ['import', file, ...options], TODAY)
  if (first.code === 0) return { commands: 1, said: [first] }
  const last = first.stderr.trimEnd().split('\n').at(-1) ?? ''
  const command = last.slice(Math.max(0, last.indexOf('renew import')))
  if (!command.startsWith('renew import')) return { commands: 0, said: [first] }
  const second = await renew(home, shellWords(command).slice(1), TODAY)
  return { commands: second.code === 0 ? 2 : 0, said: [first, second] }
}

export async function cardsIn(home: string): Promise<Stored[]> {
  return (await answer<{ cards: Stored[] }>(home, ['list', '--numbers'], TODAY)).cards
}
