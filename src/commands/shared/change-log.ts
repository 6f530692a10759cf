import type { Change } from '../../cards/changes.ts'
import type { Context } from '../../context.ts'
import type { SettingsChange } from '../../settings.ts'

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
