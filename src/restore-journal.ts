import type { Card } from './cards/card.ts'
import type { Logged } from './cards/change-number.ts'
import { type CardsContent, revisionOf } from './cards/changes.ts'
import type { Ledger, LedgerEntry } from './reminders/ledger.ts'
import { completeSettings, type Settings, type SettingsChange } from './settings.ts'
import { lastNumber } from './storage/older-file.ts'
import type { RestoreJournal } from './storage/restore.ts'

type Content = Record<string, unknown>

/** Cards that the log names for a restore. */
const NAMED = 50

/** Returns how a restore goes into the logs of cards and settings and adds to the ledger (§13). @param at RFC 3339 */
export function restoreJournal(at: string): RestoreJournal {
  return {
    number: files => String(Math.max(...files.map(file => lastNumber(logOf(file)))) + 1),
    dataOf: (name, content) => (name === 'cards' ? (content.cards ?? []) : settingsData(content)),
    restored(name, content, here, number, from) {
      const entry = { id: number, at, command: `restore ${from}`, undone: false, restore: true as const }
      if (name === 'ledger') return joinedLedger(here, content)
      if (name === 'settings') return restoredSettings(content, here, { ...entry, parts: [] })
      const cards = changedCards(here, content)
      // An earlier version must not take it for a change that it can undo.
      const count = Math.max(1, cards.length)
      const change = { ...entry, cards: cards.slice(0, NAMED).map(({ id, name }) => ({ id, name })), count }
      const restored = here ? withRevisions(content, here) : content
      return { ...restored, changes: [...importedLog(content), change] }
    },
    undone(name, before, here, number) {
      const entry = logOf(here).find(({ id }) => id === number)
      const changes = [...logOf(before), ...(entry ? [{ ...entry, undone: true }] : [])]
      if (name === 'cards') return { ...withRevisions(before ?? { cards: [] }, here), changes }
      const { timer = null, said = {} } = here
      return { ...completeSettings(before), timer, said, changes }
    },
  }
}

function logOf(content: Content | null): Logged[] {
  return Array.isArray(content?.changes) ? (content.changes as Logged[]) : []
}

/** Returns a log from elsewhere: the files that undoing its restores needs are not here. */
function importedLog(content: Content): Logged[] {
  return logOf(content).map(({ restore: _, ...change }) => change)
}

function settingsData(content: Content): object {
  const { values, channels } = completeSettings(content)
  return { values, channels }
}

function restoredSettings(content: Content, here: Content | null, entry: SettingsChange): Content {
  // A backup does not know what is installed here, and which hints were shown.
  const { timer, said }: Partial<Settings> = here ?? {}
  return {
    ...content,
    timer: timer ?? null,
    ...(said && { said }),
    changes: [...importedLog(content), entry],
  }
}

/** The calendar's counts go on from those here (§11). */
function withRevisions(content: Content, here: Content): Content {
  const { revisions: now } = here as unknown as CardsContent
  const { revisions: then } = content as unknown as CardsContent
  const changed = new Set(changedCards(here, content).map(({ id }) => id))
  const ids = [...new Set([...Object.keys(now ?? {}), ...Object.keys(then ?? {}), ...changed])]
  const next = ids.map(id => [
    id,
    Math.max(revisionOf(now, id), revisionOf(then, id)) + (changed.has(id) ? 1 : 0),
  ])
  return { ...content, revisions: Object.fromEntries(next) }
}

/** Returns the cards that differ between two contents of `cards.json`, removed ones first. */
export function changedCards(
  before: Content | null,
  after: Content,
): { id: string; name: string; before: Card | null; after: Card | null }[] {
  const cardsOf = (content: Content | null) => (content?.cards ?? []) as Card[]
  const [was, is] = [before, after].map(content => new Map(cardsOf(content).map(card => [card.id, card])))
  const removed = [...was!.values()].filter(({ id }) => !is!.has(id))
  const changed = [...is!.values()].filter(card => JSON.stringify(was!.get(card.id)) !== JSON.stringify(card))
  return [...removed, ...changed].map(({ id, name }) => ({
    id,
    name,
    before: was!.get(id) ?? null,
    after: is!.get(id) ?? null,
  }))
}

/** What was delivered cannot be undone. */
export function joinedLedger(here: Content | null, restored: Content): Content {
  if (here === null) return restored
  const [now, then] = [here, restored] as unknown as [Ledger, Ledger]
  const keyOf = ({ at: _at, day: _day, seen: _seen, ...entry }: LedgerEntry) => JSON.stringify(entry)
  const known = new Set(now.entries.map(keyOf))
  return {
    ...restored,
    ...here,
    entries: [...now.entries, ...then.entries.filter(entry => !known.has(keyOf(entry)))],
    ...(now.past || then.past ? { past: [...(now.past ?? []), ...(then.past ?? [])] } : {}),
  }
}
