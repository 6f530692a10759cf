import { cardJson, countStages } from '../../cards/card-json.ts'
import type { StatusContext } from '../../context.ts'
import { jsonText } from '../../text/printable.ts'
import { noteLostSources } from '../shared/source-warnings.ts'
import { changedClock, type Facts, failingChannels, renderHints, timerFaults } from './hints.ts'
import { remindersOf } from './near-reminders.ts'

/** Prints the status as JSON (§7); hints go to stderr. */
export async function printStatusJson(facts: Facts, ctx: StatusContext): Promise<void> {
  const { shown, unseen, timer, faults, ledger } = facts
  // Asked once, and only where a card needs it: the answer takes ten milliseconds.
  let zone: string | null = null
  const zoneName = () => (zone ??= ctx.io.zoneName())
  const { words, lang } = ctx
  const { last, next } = remindersOf(shown, ledger, ctx)
  const cards = shown.map(one => {
    const { id } = one.card
    const lastReminder = last.get(id) ?? null
    return cardJson(one, { unseen: unseen.has(id), lastReminder, words, lang, zoneName })
  })
  const nextReminder = next && {
    at: next.at,
    cards: next.cards.map(({ card }) => card.id),
    channels: next.channels,
  }
  ctx.io.out(
    jsonText({ schema: 1, cards, summary: countStages(shown), timer, nextReminder }, ctx.stdout.isTTY),
  )
  for (const fault of faults) ctx.note(words('line.error', fault))
  const isUsed = facts.cards.length > 0
  const mayNotArrive = isUsed ? [...timerFaults(timer, words), ...failingChannels(facts, words)] : []
  ctx.io.err(renderHints([...changedClock(ctx), ...mayNotArrive], words))
  await noteLostSources(shown, ctx)
}
