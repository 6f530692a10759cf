import { inLanguage } from '../guides/guide.ts'
import type { StatusWords } from '../messages/index.ts'
import type { NextCode } from '../schedule/next-action.ts'
import type { Assessed } from './assess.ts'

/** What a step or paper of a plan is called in a language; a code nobody knows is its own name. */
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

/** A paper's name without what it must be like: `Passport, still valid` is the passport. */
export function shortName(code: string, one: Assessed, lang: string, words: StatusWords): string {
  const name = stepName(code, one, lang, words)
  return name.split(/[,(，（；]/)[0]!.trim() || name
}

/** The one next thing to do, in words. */
export function nextText(one: Assessed, lang: string, words: StatusWords): string | null {
  if (one.next === null) return null
  const { code } = one.next
  const name = stepName(code, one, lang, words)
  const isPaper = one.plan?.steps.some(step => step.code === code && step.kind === 'material') ?? false
  return isPaper ? words('next.get-paper', { paper: name }) : name
}

/** How far the papers are; null where no guide names any. */
export function papersOf(one: Assessed): { ready: number; needed: number; missing: string[] } | null {
  const readiness = one.papers
  if (!readiness || readiness.items.length === 0) return null
  return { ready: readiness.ready, needed: readiness.needed, missing: readiness.missing }
}
