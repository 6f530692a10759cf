import type { CivilDate } from '../dates/civil-date.ts'
import { before, parsePeriod } from '../dates/period.ts'
import type {
  ChecklistInput,
  LinkedCard,
  Paper,
  PaperDoubt,
  PaperFault,
  PaperState,
  Readiness,
  Tick,
} from './checklist-types.ts'
import { linkFault } from './link.ts'

export type {
  ChecklistInput,
  LinkedCard,
  Paper,
  PaperFault,
  PaperState,
  Readiness,
  Tick,
} from './checklist-types.ts'

/** What holds where nothing has been said of a paper or step. */
export const NO_TICK: Tick = {
  done: null,
  taken: null,
  until: null,
  pages: null,
  notNeeded: null,
  own: null,
  choice: null,
}

/**
 * How far the papers are. "Ready" is judged as of the filing day, not of today (§5): what is good now may be too
 * old by then, or have ended.
 */
export function readiness(input: ChecklistInput): Readiness {
  const named = new Set(input.papers.map(({ id }) => id))
  const own = Object.entries(input.ticks)
    .filter(([id, tick]) => tick.own !== null && !named.has(id))
    .map(([id]): Paper => ({ ...OWN, id }))
  const items = [...input.papers, ...own].map(paper => stateOf(paper, input))
  const missing = items.filter(({ state }) => state === 'missing').map(({ id }) => id)
  const ready = items.filter(({ state }) => state === 'ready').length
  return {
    filingDay: input.filingDay,
    ready,
    needed: ready + missing.length,
    missing,
    unanswered: items.filter(({ state }) => state === 'unanswered').map(({ id }) => id),
    items,
  }
}

const OWN: Omit<Paper, 'id'> = {
  required: 'yes',
  card: null,
  oneOf: null,
  outlives: null,
  blankPages: null,
  maxAge: null,
}

function stateOf(paper: Paper, input: ChecklistInput): PaperState {
  const tick = input.ticks[paper.id] ?? NO_TICK
  const card = input.links[paper.id] ?? null
  const takenFrom = oldestOf(paper, input)
  const begun = tick.done !== null || tick.taken !== null || card !== null
  const { fault, doubts } = judged(paper, tick, card, takenFrom, input)
  const base = { id: paper.id, own: tick.own !== null, takenFrom, card, fault: null, doubts: [] }
  if (tick.notNeeded === true) return { ...base, state: 'not-needed' }
  const asked = paper.required === 'yes' || tick.notNeeded === false || begun
  if (!asked) return { ...base, state: paper.required === 'no' ? 'optional' : 'unanswered' }
  return { ...base, state: fault ? 'missing' : 'ready', fault, doubts }
}

function judged(
  paper: Paper,
  tick: Tick,
  card: LinkedCard | null,
  oldest: CivilDate | null,
  { filingDay, expires, validity }: ChecklistInput,
): Pick<PaperState, 'fault' | 'doubts'> {
  const doubts: PaperDoubt[] = []
  const bad = (fault: PaperFault) => ({ fault, doubts: [] })
  const measure = { filingDay, expires, validity, outlives: paper.outlives }
  if (card) {
    const link = linkFault(card, measure)
    if (link.fault) return bad(link.fault)
    if (!link.certain) doubts.push('new-end')
    // A card that is at hand needs no tick; its pages have to be counted all the same.
  } else if (tick.done === null && tick.taken === null) return bad({ code: 'not-yet' })
  if (oldest !== null && !card) {
    // Whatever was ticked off on a day was taken on it or before.
    const taken = tick.taken ?? tick.done!
    if (taken < oldest) return bad({ code: 'too-old', oldest })
    if (tick.taken === null) doubts.push('age')
  }
  if (!card && tick.until !== null) {
    const link = linkFault({ expires: tick.until }, measure)
    if (link.fault?.code === 'link-ends-before-filing')
      return bad({ code: 'ends-before-filing', until: tick.until })
    if (link.fault) return bad(link.fault)
    if (!link.certain) doubts.push('new-end')
  } else if (!card && mayEnd(paper, tick)) doubts.push('until')
  if (paper.blankPages !== null) {
    if (tick.pages !== null && tick.pages < paper.blankPages)
      return bad({ code: 'too-few-pages', pages: tick.pages, needed: paper.blankPages })
    if (tick.pages === null) doubts.push('pages')
  }
  return { fault: null, doubts }
}

/** Whether it is a paper with an end of its own; something else that would do in its place has none. */
function mayEnd({ card, oneOf }: Paper, { choice }: Tick): boolean {
  return card !== null && (oneOf === null || choice === null || choice === card)
}

/** The oldest day on which a paper may have been taken; cards have an end instead. */
function oldestOf(paper: Paper, { filingDay, maxAge }: ChecklistInput): CivilDate | null {
  const limit = paper.maxAge ?? (paper.card === null ? maxAge : null)
  const period = limit === null ? null : parsePeriod(limit)
  if (filingDay === null || !period) return null
  if (period.workdays > 0) throw new TypeError('the age of a paper is counted in calendar days')
  return before(filingDay, period)
}
