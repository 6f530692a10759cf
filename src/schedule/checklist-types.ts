import type { CivilDate } from '../dates/civil-date.ts'

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

/** What the user has said of a paper or step; civil dates in the card's zone. */
export type Tick = {
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
  ticks: Readonly<Record<string, Tick>>
  /** By the id of the paper: the card it is. */
  links: Readonly<Record<string, LinkedCard>>
  /** The day all is judged by; null where no day is known (a card without end). */
  filingDay: CivilDate | null
  /** The last day of the card as it is. */
  expires: CivilDate | null
  /** How long the new card will be valid; null when nobody knows. */
  validity: string | null
}

/** Why a card that is a paper of another one will not do. */
export type LinkFault =
  | { code: 'link-ends-before-filing'; until: CivilDate }
  /** `newEnd`: the last day of the new card; `needed`: the day it must be valid to. */
  | { code: 'link-ends-too-soon'; until: CivilDate; needed: CivilDate; newEnd: CivilDate }

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
