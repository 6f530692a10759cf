import type { Assessed } from '../../cards/assessed.ts'
import type { Card, ClosedRenewal } from '../../cards/card.ts'
import { cardJson } from '../../cards/card-json.ts'
import type { Context } from '../../context.ts'
import { lastReminders } from '../../reminders/next-reminder.ts'
import { graphemes, printable } from '../../text/printable.ts'
import { ledgerOrEmpty } from './coming-reminders.ts'

/** Returns the status of a card as JSON (§7), for commands that have just changed or shown it. */
export function cardStatusJson(assessed: Assessed, ctx: Context): object {
  const { words, lang } = ctx
  const last = lastReminders(ledgerOrEmpty(ctx), ctx.today(null)).get(assessed.card.id)
  return cardJson(assessed, {
    unseen: false,
    lastReminder: last ?? null,
    words,
    lang,
    zoneName: () => ctx.io.zoneName(),
  })
}

/** Returns a card with its document numbers masked, earlier ones too (§4). */
export function maskedCard(card: Card): Card {
  return { ...card, ...withMaskedNumber(card.number), history: card.history.map(maskedRenewal) }
}

/** Returns a finished renewal with its document number masked. */
export function maskedRenewal(renewal: ClosedRenewal): ClosedRenewal {
  return { ...renewal, ...withMaskedNumber(renewal.number) }
}

/** Shows only the last four characters (§4). */
export function maskedNumber(number: string): string {
  const characters = graphemes(number.trim())
  // Of a short number, four characters would be all of it.
  const shown = characters.length > 4 ? characters.slice(-4) : []
  return `••••${printable(shown.join(''))}`
}

function withMaskedNumber(number: unknown): { number?: string } {
  return typeof number === 'string' ? { number: maskedNumber(number) } : {}
}
