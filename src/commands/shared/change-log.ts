import type { Card } from '../../cards/card.ts'
import { type Change, cardBefore } from '../../cards/changes.ts'
import type { Context } from '../../context.ts'
import type { SettingsChange } from '../../settings.ts'
import { sumOf } from '../../storage/checked-file.ts'
import type { Difference } from './difference.ts'
import type { PartDifference } from './settings-difference.ts'

export interface LoggedChange {
  number: string
  at: string
  command: string
  undone: boolean
  kind: 'cards' | 'settings' | 'timer' | 'restore'
  cards: Change | null
  settings: SettingsChange | null
}

/** Returns the changes in both logs, newest first. One count runs through both (§13). */
export function changeLog(ctx: Context): LoggedChange[] {
  const cards = ctx.cards.changes().map((change): LoggedChange => entryOf(change, { cards: change }))
  const settings = (ctx.settings.read().changes ?? []).map(change => entryOf(change, { settings: change }))
  const log: LoggedChange[] = []
  for (;;) {
    const [card, setting] = [cards.at(-1), settings.at(-1)]
    if (!card && !setting) return log
    if (
      card &&
      setting &&
      card.number === setting.number &&
      card.kind === 'restore' &&
      setting.kind === 'restore'
    ) {
      // One restore of both files. After a crash between them, only one may say that it is undone.
      log.push({ ...card, settings: setting.settings, undone: card.undone && setting.undone })
      cards.pop()
      settings.pop()
    } else if (!setting || (card && isNewer(card, setting))) log.push(cards.pop()!)
    else log.push(settings.pop()!)
  }
}

function isNewer(card: LoggedChange, setting: LoggedChange): boolean {
  // An earlier version counts without the log of the settings, so a number may be there twice.
  const ahead = Number(card.number) - Number(setting.number)
  return ahead !== 0 ? ahead > 0 : Date.parse(card.at) >= Date.parse(setting.at)
}

function entryOf(
  change: Change | SettingsChange,
  of: { cards?: Change; settings?: SettingsChange },
): LoggedChange {
  const { id, at, command, undone, restore } = change
  const isTimer = of.settings !== undefined && of.settings.timer === true && of.settings.parts.length === 0
  const kind = restore ? 'restore' : isTimer ? 'timer' : of.cards ? 'cards' : 'settings'
  return { number: id, at, command, undone, kind, cards: of.cards ?? null, settings: of.settings ?? null }
}

export interface Effect {
  cards: Difference[]
  settings: PartDifference[]
}

/** Returns what each change did, worked out from what it kept and the state after it. */
export function effectsOf(log: readonly LoggedChange[], ctx: Context): Map<LoggedChange, Effect> {
  const cards = new Map<string, Card | null | undefined>(ctx.cards.cards().map(card => [card.id, card]))
  const { values, channels } = ctx.settings.read()
  const parts = new Map<string, unknown>([
    ...Object.entries(values).map(([name, value]): [string, unknown] => [`values ${name}`, value]),
    ...Object.entries(channels).map(([name, value]): [string, unknown] => [`channels ${name}`, value]),
  ])
  const effects = new Map<LoggedChange, Effect>()
  for (const entry of log) {
    // The newest change in the log that a restore brings led to the state that it restores.
    if (entry.undone || entry.kind === 'restore') continue
    effects.set(entry, {
      cards: cardEffects(entry.cards, cards),
      settings: settingsEffects(entry.settings, parts),
    })
  }
  return effects
}

/** @param states of the cards after it by id, which become those before it */
function cardEffects(change: Change | null, states: Map<string, Card | null | undefined>): Difference[] {
  const differences: Difference[] = []
  for (const card of change?.cards ?? []) {
    const state = states.has(card.id) ? states.get(card.id) : null
    // Another program may have changed it since.
    const before = state === undefined ? undefined : cardBefore(card, state)
    states.set(card.id, before ?? card.before)
    if (before !== undefined) differences.push({ name: card.name, before, after: state! })
  }
  return differences
}

function settingsEffects(change: SettingsChange | null, states: Map<string, unknown>): PartDifference[] {
  const differences: PartDifference[] = []
  for (const { of, name, before, after } of change?.parts ?? []) {
    const state = states.get(`${of} ${name}`)
    states.set(`${of} ${name}`, before)
    if (after !== undefined && sumOf(state) === after)
      differences.push({ of, name, before: before ?? null, after: state ?? null })
  }
  return differences
}
