import { byUrgency } from '../cards/assess.ts'
import type { Reminder } from '../channels/channel.ts'
import { type Hash, reminderId } from './ids.ts'
import type { Owed } from './owed.ts'
import type { ReminderText } from './wording.ts'

/** Something owed, with all that is said of it. */
export interface Item {
  due: ReminderText
  reminder: Reminder
}

/** What is owed, most urgent first. */
export function itemsOf(owed: readonly { owed: Owed; due: ReminderText }[], hash: Hash): Item[] {
  const items = owed.map(({ owed, due }) => ({ due, reminder: reminderOf(owed, due, hash) }))
  return byUrgency(items, ({ due }) => due)
}

function reminderOf(owed: Owed, due: ReminderText, hash: Hash): Reminder {
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
