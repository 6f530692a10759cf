import type { Assessed } from '../../cards/assessed.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { StatusContext } from '../../context.ts'
import { instead } from '../../errors.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { type LastReminder, lastReminders } from '../../reminders/next-reminder.ts'
import type { TimerState } from '../../reminders/self-check.ts'
import { nextReminderOf } from '../shared/coming-reminders.ts'
import type { ShownReminders } from './rows.ts'

/** Finds the next and the last reminders of some cards. `status` loads this for a terminal and for `--json` only. */
export function remindersOf(cards: readonly Assessed[], ledger: Ledger, ctx: StatusContext) {
  const next = nextReminderOf(cards, ctx)
  const ids = new Set(next?.reminders.map(({ card }) => card))
  return {
    /** Which the timer sends next; `at` is RFC 3339; null: none follows. */
    next: next && {
      ...next,
      at: ctx.io.timestamp(next.at),
      cards: cards.filter(({ card }) => ids.has(card.id)),
    },
    /** The last one of each card that the ledger still holds, by the card's id. */
    last: lastReminders(ledger, ctx.today(null)),
  }
}

/** Returns what a terminal shows of the next and the last reminder. */
export function shownReminders(
  cards: readonly Assessed[],
  { ledger, timer }: { ledger: Ledger; timer: TimerState },
  ctx: StatusContext,
): ShownReminders {
  const { next, last } = remindersOf(cards, ledger, ctx)
  const isSent = timer.installed !== null && !timer.stale && timer.missing === null
  // Printing is not sending.
  const shown = <At>(at: At, named: readonly Assessed[], channels: readonly string[]) => ({
    at,
    names: named.map(({ card }) => card.name),
    channels: channels.filter(name => name !== STDOUT),
  })
  const newest = newestReminder(cards, last)
  return {
    next: next && isSent ? shown(next.owed ? null : next.at, next.cards, next.channels) : null,
    last: newest && shown(newest.at, newest.cards, newest.channels),
  }
}

/** Returns the newest of the last reminders, with the cards that were in the same message. */
function newestReminder(cards: readonly Assessed[], last: ReadonlyMap<string, LastReminder>) {
  const [newest] = cards
    .flatMap(({ card }) => last.get(card.id) ?? [])
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  if (!newest) return null
  const minute = newest.at.slice(0, 16)
  return { ...newest, cards: cards.filter(({ card }) => last.get(card.id)?.at.slice(0, 16) === minute) }
}

/** Marks reminders that a terminal has shown as seen (§8); where the ledger cannot be written, nothing is reported. */
export async function rememberSeen(unseen: ReadonlySet<string>, ctx: StatusContext): Promise<void> {
  if (unseen.size === 0 || ctx.on !== null || ctx.io.outputFault !== null) return
  const { markSeen } = await import('../../reminders/ledger.ts')
  await ctx.ledger.update(ledger => markSeen(ledger, unseen)).catch(instead(null))
}
