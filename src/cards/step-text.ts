import { inLanguage } from '../guides/guide.ts'
import type { StatusWords } from '../messages/index.ts'
import type { NextCode } from '../schedule/next-action.ts'
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
  const linked = plan?.steps.find(step => step.code === code)?.card
  if (linked && code.startsWith('renew-')) return words('next.renew-card', { name: linked.name })
  const paper = guide?.materials.find(({ id }) => id === code)
  if (paper) return inLanguage(paper.text, lang)
  const step = guide?.methods.flatMap(({ steps }) => steps).find(({ id }) => id === code)
  if (step) return inLanguage(step.text, lang)
  return card.renewal?.ticks[code]?.own?.text ?? code
}

/** Returns a paper's name without its conditions: `Passport` for `Passport, still valid`. */
export function shortName(code: string, one: Assessed, lang: string, words: StatusWords): string {
  return withoutConditions(stepName(code, one, lang, words))
}

/** Returns the name of a paper or step without its conditions. */
export function withoutConditions(name: string): string {
  return name.split(/[,(，（；]/)[0]!.trim() || name
}

/** Returns the one next thing to do, in words. */
export function nextText(one: Assessed, lang: string, words: StatusWords): string | null {
  if (one.next === null) return null
  const { code } = one.next
  const name = stepName(code, one, lang, words)
  const isPaper = one.plan?.steps.some(step => step.code === code && step.kind === 'material') ?? false
  return isPaper ? words('next.get-paper', { paper: name }) : name
}

/** Counts the papers that are ready; null when the guide names none. */
export function papersOf(one: Assessed): { ready: number; needed: number; missing: string[] } | null {
  const readiness = one.papers
  if (!readiness || readiness.items.length === 0) return null
  return { ready: readiness.ready, needed: readiness.needed, missing: readiness.missing }
}
