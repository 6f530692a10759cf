import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { dateTime } from '../../text/dates.ts'
import { paintFor } from '../../text/paint.ts'
import { type Fact, renderSheet } from '../../text/sheet.ts'
import { displayName } from '../../text/width.ts'
import type { Span } from '../../text/wrap.ts'
import type { InstalledTimer } from '../../timers/timer.ts'
import { differencesText, timesText } from '../shared/timers.ts'

export interface TimerRow
  extends Pick<
    InstalledTimer,
    'kind' | 'times' | 'text' | 'paths' | 'missing' | 'current' | 'differs' | 'changes' | 'active'
  > {
  elsewhere: string | null
  /** When it runs next, RFC 3339; null: unknown or never. */
  next: string | null
  nextThere: readonly { zone: string; at: string }[]
}

export interface TimerData {
  timers: readonly TimerRow[]
  /** `HH:MM` on the user's clock. */
  remindAt: string
  /** RFC 3339; null: never. */
  lastRun: string | null
  stale: boolean
  /** Whether it is one of cron that has not run for two hours. */
  late: boolean
}

/** Renders the installed timers: whether they work, when they last ran, and what to fix. */
export function renderTimer(
  { timers, remindAt, lastRun, stale, late: isLate }: TimerData,
  words: CommandWords,
  to: Surface,
): string {
  const paint = paintFor(to)
  const at = (instant: string): string => (to.isTTY ? dateTime(instant, words) : instant)
  const warning = stale ? words('timer.view.stale') : isLate ? words('timer.view.late') : null
  const late = warning === null ? [] : [{ text: words('words.comma') + warning, style: paint.warn }]
  const last: Fact = {
    label: words('timer.view.last-run'),
    says: [[{ text: lastRun === null ? words('timer.view.never') : at(lastRun) }, ...late]],
  }
  const time: Fact = {
    label: words('timer.view.remind-at'),
    says: [words('timer.view.from', { at: remindAt })],
  }
  if (timers.length > 0)
    return renderSheet([...timers.map(timer => factsOf(timer, words, to)), [time, last]], to)
  const none = [{ text: words('timer.view.none'), style: paint.warn }, ...toInstall(words, to)]
  return renderSheet([[{ label: words('timer.view.kind'), says: [none] }, last]], to)
}

function factsOf(timer: TimerRow, words: CommandWords, to: Surface): Fact[] {
  const paint = paintFor(to)
  const facts: Fact[] = []
  const say = (label: Label, ...says: Fact['says']): void => {
    if (says.length > 0) facts.push({ label: words(`timer.view.${label}`), says })
  }
  say('kind', [{ text: displayName(timer.kind, to), style: paint.bold }])
  if (timer.times.length > 0) say('times', timesText(timer.times, words))
  const at = (instant: string): string => (to.isTTY ? dateTime(instant, words) : instant)
  if (timer.next !== null) {
    const there = timer.nextThere.map(({ zone, at: then }) =>
      words('timer.view.there', { zone: displayName(zone, to), at: at(then) }),
    )
    say('next', ...[at(timer.next), ...there].map(sentence => [{ text: sentence }]))
  }
  say('state', stateOf(timer, words, to))
  const there = timer.paths.filter(path => !timer.missing.includes(path))
  say('paths', ...there.map(path => [{ text: displayName(path, to) }]))
  say('missing', ...timer.missing.map(path => [{ text: displayName(path, to), style: paint.bad }]))
  const entry = timer.text.trimEnd().split('\n')
  say('entry', ...entry.map(line => [{ text: displayName(line, to), style: paint.dim }]))
  return facts
}

function stateOf(timer: TimerRow, words: CommandWords, to: Surface): Span[] {
  const paint = paintFor(to)
  const { active, current, differs, elsewhere, kind, missing } = timer
  if (elsewhere !== null) {
    const sentence = words('timer.view.elsewhere', { cards: displayName(elsewhere, to) })
    return [{ text: sentence, style: paint.warn }]
  }
  const isSound = current && missing.length === 0 && active !== false
  const isOff = kind === 'cron' ? 'commented-out' : 'inactive'
  const state = active === false ? isOff : current ? 'current' : 'outdated'
  const how = words('words.colon') + differencesText(timer, words)
  return [
    { text: words(`timer.view.${state}`), style: isSound ? paint.good : paint.warn },
    ...(active !== false && differs.length > 0
      ? [{ text: how, style: isSound ? paint.dim : paint.warn }]
      : []),
    ...(isSound ? [] : toInstall(words, to)),
  ]
}

type Label = 'kind' | 'times' | 'next' | 'state' | 'paths' | 'missing' | 'entry'

function toInstall(words: CommandWords, to: Surface): Span[] {
  return [
    { text: words('timer.view.fix') },
    { text: 'renew timer install', style: paintFor(to).command, whole: true },
  ]
}
