import type { Context } from '../../context.ts'
import type { Surface } from '../../io/io.ts'
import { changedCards } from '../../restore-journal.ts'
import { completeSettings, type Settings } from '../../settings.ts'
import { changedParts } from '../../settings-changes.ts'
import { printable } from '../../text/printable.ts'
import { differenceRenderer } from './difference.ts'
import { settingsDifference } from './settings-difference.ts'

type Content = Record<string, unknown>

/** Stored files before and after a restore, compared where both are there. */
export interface StoreDifference {
  cards?: { before: Content; after: Content }
  settings?: { before: Content; after: Content }
  guides: readonly string[]
  workdays: readonly string[]
  entries: number
}

/** Returns what a restore, or undoing it, changes, in words; an empty text when nothing differs. */
export async function storeDifference(
  { cards, settings, guides, workdays, entries }: StoreDifference,
  ctx: Context,
): Promise<(to: Surface) => string> {
  const { words } = ctx
  const rows = cards ? changedCards(cards.before, cards.after) : []
  const render = await differenceRenderer(rows, ctx)
  const parts = settings
    ? settingRows(completeSettings(settings.before), completeSettings(settings.after))
    : []
  const renderParts = await settingsDifference(parts, ctx)
  const names = (list: readonly string[]) => list.map(printable).join(words('words.listed'))
  const others = [
    guides.length > 0 && words('difference.guides', { names: names(guides) }),
    workdays.length > 0 && words('difference.workdays', { names: names(workdays) }),
    entries > 0 && words('difference.ledger', { count: entries }),
  ]
  const lines = others.flatMap(line => (line ? `  ${line}\n` : []))
  return to => render(rows, to) + renderParts(to) + lines.join('')
}

function settingRows(before: Settings, after: Settings) {
  return changedParts(before, after).map(({ of, name, before: was }) => ({
    of,
    name,
    before: was ?? null,
    after: (after[of] as Record<string, unknown>)[name] ?? null,
  }))
}
