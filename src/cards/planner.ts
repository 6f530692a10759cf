import { type NextAction, nextActionOn } from '../schedule/next-action.ts'
import { type Plan, planRenewal } from '../schedule/plan.ts'
import type { Assessed } from './assess.ts'
import { type Linker, linkerOf } from './linked-cards.ts'
import { planInputOf } from './plan-of.ts'

// Who shows plans loads them and their words at once.
export { nextText, papersOf, shortName } from './step-text.ts'

/** Makes the plans of cards, and finds what is to be done next. */
export interface Planner {
  /** The renewal worked backwards; null where neither the guide nor the user names a paper or a step. */
  planOf(one: Assessed): Plan | null
  /** The one next thing to do; null: nothing. */
  nextOf(one: Assessed): NextAction | null
}

/** @param all every card of the store, for one may be a paper of another */
export function plannerOf(all: readonly Assessed[]): Planner {
  let known: Linker | null = null
  const linksOf: Linker['linksOf'] = one => {
    known ??= linkerOf(all)
    return known.linksOf(one)
  }
  return {
    planOf(one) {
      const { guide, card } = one
      const own = Object.values(card.renewal?.ticks ?? {}).some(tick => tick.own !== null)
      const isKnown = own || card.links.length > 0 || guide?.materials.length || guide?.methods.length
      return isKnown ? planRenewal(planInputOf(one, linksOf(one))) : null
    },
    nextOf(one) {
      const { card, term, standing, course } = one
      if (card.closed !== null) return null
      return nextActionOn(term, standing, course !== 'not-started', () => one.plan)
    },
  }
}
