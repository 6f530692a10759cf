import { type NextAction, nextActionOn } from '../schedule/next-action.ts'
import { type Plan, planRenewal } from '../schedule/plan.ts'
import type { Assessed } from './assess.ts'
import { type Linkable, type Linker, linkerOf } from './linked-cards.ts'
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
  const made = new Map<object, Plan | null>()
  let last: { one: Assessed; plan: Plan | null } | null = null
  return {
    planOf(one) {
      if (last?.one !== one) {
        const links = linksOf(one)
        const key = standsForItself(one, links) ? one : one.term
        let plan = made.get(key)
        if (plan === undefined) {
          plan = planWith(one, links)
          if (made.size === REMEMBERED) made.clear()
          made.set(key, plan)
        }
        last = { one, plan }
      }
      return last.plan
    },
    nextOf(one) {
      const { card, term, standing, course } = one
      if (card.closed !== null) return null
      return nextActionOn(term, standing, course !== 'not-started', () => one.plan)
    },
  }
}

/** Cards that say nothing of their own share their term; what follows from that and their guide alone is one plan. */
function standsForItself({ card }: Assessed, links: Links): boolean {
  return (
    card.renewal !== null || card.durations !== null || card.links.length > 0 || Object.keys(links).length > 0
  )
}

function planWith(one: Assessed, links: Links): Plan | null {
  const { guide, card } = one
  const own = Object.values(card.renewal?.ticks ?? {}).some(tick => tick.own !== null)
  const isKnown = own || card.links.length > 0 || guide?.materials.length || guide?.methods.length
  return isKnown ? planRenewal(planInputOf(one, links)) : null
}
