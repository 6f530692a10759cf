import type { CivilDate } from './civil-date.ts'
import { type LinkFault, linkFault } from './link.ts'
import { before, parsePeriod } from './period.ts'

/** A paper as guides write it; periods as text. */
export interface Paper {
  id: string
  /** `unknown`: it depends on the case, and the user is asked once. */
  required: 'yes' | 'no' | 'unknown'
  /** Guide of the card this paper is, where it is one. */
  card: string | null
  /** What else would do in its place. */
  oneOf: readonly { id: string }[] | null
  /** By how much it must outlive the new card; null: it must only be good on filing day. */
  outlives: string | null
  blankPages: number | null
  /** How old it may be on filing day. */
  maxAge: string | null
}

/** What the user has said of a paper; civil dates in the card's zone. */
export interface PaperTick {
  done: CivilDate | null
  taken: CivilDate | null
  /** The last day it holds. */
  until: CivilDate | null
  pages: number | null
  /** false: the user said it is needed; null: nobody has said. */
  notNeeded: boolean | null
  /** The user's own addition. */
  own: { text: string } | null
  choice: string | null
}

/** A card that is a paper of another card. */
export interface LinkedCard {
  id: string
  name: string
  /** Its last valid day; null: it never ends. */
  expires: CivilDate | null
  /** How long its own renewal takes, as a period; null when nobody knows. */
  duration: string | null
  /** What itself must be valid for its renewal. */
  needs: readonly { paper: string; card: LinkedCard }[]
}

/** Everything "ready" is judged by. */
export interface ChecklistInput {
  papers: readonly Paper[]
  /** How old any paper may be on filing day, where it says nothing itself. A card is no such paper. */
  maxAge: string | null
  ticks: Readonly<Record<string, PaperTick>>
  /** By the id of the paper: the card it is. */
  links: Readonly<Record<string, LinkedCard>>
  /** The day all is judged by; null where no day is known (a card without end). */
  filingDay: CivilDate | null
  /** The last day of the card as it is. */
  expires: CivilDate | null
  /** How long the new card will be valid; null when nobody knows. */
  validity: string | null
}

/** Why a paper is not, or may not be, good on filing day. */
export type PaperFault =
  | { code: 'not-yet' }
  | { code: 'too-old'; oldest: CivilDate }
  | { code: 'ends-before-filing'; until: CivilDate }
  | { code: 'too-few-pages'; pages: number; needed: number }
  | LinkFault

/** What nobody has said, so that a paper is taken for good although it may not be. */
export type PaperDoubt = 'age' | 'until' | 'pages' | 'new-end'

/** How one paper stands as of the filing day. */
export interface PaperState {
  id: string
  /** `unanswered`: whether it is needed has to be asked; `optional`: it helps, and nobody asks for it. */
  state: 'ready' | 'missing' | 'unanswered' | 'optional' | 'not-needed'
  /** Whether the user added it. */
  own: boolean
  /** Why it is missing; null otherwise. */
  fault: PaperFault | null
  doubts: PaperDoubt[]
  /** The first day on which it may be taken and still be fresh on filing day; null: any. */
  takenFrom: CivilDate | null
  /** The card it is, where one is linked. */
  card: LinkedCard | null
}

/** How far the papers are, as of the filing day. */
export interface Readiness {
  filingDay: CivilDate | null
  ready: number
  /** Papers that are needed for certain: neither unanswered nor optional ones. */
  needed: number
  /** Ids, in the guide's order. */
  missing: string[]
  unanswered: string[]
  items: PaperState[]
}

const NO_TICK: PaperTick = {
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
  tick: PaperTick,
  card: LinkedCard | null,
  oldest: CivilDate | null,
  { filingDay, expires, validity }: ChecklistInput,
): Pick<PaperState, 'fault' | 'doubts'> {
  const doubts: PaperDoubt[] = []
  const bad = (fault: PaperFault) => ({ fault, doubts: [] })
  if (card) {
    const link = linkFault(card, { filingDay, expires, validity, outlives: paper.outlives })
    if (link.fault) return bad(link.fault)
    if (!link.certain) doubts.push('new-end')
    // A card that is at hand needs no tick; its pages have to be counted all the same.
  } else if (tick.done === null && tick.taken === null) return bad({ code: 'not-yet' })
  if (oldest !== null && !card) {
    // Whatever was ticked off on a day was taken on it or before.
    const taken = tick.taken ?? tick.done
    if (taken !== null && taken < oldest) return bad({ code: 'too-old', oldest })
    if (tick.taken === null) doubts.push('age')
  }
  if (!card && tick.until !== null) {
    const end = { id: '', name: '', expires: tick.until, duration: null, needs: [] }
    const link = linkFault(end, { filingDay, expires, validity, outlives: paper.outlives })
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
function mayEnd({ card, oneOf }: Paper, { choice }: PaperTick): boolean {
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
