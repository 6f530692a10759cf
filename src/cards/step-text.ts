import { inLanguage } from '../guides/guide.ts'
import type { StatusWords } from '../messages/index.ts'
import type { Readiness } from '../schedule/checklist.ts'
import type { LinkedCard } from '../schedule/link.ts'
import type { NextCode } from '../schedule/next-action.ts'
import type { Plan } from '../schedule/plan.ts'
import type { Assessed } from './assess.ts'

/** Returns the name of a step or paper of a plan in a language; the code itself when it has none. */
export function stepName(
  code: string,
  { guide, card, plan }: Assessed,
  lang: string,
  words: StatusWords,
): string {
  const known: string | undefined = words.texts[`step.${code as NextCode}`]
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

/** Returns a paper's name without its conditions: `Passport` for `Passport, still valid`. */
export function shortName(code: string, one: Assessed, lang: string, words: StatusWords): string {
  const name = stepName(code, one, lang, words)
  // The name of a document is not cut.
  if (name === linkedCard(code, one.plan)?.name) return name
  return name.split(/[,(，（；：]/)[0]!.trim() || name
}

/** Returns the one next thing to do, in words. */
export function nextText(one: Assessed, lang: string, words: StatusWords): string | null {
  if (one.next === null) return null
  const { code } = one.next
  const name = stepName(code, one, lang, words)
  const step = one.plan?.steps.find(step => step.code === code)
  if (step?.kind !== 'material') return name
  return words(step.unanswered ? 'next.decide-paper' : 'next.get-paper', { paper: name })
}

/** Counts the papers that are ready; null when the guide names none. */
export function papersOf(one: Assessed): PaperCount | null {
  const readiness = one.papers
  if (!readiness || readiness.items.length === 0) return null
  const { ready, needed, missing, unanswered } = readiness
  return { ready, needed, missing, unanswered }
}

/** How many papers are ready, of those that are or may be needed; ids in the guide's order. */
export type PaperCount = Pick<Readiness, 'ready' | 'needed' | 'missing' | 'unanswered'>

/** Returns the count with the names of the papers that are not ready; an unanswered one is marked. */
export function namedPapers(
  one: Assessed,
  lang: string,
  words: StatusWords,
): { ready: number; needed: number; missing: string[] } | null {
  const papers = papersOf(one)
  if (!papers) return null
  const nameOf = (id: string): string => shortName(id, one, lang, words)
  const unanswered = papers.unanswered.map(id => words('papers.if-needed', { paper: nameOf(id) }))
  return {
    ready: papers.ready,
    needed: papers.needed,
    missing: [...papers.missing.map(nameOf), ...unanswered],
  }
}
