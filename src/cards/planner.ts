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

/** Plans that are kept, for who asks again soon: those of thousands of cards at once would fill the memory. */
const REMEMBERED = 256

/** @param all every card of the store, for one may be a paper of another */
export function plannerOf(all: readonly Assessed[]): Planner {
  let known: Linker | null = null
  const linksOf: Linker['linksOf'] = one => {
    known ??= linkerOf(all)
    return known.linksOf(one)
  }
  const made = new Map<Assessed, Plan | null>()
  return {
    planOf(one) {
      const before = made.get(one)
      if (before !== undefined) return before
      const { guide, card } = one
      const own = Object.values(card.renewal?.ticks ?? {}).some(tick => tick.own !== null)
      const isKnown = own || card.links.length > 0 || guide?.materials.length || guide?.methods.length
      const plan = isKnown ? planRenewal(planInputOf(one, linksOf(one))) : null
      if (made.size === REMEMBERED) made.clear()
      made.set(one, plan)
      return plan
    },
    nextOf(one) {
      const { card, term, standing, course } = one
      if (card.closed !== null) return null
      return nextActionOn(term, standing, course !== 'not-started', () => one.plan)
    },
  }
}
