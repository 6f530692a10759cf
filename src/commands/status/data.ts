import { needsAction, type StageCounts } from '../../cards/assess.ts'

import type { Course } from '../../cards/rules.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { Stage, Standing } from '../../schedule/standing.ts'

/** A card as the status screen shows it; every text may come from users and files as it is. */
export interface StatusRow {
  name: string
  holder: string | null
  guideTitle: string | null
  expires: CivilDate | null
  /** The zone in which `standing.today` was read; null: the user's own. */
  zone: string | null
  standing: Standing
  course: Course
  /** Papers: how many are ready, and the names of those that are not. */
  materials: { ready: number; needed: number; missing: readonly string[] } | null
  next: { text: string; by: CivilDate | null } | null
  /** What the guide warns of while the card is overdue or its renewal runs; shown as it is given. */
  warnings: readonly string[]
  snoozedUntil: CivilDate | null
  /** Whether a reminder was printed that nobody is known to have seen. */
  unseen: boolean
  /** The day it was closed. */
  closed: CivilDate | null
  /** Remarks in the reader's language, such as a guide that was lost. */
  notes: readonly string[]
}

/** Something the reader should know beside the cards; what can be typed about it follows where there is something. */
export type StatusHint =
  | { code: 'no-timer' }
  /** `last`: RFC 3339; null: never. */
  | { code: 'timer-stale'; last: string | null }
  | { code: 'no-channel' }
  | { code: 'unseen'; count: number }
  /** `since`: RFC 3339. `error`: why, in words. `gone`: the service said so (HTTP 410). */
  | { code: 'channel'; name: string; since: string | null; error: string; gone: boolean }
  | { code: 'clock'; value: string }
  | { code: 'on'; date: CivilDate }
  /** Closed cards that are not among the rows. */
  | { code: 'closed'; count: number }
  /** Any other fault, in the reader's language, with what to type. */
  | { code: 'fault'; text: string; command: string | null }

/** All that the status screen shows. */
export interface StatusData {
  /** The user's own date. */
  today: CivilDate
  /** In the order in which they are shown: the most urgent first. */
  rows: readonly StatusRow[]
  /** How many cards stand where, closed ones left out. */
  summary: StageCounts
  /** How many cards are kept at all, whether shown or not; 0: nothing was ever added. */
  total: number
  /** Whether every card is wanted, however many lines that takes (`--all`). */
  all: boolean
  hints: readonly StatusHint[]
}

/** The stage a card is shown in: closed ones have none any more. */
export function shownStage({ closed, standing }: StatusRow): Stage | 'closed' {
  return closed === null ? standing.stage : 'closed'
}

/** Whether somebody has something to do for the card, or has not seen what was said of it. */
export function needsSomething(row: StatusRow): boolean {
  return row.closed === null && (row.unseen || needsAction(row))
}
