import type { CivilDate } from '../dates/civil-date.ts'
import { inLanguage } from '../guides/guide.ts'
import type { StatusWords } from '../messages/index.ts'
import type { Readiness } from '../schedule/checklist.ts'
import type { LinkedCard } from '../schedule/link.ts'
import { isVisit } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import { longDate } from '../text/dates.ts'
import { shellWord } from '../text/printable.ts'
import type { Assessed } from './assessed.ts'

/** Returns the name of a step or paper; the code itself when it has none. */
export function stepName(
  code: string,
  { guide, card, plan }: Assessed,
  lang: string,
  words: StatusWords,
): string {
  const texts: Readonly<Record<string, string>> = words.texts
  const atOffice = goesToOffice({ guide, card }) ? texts[`step.${code}.office`] : undefined
  const known = atOffice ?? texts[`step.${code}`]
  if (known !== undefined) return known
  const linked = linkedCard(code, plan)
  if (linked && code.startsWith('renew-')) return words('next.renew-card', { name: linked.name })
  const paper = guide?.materials.find(({ id }) => id === code)
  if (paper) return inLanguage(paper.text, lang)
  const step = guide?.methods.flatMap(({ steps }) => steps).find(({ id }) => id === code)
  if (step) return inLanguage(step.text, lang)
  return card.renewal?.ticks[code]?.own?.text ?? linked?.name ?? code
}

function linkedCard(code: string, plan: Plan | null): LinkedCard | null {
  const step = plan?.steps.find(step => step.code === code)
  return step?.card ?? plan?.readiness.items.find(({ id }) => id === code)?.card ?? null
}

/** Such as `Passport` for `Passport, still valid`. */
export function shortName(code: string, one: Assessed, lang: string, words: StatusWords): string {
  const name = stepName(code, one, lang, words)
  // The name of a document is not cut.
  if (name === linkedCard(code, one.plan)?.name) return name
  const isStep = one.guide?.methods.some(({ steps }) => steps.some(({ id }) => id === code))
  return withoutConditions({ name, isMaterial: !isStep })
}

/** The name of a step is a sentence, which may have commas. */
export function withoutConditions({ name, isMaterial }: { name: string; isMaterial: boolean }): string {
  return name.split(isMaterial ? /[,(:，（；：]/ : /[(:（：]/)[0]!.trim() || name
}

/** Returns the one next thing to do, in words. */
export function nextText(one: Assessed, lang: string, words: StatusWords): string | null {
  if (one.next === null) return null
  const { code } = one.next
  const name = stepName(code, one, lang, words)
  const step = one.plan?.steps.find(step => step.code === code)
  if (one.card.renewal?.ticks[code]?.own) return words('next.get-paper', { paper: name })
  if (step?.kind !== 'material') return name
  return step.unanswered
    ? words('next.decide-paper', { paper: withoutConditions({ name, isMaterial: true }) })
    : words('next.get-paper', { paper: name })
}

/** Whether one must go to an office for the renewal: there is one, and the chosen method goes there. */
export function goesToOffice({ guide, card }: Pick<Assessed, 'guide' | 'card'>): boolean {
  if (!guide?.office) return false
  const chosen = guide.methods.find(({ id }) => id === card.renewal?.method)
  return chosen?.steps.some(({ kind }) => kind === 'office') ?? true
}

/** @param next its text is clean */
export function nextSentence(
  { code, text, by }: { code: string; text: string; by: CivilDate | null },
  today: CivilDate,
  words: StatusWords,
  day: (date: CivilDate) => string = date => longDate(date, words),
): string {
  if (by === null) return text
  if (by === today) return words(isVisit(code) ? 'next.today' : 'next.by-today', { text })
  return words(isVisit(code) ? 'next.on' : 'next.by', { text, date: day(by) })
}

export interface NextCommand {
  line: string
  /** Whether it records what was done, so that it comes after the action. */
  isAfter: boolean
}

/** Returns the command to type for a card's next action; null when there is nothing to do. */
export function nextCommand({ next, card, guide, plan }: Assessed): NextCommand | null {
  if (next === null) return null
  const name = shellWord(card.name)
  const after = (line: string): NextCommand => ({ line, isAfter: true })
  const [method] = guide?.methods ?? []
  if (next.code === 'choose-method' && method)
    return { line: `renew edit ${name} --method ${method.id}`, isAfter: false }
  if (next.code === 'record-appointment') return { line: `renew submit ${name}`, isAfter: false }
  if (next.code === 'file') return after(`renew submit ${name}`)
  const linked = plan?.steps.find(step => step.code === next.code)?.card
  if (linked && next.code.startsWith('renew-'))
    return { line: `renew show ${shellWord(linked.name)}`, isAfter: false }
  // It shows the two commands that answer the question.
  if (plan?.steps.some(({ code, unanswered }) => code === next.code && unanswered))
    return { line: `renew plan ${name}`, isAfter: false }
  const steps = guide?.methods.flatMap(method => method.steps) ?? []
  const isItem =
    [...steps, ...(guide?.materials ?? [])].some(({ id }) => id === next.code) ||
    Object.hasOwn(card.renewal?.ticks ?? {}, next.code)
  return after(isItem ? `renew tick ${name} ${shellWord(next.code)}` : `renew done ${name}`)
}

/** Returns the guide's warnings for an overdue card, or for a renewal under way, in a language. */
export function warningsOf({ card, guide, status, course }: Assessed, lang: string): string[] {
  const when = status.stage === 'overdue' ? 'overdue' : course === 'not-started' ? null : 'running'
  const warnings = card.closed === null ? (guide?.warnings.filter(one => one.when === when) ?? []) : []
  return warnings.map(({ text }) => inLanguage(text, lang))
}

/** Counts the papers that are ready; null when the guide names none. */
export function papersOf(one: Assessed): PaperCount | null {
  const readiness = one.papers
  if (!readiness || readiness.items.length === 0) return null
  const { ready, needed, missing, unanswered } = readiness
  return { ready, needed, missing, unanswered }
}

export type PaperCount = Pick<Readiness, 'ready' | 'needed' | 'missing' | 'unanswered'>

/** Names the papers that are not ready. Once submitted, only those that the office asked for later count as missing. */
export function namedPapers(
  one: Assessed,
  lang: string,
  words: StatusWords,
): { ready: number; needed: number; missing: string[] } | null {
  const papers = papersOf(one)
  if (!papers) return null
  const nameOf = (id: string): string => shortName(id, one, lang, words)
  const { ready, needed, missing } = papers
  const { submitted = null, ticks = {} } = one.card.renewal ?? {}
  if (submitted !== null) return { ready, needed, missing: missing.filter(id => ticks[id]?.own).map(nameOf) }
  const unanswered = papers.unanswered.map(id => words('papers.if-needed', { paper: nameOf(id) }))
  return { ready, needed, missing: [...missing.map(nameOf), ...unanswered] }
}
