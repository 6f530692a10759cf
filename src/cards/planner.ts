import type { CivilDate } from '../dates/civil-date.ts'
import { type Readiness, readiness } from '../schedule/checklist.ts'
import { type NextAction, nextActionOn } from '../schedule/next-action.ts'
import { filingDayOf, type Plan, planRenewal } from '../schedule/plan.ts'
import type { Assessed } from './assess.ts'
import { type Linkable, type Linker, linkerOf } from './linked-cards.ts'
import { planInputOf } from './plan-of.ts'

// Who shows plans loads them and their words at once.
export { nextText, papersOf, shortName } from './step-text.ts'

/** Makes the plans of cards, and finds what is to be done next. */
export interface Planner {
  /** The renewal worked backwards; null where neither the guide nor the user names a paper or a step. */
  planOf(one: Assessed): Plan | null
  /** How far the papers are, as the plan has them. */
  papersOf(one: Assessed): Readiness | null
  /** The one next thing to do; null: nothing. */
  nextOf(one: Assessed): NextAction | null
}

type Links = ReturnType<Linker['linksOf']>

/** Plans that are kept, for who asks again soon: those of thousands of cards at once would fill the memory. */
const REMEMBERED = 256

/** @param all every card of the store, for one may be a paper of another; asked only where a guide or card names one */
export function plannerOf(all: () => readonly Linkable[]): Planner {
  let linker: Linker | null = null
  const linksOf = (one: Assessed): Links => {
    const { card, guide } = one
    if (card.links.length === 0 && !guide?.materials.some(paper => paper.card !== null)) return {}
    linker ??= linkerOf(all())
    return linker.linksOf(one)
  }
  const plans = keeping<Plan | null>()
  const days = keeping<CivilDate | null>()
  return {
    planOf(one) {
      const links = linksOf(one)
      const isAlone = isOfItsOwn(one) || Object.keys(links).length > 0
      return plans(isAlone ? one : one.term, () =>
        isPlanned(one) ? planRenewal(planInputOf(one, links)) : null,
      )
    },
    papersOf(one) {
      if (!isPlanned(one) || one.card.expires === null) return null
      // Which day that is does not depend on other cards.
      const filingDay = days(isOfItsOwn(one) ? one : one.term, () => filingDayOf(planInputOf(one, {})))
      const { checklist, term } = planInputOf(one, linksOf(one))
      return readiness({ ...checklist, filingDay, expires: term.expires })
    },
    nextOf(one) {
      const { card, term, standing, course } = one
      if (card.closed !== null) return null
      return nextActionOn(term, standing, course !== 'not-started', () => one.plan)
    },
  }
}

/** Cards that say nothing of their own share their term; what follows from that and their guide alone is the same. */
function isOfItsOwn({ card }: Assessed): boolean {
  return card.renewal !== null || card.durations !== null || card.links.length > 0
}

/** Whether the guide or the user names any paper or step. */
function isPlanned({ card, guide }: Assessed): boolean {
  if (card.links.length > 0 || guide?.materials.length || guide?.methods.length) return true
  return Object.values(card.renewal?.ticks ?? {}).some(tick => tick.own !== null)
}

/** Answers that are kept for who asks again soon. */
function keeping<T>(): (key: object, find: () => T) => T {
  const known = new Map<object, T>()
  return (key, find) => {
    const kept = known.get(key)
    if (kept !== undefined) return kept
    if (known.size === REMEMBERED) known.clear()
    const found = find()
    known.set(key, found)
    return found
  }
}
