import type { Assessed } from '../cards/assess.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import type { Ledger } from './ledger.ts'
import type { ReminderCard } from './owed.ts'

/** A card as reminders see it. */
export function reminderCardOf({ card, term, standing }: Assessed): ReminderCard {
  return {
    card: card.id,
    name: card.name,
    term,
    today: standing.today,
    closed: card.closed !== null,
    channels: card.channels,
    lang: card.lang,
  }
}

/**
 * The ids of the cards of which a reminder was printed that nobody is known to have seen (§8).
 * @param channels the names of all channels that are set up
 * @param today the user's civil day
 */
export async function unseenCards(
  cards: readonly Assessed[],
  ledger: Ledger,
  channels: readonly string[],
  today: CivilDate,
): Promise<Set<string>> {
  // Most ledgers hold nothing unseen, and then no card need be asked about.
  if (ledger.entries.every(({ seen }) => seen)) return new Set()
  const [{ indexLedger }, { isUnseen }] = await Promise.all([
    import('./ledger-index.ts'),
    import('./owed.ts'),
  ])
  const index = indexLedger(ledger, today)
  return new Set(
    cards
      .map(reminderCardOf)
      .filter(card => isUnseen(card, index, channels))
      .map(({ card }) => card),
  )
}
