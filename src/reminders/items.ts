import type { Reminder } from '../channels/channel.ts'
import type { Stage } from '../schedule/standing.ts'
import { type Hash, reminderId } from './ids.ts'
import type { Owed } from './owed.ts'
import type { Due } from './wording.ts'

/** Something owed, with all that is said of it. */
export interface Item {
  due: Due
  reminder: Reminder
}

const RANK: Record<Stage, number> = { overdue: 0, 'last-day': 1, prepare: 2, valid: 3, permanent: 4 }

/** What is owed, most urgent first: by stage, then by the earliest date that matters, then by name, as `status` has it. */
export function itemsOf(owed: readonly { owed: Owed; due: Due }[], hash: Hash): Item[] {
  return owed.map(({ owed, due }) => ({ due, reminder: reminderOf(owed, due, hash) })).sort(byUrgency)
}

function reminderOf(owed: Owed, due: Due, hash: Hash): Reminder {
  const { card, expires, milestone, date } = owed
  const { holder, name, standing, next } = due
  const { stage, daysLeft } = standing
  return {
    card,
    name,
    holder,
    expires,
    milestone,
    date,
    id: reminderId(hash, owed),
    stage,
    daysLeft: daysLeft ?? 0,
    next,
  }
}

function byUrgency(a: Item, b: Item): number {
  const day = ({ due }: Item) => due.standing.earliest?.date ?? due.expires
  return (
    RANK[a.reminder.stage] - RANK[b.reminder.stage] ||
    compare(day(a), day(b)) ||
    compare(a.reminder.name, b.reminder.name)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
