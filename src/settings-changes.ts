import { changeToUndo, lastNumberIn, withinLimits } from './cards/change-number.ts'
import { RenewError } from './errors.ts'
import type { ChangedPart, ChannelSettings, Settings, SettingsChange, SettingsFile } from './settings.ts'
import { sumOf } from './storage/checked-file.ts'
import { lastNumber } from './storage/older-file.ts'

export interface SettingsUndo {
  change: SettingsChange
  parts: { of: ChangedPart['of']; name: string; now: unknown; restored: unknown }[]
}

/** @param command without values, for the log @param at RFC 3339 instant */
export async function changeLogged(
  file: SettingsFile,
  command: string,
  at: string,
  change: (settings: Settings) => Settings,
): Promise<void> {
  await file.change(before => {
    const after = change(before)
    const parts = changedParts(before, after)
    const isTimer = sumOf(before.timer) !== sumOf(after.timer)
    // Hints are not logged.
    if (parts.length === 0 && !isTimer) return after
    const log = before.changes ?? []
    const id = String(Math.max(lastNumber(log), lastNumberIn(file.cards)) + 1)
    const logged = { id, at, command, parts, undone: false, ...(isTimer && { timer: true as const }) }
    return { ...after, changes: withinLimits([...log, logged], isUndoable, withoutValues) }
  })
}

/** @throws RenewError as `planSettingsUndo` */
export async function undoSettings(file: SettingsFile, id: SettingsChange['id']): Promise<SettingsUndo> {
  let done: SettingsUndo | null = null
  await file.change(current => {
    done = planSettingsUndo(current, id)
    return withSettingsUndone(current, done)
  })
  return done!
}

/** Returns the settings and channels that differ. */
export function changedParts(before: Settings, after: Settings): ChangedPart[] {
  return (['values', 'channels'] as const).flatMap(of => {
    const [was, is] = [before[of] as Record<string, unknown>, after[of] as Record<string, unknown>]
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    return names.flatMap((name): ChangedPart[] => {
      const [old, now] = [partOf(was, name), partOf(is, name)]
      if (sumOf(old) === sumOf(now)) return []
      const isRemoved = of === 'channels' && now === null
      const place = isRemoved ? { place: Object.keys(was).indexOf(name) } : {}
      return [{ of, name, before: old, after: sumOf(now), ...place }]
    })
  })
}

/** @param id null: the newest one that is not undone @throws RenewError as `changeToUndo`, and `undo-changed` */
export function planSettingsUndo(settings: Settings, id: string | null): SettingsUndo {
  const touches = (one: SettingsChange, other: SettingsChange) =>
    one.parts.some(({ of, name }) => other.parts.some(part => part.of === of && part.name === name))
  const log = (settings.changes ?? []).filter(({ parts, restore }) => restore || parts.length > 0)
  const change = changeToUndo(log, id, isUndoable, touches)
  const parts = change.parts.map(({ of, name, before = null, after }) => {
    const now = partOf(settings[of] as Record<string, unknown>, name)
    if (sumOf(now) !== after) throw new RenewError('undo-changed', { card: name, command: change.command })
    return { of, name, now, restored: before }
  })
  return { change, parts }
}

/** Returns the settings as before a change. */
export function withSettingsUndone(settings: Settings, { change, parts }: SettingsUndo): Settings {
  const values: Record<string, unknown> = { ...settings.values }
  let channels = settings.channels
  for (const [at, { of, name, restored }] of parts.entries()) {
    const { place = Number.POSITIVE_INFINITY } = change.parts[at]!
    if (of === 'values') values[name] = restored
    else channels = withChannel(channels, name, restored as ChannelSettings | null, place)
  }
  const changes = settings.changes?.map(one =>
    one.id === change.id ? { ...withoutValues(one), undone: true } : one,
  )
  return {
    ...settings,
    values: values as unknown as Settings['values'],
    channels,
    ...(changes && { changes }),
  }
}

function withChannel(
  channels: Settings['channels'],
  name: string,
  channel: ChannelSettings | null,
  place: number,
): Settings['channels'] {
  if (channel && Object.hasOwn(channels, name)) return { ...channels, [name]: channel }
  const { [name]: _, ...others } = channels
  if (!channel) return others
  const entries = Object.entries(others)
  return Object.fromEntries([...entries.slice(0, place), [name, channel], ...entries.slice(place)])
}

function isUndoable({ parts, restore }: SettingsChange): boolean {
  return restore === true || (parts.length > 0 && parts.every(({ after }) => after !== undefined))
}

function withoutValues({ restore: _, ...change }: SettingsChange): SettingsChange {
  return { ...change, parts: change.parts.map(({ of, name }) => ({ of, name })) }
}

function partOf(part: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(part, name) ? (part[name] ?? null) : null
}
