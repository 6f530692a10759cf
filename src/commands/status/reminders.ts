import type { Assessed } from '../../cards/assess.ts'
import type { StatusContext } from '../../context.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { type LastReminder, lastReminders } from '../../reminders/next-reminder.ts'
import { nextReminderOf } from '../shared/coming-reminders.ts'

/** The reminders before and after this moment, of the cards that are shown. */
export interface StatusReminders {
  /** Which the timer sends next; `at` is RFC 3339; null: none follows. */
  next: { at: string; owed: boolean; cards: readonly Assessed[]; channels: readonly string[] } | null
  /** The last one of each card that the ledger still holds, by the card's id. */
  last: ReadonlyMap<string, LastReminder>
}

/** Finds the next and the last reminders of some cards. `status` loads this for a terminal and for `--json` only. */
export function remindersOf(cards: readonly Assessed[], ledger: Ledger, ctx: StatusContext): StatusReminders {
  const next = nextReminderOf(cards, ctx)
  const ids = new Set(next?.reminders.map(({ card }) => card))
  return {
    next: next && {
      at: ctx.io.timestamp(next.at),
      owed: next.owed,
      cards: cards.filter(({ card }) => ids.has(card.id)),
      channels: next.channels,
    },
    last: lastReminders(ledger, ctx.today(null)),
  }
}

/** Returns the newest of the last reminders, with the cards that were in the same message. */
export function newestReminder(
  cards: readonly Assessed[],
  last: StatusReminders['last'],
): (Omit<LastReminder, 'milestone'> & { cards: readonly Assessed[] }) | null {
  let newest: LastReminder | null = null
  for (const { card } of cards) {
    const one = last.get(card.id)
    if (one && (newest === null || Date.parse(one.at) > Date.parse(newest.at))) newest = one
  }
  if (newest === null) return null
  const { at, channels } = newest
  const minute = at.slice(0, 16)
  return { at, channels, cards: cards.filter(({ card }) => last.get(card.id)?.at.slice(0, 16) === minute) }
}
