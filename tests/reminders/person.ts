import { Temporal } from 'temporal-polyfill'
import type { ReminderCard } from '../../src/reminders/owed.ts'
import { NONE } from '../../src/schedule/work-calendars.ts'
import { reminderCard, term } from './fixtures.ts'

/** What the user does on a day, before the timer runs. */
export type UserAction = 'nothing' | 'ack' | 'snooze' | 'renew' | 'back' | 'correct'

/** A day of the user's: how many days after the last one, and what is done. */
export interface UserDay {
  gap: number
  action: UserAction
  amount: number
}

/** A civil day so many days later, by an independent calendar. */
export const plus = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString()

/** The card as the user left it, with an independent answer to "what must have been heard by today". */
export class Person {
  today = '2026-06-01'
  expires = '2026-08-15'
  before = '2026-08-15'
  acked: { expires: string; on: string } | null = null
  snoozed: { expires: string; until: string } | null = null

  act({ gap, action, amount }: UserDay): void {
    this.today = plus(this.today, gap)
    if (action === 'ack') this.acked = { expires: this.expires, on: this.today }
    if (action === 'snooze') this.snoozed = { expires: this.expires, until: plus(this.today, amount) }
    if (action === 'renew') this.moveTo(plus(this.expires > this.today ? this.expires : this.today, 60))
    if (action === 'correct') this.moveTo(plus(this.expires, amount - 10))
    if (action === 'back') this.moveTo(this.before)
  }

  moveTo(expires: string): void {
    this.before = this.expires
    this.expires = expires
  }

  get ackedOn(): string | null {
    return this.acked?.expires === this.expires ? this.acked.on : null
  }

  card(): ReminderCard {
    const snoozedUntil = this.snoozed?.expires === this.expires ? this.snoozed.until : null
    const dates = { expires: this.expires, acknowledged: this.ackedOn, snoozedUntil, workdays: NONE }
    return reminderCard(this.today, { term: term(dates) })
  }

  /** The day of the newest milestone that must have been heard; null while silence is right. */
  mustHaveHeard(): string | null {
    const { expires, today, ackedOn, snoozed } = this
    const end = snoozed?.expires === expires ? snoozed.until : null
    if (end !== null && today < end && today < expires) return null
    const lead = Temporal.PlainDate.from(expires).subtract({ months: 1 }).toString()
    const days = [lead, ...[14, 7, 3, 1, 0].map(n => plus(expires, -n))]
    const over = Temporal.PlainDate.from(expires).until(today).days
    const since = ackedOn !== null && ackedOn > expires ? ackedOn : null
    for (let n = 1; n <= over; n++) {
      const day = plus(expires, n)
      const isAfterAck = since !== null && day > since
      const fromAck = since === null ? 0 : Temporal.PlainDate.from(since).until(day).days
      if (isAfterAck ? fromAck % 7 === 0 : n <= 30 || (n - 30) % 7 === 0) days.push(day)
    }
    const newest = days.filter(day => day <= today).reduce((a, b) => (a > b ? a : b), '')
    return newest === '' || (ackedOn !== null && newest <= ackedOn) ? null : newest
  }
}
