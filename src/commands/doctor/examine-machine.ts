import type { Assessed } from '../../cards/assess.ts'
import type { Card } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import type { Settings } from '../../settings.ts'
import { lockInfo, minutesSince } from '../../storage/lock.ts'
import { conflictCopies, placeState } from '../../storage/place-state.ts'
import { moment } from '../../text/dates.ts'
import { printable } from '../../text/printable.ts'
import type { Say } from './screen.ts'

/** 23:30 on 1 December 2026 in Almaty at +05:00; by the zone data of before 2024-03-01 it is already the 2nd (R3). */
const ALMATY_EVENING = Date.UTC(2026, 11, 1, 18, 30)

/** Whether Node knows what Kazakhstan's clocks show. */
export function lookAtZones(say: Say, { io, words }: Context): void {
  const isRight = io.dayIn('Asia/Almaty', ALMATY_EVENING) === '2026-12-01'
  say(isRight ? 'ok' : 'bad', words(isRight ? 'doctor.zones-right' : 'doctor.zones-old'))
  if (io.clockFault) say('warn', words('note.zone-unknown', { zone: io.clockFault.value }))
}

/** Zones that were known when they were entered, by a newer Node or one with more zone data. */
export function lookAtZonesOf(say: Say, cards: readonly Assessed[], { io, words }: Context): void {
  const firsts = new Map(cards.map(one => [one.resolved.zone.value, one.card.name]))
  for (const [zone, name] of firsts)
    if (zone !== null && !io.isZone(zone))
      say('bad', words('doctor.zone-lost', { name: printable(name), zone: printable(zone) }), 'renew edit')
}

/** What time it is for us, and whether somebody set that. */
export function lookAtClock(say: Say, ctx: Context): void {
  const { io, words } = ctx
  if (io.clockOverride === null) say('ok', words('doctor.clock', { now: moment(ctx.timestamp(), words) }))
  else say('warn', words('status.hint.clock', { value: io.clockOverride }), 'unset RENEW_NOW')
}

/** Reads settings, cards and ledger; what cannot be read or worked with is said, and null. */
export async function lookAtFiles(
  say: Say,
  ctx: Context,
): Promise<{ settings: Settings | null; cards: readonly Card[] | null; ledger: Ledger | null }> {
  const { LENIENT_CHECKS } = await import('../../stored-checks.ts')
  const read = <T>(file: string, open: () => T): T | null => {
    try {
      const content = open()
      say('ok', ctx.words('doctor.readable', { file }))
      return content
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      const { message, hint } = errorText(error, ctx.words)
      say('bad', ctx.words('line.fault', { message, hint }))
      return null
    }
  }
  const { paths } = ctx
  return {
    settings: read(paths.settings, () => {
      const settings = ctx.settings.read()
      LENIENT_CHECKS.settings({ ...settings }, paths.settings)
      return settings
    }),
    cards: read(paths.cards, () => {
      const content = { cards: ctx.cards.cards(), changes: ctx.cards.changes() }
      LENIENT_CHECKS.cards(content, paths.cards)
      return content.cards
    }),
    ledger: read(paths.ledger, () => ctx.ledger.read()),
  }
}

/** Whether our folders and files are ours alone, can be written, and lie on a disk of this machine. */
export async function lookAtPlaces(say: Say, ctx: Context): Promise<void> {
  const { words, paths, io } = ctx
  const { config, data, state, settings, cards, ledger } = paths
  let isWell = true
  const fault = (level: 'warn' | 'bad', says: string, command?: string) => {
    isWell = false
    say(level, says, command)
  }
  for (const path of new Set([config, data, state, settings, cards, ledger])) {
    const is = placeState(path, io.uid)
    if (!is) continue
    const quoted = shellWord(path)
    const isFolder = path === config || path === data || path === state
    if (is.foreign) fault('bad', words('doctor.place-foreign', { path }))
    else if (is.open) fault('warn', words('doctor.place-open', { path }), `chmod go= ${quoted}`)
    // A file is replaced by another one: for that only its folder counts.
    if (isFolder && is.readOnly && !is.foreign)
      fault('bad', words('doctor.place-read-only', { path }), `chmod u+w ${quoted}`)
    if (isFolder && is.network) fault('warn', words('doctor.place-network', { path, kind: is.network }))
  }
  if (isWell) say('ok', words('doctor.places'))
}

/** Copies that a cloud folder made of our files hold changes that are not in them. */
export async function checkConflictCopies(say: Say, ctx: Context): Promise<void> {
  const { config, data, state } = ctx.paths
  for (const file of conflictCopies([...new Set([config, data, state])])) {
    say('bad', ctx.words('doctor.conflict', { file }), `renew restore ${shellWord(file)}`)
  }
}

/** Minutes a run or a change may take before it is called stuck; both end much sooner by themselves (§8). */
const PATIENCE = 5

/** Who holds the locks: of a run, and of a change. */
export async function lookAtRun(say: Say, ctx: Context): Promise<void> {
  const { words, paths } = ctx
  for (const file of [paths.runLock, paths.storeLock]) {
    const holder = lockInfo(file)
    if (!holder) continue
    const { pid, host, since, state } = holder
    const minutes = Math.max(0, minutesSince(since))
    const who = pid === null ? '?' : `${pid}@${host}`
    if (state === 'gone') say('ok', words('doctor.lock-left', { file, who }))
    else if (minutes < PATIENCE) say('ok', words('doctor.running', { who, minutes }))
    // A process that is alive is ended; of others only the lock is left to take away.
    else
      say(
        'bad',
        words('doctor.running', { who, minutes }),
        state === 'alive' ? `kill ${pid}` : `rm ${shellWord(file)}`,
      )
  }
}

/** A path as it can be typed into a shell. */
export function shellWord(path: string): string {
  return /^[\w/.:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
