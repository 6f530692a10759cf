import type { CivilDate } from '../dates/civil-date.ts'
import { before, parsePeriod } from '../dates/period.ts'
import { type LinkedCard, type LinkFault, linkFault } from './link.ts'

/** A paper from a guide; periods are texts such as `3mo`. */
export interface Paper {
  id: string
  /** `unknown`: it depends on the case, so the user is asked once. */
  required: 'yes' | 'no' | 'unknown'
  card: string | null
  oneOf: readonly { id: string }[] | null
  outlives: string | null
  blankPages: number | null
  maxAge: string | null
  /** How long it takes to get; null: unknown. */
  duration: string | null
}

/** What the user has entered about a paper or step; civil dates in the card's zone. */
export type Tick = {
  done: CivilDate | null
  taken: CivilDate | null
  until: CivilDate | null
  pages: number | null
  /** false: the user said it is needed; null: not answered. */
  notNeeded: boolean | null
  own: { text: string } | null
  choice: string | null
}

export interface ChecklistInput {
  papers: readonly Paper[]
  /** How old other papers than cards may be on filing day. */
  maxAge: string | null
  ticks: Readonly<Record<string, Tick>>
  links: Readonly<Record<string, LinkedCard>>
  /** The cards that may be a paper, but that the user has to link, by the id of the paper. */
  candidates: Readonly<Record<string, readonly LinkedCard[]>>
  filingDay: CivilDate | null
  expires: CivilDate | null
  validity: string | null
}

export type PaperFault =
  | { code: 'not-yet' }
  | { code: 'too-old'; oldest: CivilDate }
  | { code: 'ends-before-filing'; until: CivilDate }
  | { code: 'too-few-pages'; pages: number; needed: number }
  | LinkFault

export type PaperDoubt = 'age' | 'until' | 'pages' | 'new-end'

export interface PaperState {
  id: string
  /** `unanswered`: the user must say whether it is needed; `optional`: it helps but is not required. */
  state: 'ready' | 'missing' | 'unanswered' | 'optional' | 'not-needed'
  own: boolean
  fault: PaperFault | null
  doubts: PaperDoubt[]
  takenFrom: CivilDate | null
  card: LinkedCard | null
  candidates: readonly LinkedCard[]
}

export interface Readiness {
  filingDay: CivilDate | null
  ready: number
  /** Counts the unanswered papers, which may be needed, but not the optional ones. */
  needed: number
  missing: string[]
  unanswered: string[]
  items: PaperState[]
}

export const NO_TICK: Tick = {
  done: null,
  taken: null,
  until: null,
  pages: null,
  notNeeded: null,
  own: null,
  choice: null,
}

/** By filing day a paper may be too old or expired (§5). */
export function readiness(input: ChecklistInput): Readiness {
  const known = new Set(input.papers.map(({ id }) => id))
  const own = Object.entries(input.ticks)
    .filter(([id, tick]) => tick.own !== null && !known.has(id))
    .map(([id]): Paper => ({ ...OWN_PAPER, id }))
  const items = [...input.papers, ...own].map(paper => stateOf(paper, input))
  const idsOf = (wanted: PaperState['state']) =>
    items.filter(({ state }) => state === wanted).map(({ id }) => id)
  const [ready, missing, unanswered] = [idsOf('ready').length, idsOf('missing'), idsOf('unanswered')]
  const needed = ready + missing.length + unanswered.length
  return { filingDay: input.filingDay, ready, needed, missing, unanswered, items }
}

const OWN_PAPER: Omit<Paper, 'id'> = {
  required: 'yes',
  card: null,
  oneOf: null,
  outlives: null,
  blankPages: null,
  maxAge: null,
  duration: null,
}

function stateOf(paper: Paper, input: ChecklistInput): PaperState {
  const tick = input.ticks[paper.id] ?? NO_TICK
  const card = input.links[paper.id] ?? null
  const takenFrom = oldestDateOf(paper, input)
  const isStarted = tick.done !== null || tick.taken !== null || card !== null
  const { fault, doubts } = checkPaper(paper, tick, card, takenFrom, input)
  const candidates = input.candidates[paper.id] ?? []
  const base = { id: paper.id, own: tick.own !== null, takenFrom, card, candidates, fault: null, doubts: [] }
  if (tick.notNeeded === true) return { ...base, state: 'not-needed' }
  const isNeeded = paper.required === 'yes' || tick.notNeeded === false || isStarted
  if (!isNeeded) return { ...base, state: paper.required === 'no' ? 'optional' : 'unanswered' }
  return { ...base, state: fault ? 'missing' : 'ready', fault, doubts }
}

function checkPaper(
  paper: Paper,
  tick: Tick,
  card: LinkedCard | null,
  oldest: CivilDate | null,
  renewal: ChecklistInput,
): Pick<PaperState, 'fault' | 'doubts'> {
  const doubts: PaperDoubt[] = []
  const missing = (fault: PaperFault) => ({ fault, doubts: [] })
  if (!card) {
    // A paper was obtained on or before the day it was ticked off.
    const taken = tick.taken ?? tick.done
    if (taken === null) return missing({ code: 'not-yet' })
    if (oldest !== null && taken < oldest) return missing({ code: 'too-old', oldest })
    if (oldest !== null && tick.taken === null) doubts.push('age')
  }
  const expires = card ? card.expires : tick.until
  const { fault, certain } = linkFault({ expires }, { ...renewal, outlives: paper.outlives })
  if (fault?.code === 'link-ends-before-filing' && !card)
    return missing({ code: 'ends-before-filing', until: fault.until })
  if (fault) return missing(fault)
  if (!certain) doubts.push('new-end')
  if (!card && tick.until === null && mayEnd(paper, tick)) doubts.push('until')
  if (paper.blankPages !== null) {
    if (tick.pages !== null && tick.pages < paper.blankPages)
      return missing({ code: 'too-few-pages', pages: tick.pages, needed: paper.blankPages })
    if (tick.pages === null) doubts.push('pages')
  }
  return { fault: null, doubts }
}

function mayEnd({ card, oneOf }: Paper, { choice }: Tick): boolean {
  return card !== null && (oneOf === null || choice === null || choice === card)
}

function oldestDateOf(paper: Paper, { filingDay, maxAge }: ChecklistInput): CivilDate | null {
  const period = parsePeriod(paper.maxAge ?? (paper.card === null ? maxAge : null))
  if (filingDay === null || !period) return null
  if (period.workdays > 0) throw new TypeError('the age of a paper is counted in calendar days')
  return before(filingDay, period)
}
