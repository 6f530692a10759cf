import type { Assessed } from '../../cards/assessed.ts'
import { STDOUT } from '../../channels/channel.ts'
import type { StatusContext } from '../../context.ts'
import { instead } from '../../errors.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { type LastReminder, lastReminders } from '../../reminders/next-reminder.ts'
import type { TimerState } from '../../reminders/self-check.ts'
import { nextReminderOf } from '../shared/coming-reminders.ts'
import type { ShownReminders } from './rows.ts'

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

/** Returns what a terminal shows of the next and the last reminder. */
export function shownReminders(
  cards: readonly Assessed[],
  { ledger, timer }: { ledger: Ledger; timer: TimerState },
  ctx: StatusContext,
): ShownReminders {
  const { next, last } = remindersOf(cards, ledger, ctx)
  const newest = newestReminder(cards, last)
  const isSent = timer.installed !== null && !timer.stale && timer.missing === null
  return {
    next:
      next && isSent
        ? { at: next.owed ? null : next.at, names: namesOf(next.cards), channels: sentBy(next.channels) }
        : null,
    last: newest && { at: newest.at, names: namesOf(newest.cards), channels: sentBy(newest.channels) },
  }
}

/** Printing is not sending. */
const sentBy = (channels: readonly string[]): string[] => channels.filter(name => name !== STDOUT)

const namesOf = (cards: readonly Assessed[]): string[] => cards.map(({ card }) => card.name)

/** Returns the newest of the last reminders, with the cards that were in the same message. */
function newestReminder(
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

/** Marks reminders that a terminal has shown as seen (§8); where the ledger cannot be written, nothing is reported. */
export async function rememberSeen(unseen: ReadonlySet<string>, ctx: StatusContext): Promise<void> {
  if (unseen.size === 0 || ctx.on !== null || ctx.io.outputFault !== null) return
  const { markSeen } = await import('../../reminders/ledger.ts')
  await ctx.ledger.update(ledger => markSeen(ledger, unseen)).catch(instead(null))
}
