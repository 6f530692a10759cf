import type { CivilDate } from '../dates/civil-date.ts'
import type { ChecklistInput, LinkedCard, PaperFault, Readiness } from './checklist-types.ts'
import type { Term } from './term.ts'

/** How far the source of a fact is to be trusted. */
export type PlanTrust = 'official' | 'secondary' | 'unverified' | 'own'

/** One action of a method, as guides write it. */
export interface MethodStep {
  id: string
  kind: 'step' | 'office' | 'wait'
  phase: 'before' | 'filing' | 'after'
  /** From beginning it to its result, as a period; null when nobody knows. */
  duration: string | null
  trust: PlanTrust | null
}

/** A way to renew, as far as the plan needs it. */
export interface PlanMethod {
  id: string
  steps: readonly MethodStep[]
  /** What it gains to pay for speed; null: nobody knows of such a thing; `saves: null`: how much is unknown. */
  expedite: { saves: string | null } | null
}

/** Everything a plan is made from. Dates are civil dates in the card's zone; periods are texts. */
export interface PlanInput {
  today: CivilDate
  term: Term
  /** `filingDay` is worked out by the plan. */
  checklist: Omit<ChecklistInput, 'filingDay' | 'expires'>
  /** By paper: how long it takes to get (the guide's word), and how far to trust that it is asked for. */
  papers: Readonly<Record<string, { duration: string | null; trust: PlanTrust | null }>>
  methods: readonly PlanMethod[]
  /** The chosen method; null: not chosen yet, or the guide has none. */
  method: string | null
  /** The user's own durations, by the id of a paper or step; `slack`: days to keep in hand before filing. */
  durations: Readonly<Record<string, string>>
}

/** One thing to do, and when. */
export interface PlanStep {
  /**
   * The id of the guide's step or material, or of the user's own paper; else `choose-method`, `file` (no method
   * known), `wait-for-card`, or `renew-<card id>` for a card that must be renewed first.
   */
  code: string
  kind: 'step' | 'material' | 'link' | 'office'
  /** The last day to begin it so that all that follows still fits. */
  latest: CivilDate
  /** Not before this day; null: any day. */
  earliest: CivilDate | null
  /** The codes of what must be done before it. */
  needs: string[]
  /** How far to trust that it is asked for; null: nobody's word but the user's or the calendar's. */
  trust: PlanTrust | null
  /** How long it takes is known to nobody; it is counted as nothing. */
  unknown: boolean
  /** How long it takes, as a period; null when unknown. */
  duration: string | null
  /** Nothing to do but wait. */
  waits: boolean
  done: boolean
  /** Not done, and its latest day is gone. */
  late: boolean
  /** Whether it is needed at all has to be asked. */
  unanswered: boolean
  /** Why it has to be done (again); null where that is plain. */
  why: PaperFault | null
  /** The linked card it is about. */
  card: LinkedCard | null
}

/** Why a plan does not fit, or what is odd about it. */
export type PlanProblem =
  | { code: 'expired'; expires: CivilDate }
  | { code: 'past-file-by'; fileBy: CivilDate }
  | { code: 'appointment-too-late'; appointment: CivilDate; fileBy: CivilDate }
  | { code: 'appointment-too-early'; appointment: CivilDate; opens: CivilDate }
  | { code: 'appointment-day-off'; appointment: CivilDate; off: 'weekend' | 'holiday' }
  | { code: 'appointment-past'; appointment: CivilDate }
  /** `step` should have begun by `latest`. */
  | { code: 'step-late'; step: string; latest: CivilDate }
  | { code: 'no-day-to-file'; opens: CivilDate; latest: CivilDate }

/** What would still work where the plan does not fit. */
export interface Alternative {
  code: 'earlier-appointment' | 'later-appointment' | 'expedite' | 'method' | 'agent'
  /** The method it is about; null where that is the one chosen or there is none. */
  method: string | null
  /** Whether everything about it is known and fits; false: it may fit, ask. */
  certain: boolean
}

/** A renewal worked backwards from its last day. */
export interface Plan {
  /** Whether everything not yet done can still be done in time, as far as it is known. */
  fits: boolean
  today: CivilDate
  /** The method it is for; null: none chosen. */
  method: string | null
  /** The first and last day on which filing is in time (an appointment narrows it to its day); null once filed. */
  filing: { earliest: CivilDate | null; latest: CivilDate } | null
  /** The day papers are judged by: filed, booked, or the last day to file, and never before today. */
  filingDay: CivilDate
  /** Days between today and the first latest day of what is not done; negative when it is gone, null: all done. */
  slackDays: number | null
  /** In the order in which they fall due; of one day in the order they are done. */
  steps: PlanStep[]
  readiness: Readiness
  problems: PlanProblem[]
  alternatives: Alternative[]
  /** The codes whose duration nobody knows, and `processing`. */
  unknown: string[]
}
