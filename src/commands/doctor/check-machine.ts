import type { Assessed } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { loadErrorWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { isLedgerLost } from '../../reminders/self-check.ts'
import type { Settings } from '../../settings.ts'
import { lockInfo, minutesSince } from '../../storage/lock.ts'
import { exists } from '../../storage/own-file.ts'
import { placeState } from '../../storage/place-state.ts'
import { dateTime } from '../../text/dates.ts'
import { printable, shellWord } from '../../text/printable.ts'
import { locksInTheWay, replacedFiles } from '../shared/home-faults.ts'
import { sourceWarnings } from '../shared/source-warnings.ts'
import type { AddCheck, RunCheck } from './screen.ts'

/** 23:30 on 1 December 2026 in Almaty at +05:00; with zone data from before 2024-03-01 it is already the 2nd (R3). */
const ALMATY_EVENING = Date.UTC(2026, 11, 1, 18, 30)

export function checkZoneData(add: AddCheck, { io, words }: Context): void {
  const isRight = io.dayIn('Asia/Almaty', ALMATY_EVENING) === '2026-12-01'
  add(isRight ? 'ok' : 'bad', words(isRight ? 'doctor.zones-right' : 'doctor.zones-old'))
  if (io.clockFault) add('warn', words('note.zone-unknown', { zone: io.clockFault.value }))
}

/** Checks whether Node knows the cards' zones; they may come from a newer Node, or one with more zone data. */
export function checkCardZones(add: AddCheck, cards: readonly Assessed[], { io, words }: Context): void {
  const firsts = new Map(cards.map(one => [one.resolved.zone.value, one.card.name]))
  for (const [zone, name] of firsts)
    if (zone !== null && !io.isZone(zone))
      add('bad', words('doctor.zone-lost', { name: printable(name), zone: printable(zone) }), 'renew edit')
}

export function checkClock(add: AddCheck, ctx: Context): void {
  const { io, words } = ctx
  if (io.clockOverride === null) add('ok', words('doctor.clock', { now: dateTime(ctx.timestamp(), words) }))
  else add('warn', words('status.hint.clock', { value: io.clockOverride }), 'unset RENEW_NOW')
}

/** Reads settings, cards and ledger. What cannot be read or used is reported, and null. */
export async function checkFiles(
  check: RunCheck,
  ctx: Context,
): Promise<{ settings: Settings | null; cards: readonly Card[] | null; ledger: Ledger | null }> {
  const { LENIENT_CHECKS } = await import('../../stored-checks.ts')
  const read = <T>(file: string, open: () => T) =>
    check('files', add => {
      const content = open()
      add('ok', ctx.words(exists(file) ? 'doctor.readable' : 'doctor.no-file', { file }))
      return content
    })
  const { paths } = ctx
  const isLost = isLedgerLost(paths)
  if (isLost) await check('files', add => add('bad', ctx.words('status.hint.ledger-lost')))
  return {
    settings: await read(paths.settings, () => {
      const settings = ctx.settings.read()
      LENIENT_CHECKS.settings({ ...settings }, paths.settings)
      return settings
    }),
    cards: await read(paths.cards, () => {
      const content = { cards: ctx.cards.cards(), changes: ctx.cards.changes() }
      LENIENT_CHECKS.cards(content, paths.cards)
      return content.cards
    }),
    ledger: isLost ? EMPTY_LEDGER : await read(paths.ledger, () => ctx.ledger.read()),
  }
}

/** Reports each fault of the cards' guides and working days once. The line about working days says where to fix it. */
export async function checkGuides(
  add: AddCheck,
  cards: readonly Assessed[],
  { words, guides, lang }: Context,
): Promise<void> {
  const errorWords = await loadErrorWords(lang)
  const faults = new Map<string, string | undefined>()
  for (const { card, guideFault, workdaysFault } of cards) {
    const isUnread = guideFault !== null && guideFault.detail !== card.guide
    const cure = isUnread
      ? `renew guide validate ${shellWord(guides.fileOf(card.guide))}`
      : 'renew guide list'
    for (const fault of sourceWarnings({ guideFault, workdaysFault: null }, errorWords))
      faults.set(fault, cure)
    for (const fault of sourceWarnings({ guideFault: null, workdaysFault }, errorWords))
      faults.set(fault, undefined)
  }
  for (const [fault, cure] of faults) add('bad', fault, cure)
  if (faults.size === 0) add('ok', words('doctor.guides'))
}

/** Checks whether the folders and files are private, writable, and on a local disk. */
export async function checkPlaces(add: AddCheck, ctx: Context): Promise<void> {
  const { words, paths, io } = ctx
  const { config, data, state, settings, cards, ledger } = paths
  let isWell = true
  const fault = (level: 'warn' | 'bad', says: string, command?: string) => {
    isWell = false
    add(level, says, command)
  }
  for (const path of new Set([config, data, state, settings, cards, ledger])) {
    const is = placeState(path, io.uid)
    if (!is) continue
    const quoted = shellWord(path)
    const isFolder = path === config || path === data || path === state
    if (is.foreign) fault('bad', words('doctor.place-foreign', { path }))
    else if (is.open && is.modeless !== null)
      fault('warn', words('doctor.place-modeless', { path, kind: is.modeless }))
    else if (is.open) fault('warn', words('doctor.place-open', { path }), `chmod go= ${quoted}`)
    // Files are replaced, so only the folder must be writable.
    if (isFolder && is.readOnly && !is.foreign)
      fault('bad', words('doctor.place-read-only', { path }), `chmod u+w ${quoted}`)
    if (isFolder && is.network) fault('warn', words('doctor.place-network', { path, kind: is.network }))
  }
  if (isWell) add('ok', words('doctor.places'))
}

/** Reports older files in the place of ours, and copies with changes that ours lack. */
export async function checkReplacedFiles(add: AddCheck, ctx: Context): Promise<void> {
  const words = await loadErrorWords(ctx.lang)
  for (const { error, command } of replacedFiles(ctx, ['cards', 'settings', 'ledger']))
    add('bad', errorText(error, words).message, command)
}

/** Reports who has the locks of a run and of a change. */
export async function checkLocks(add: AddCheck, ctx: Context): Promise<void> {
  const { words, paths } = ctx
  const inTheWay = locksInTheWay(ctx)
  const errorWords = await loadErrorWords(ctx.lang)
  for (const { error, command } of inTheWay) add('bad', errorText(error, errorWords).message, command)
  if (inTheWay.length > 0) return
  for (const file of [paths.runLock, paths.storeLock]) {
    const lock = lockInfo(file)
    if (!lock) continue
    const who = lock.pid === null ? '?' : `${lock.pid}@${lock.host}`
    if (lock.state === 'gone') add('ok', words('doctor.lock-left', { file, who }))
    else if (lock.isExpired) add('warn', words('doctor.lock-expired', { file, who }))
    else add('ok', words('doctor.running', { who, minutes: Math.max(0, minutesSince(lock.since)) }))
  }
}
