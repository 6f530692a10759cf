import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import { moment } from './dates.ts'
import { paintFor } from './paint.ts'
import { type Fact, renderSheet } from './sheet.ts'
import { foreign } from './width.ts'
import type { Span } from './wrap.ts'

/** A timer as it is really installed. */
export interface TimerRow {
  kind: string
  /** `HH:MM`; empty when somebody wrote a schedule of another form. */
  times: readonly string[]
  /** The exact text of its entry. */
  text: string
  /** Paths it names that are not there. */
  missing: readonly string[]
  /** Whether it starts this renew in the way `install` would write now. */
  current: boolean
  /** Whether it is switched on; null where nobody can tell. */
  active: boolean | null
  /** When it runs next, RFC 3339, where the system tells. */
  next: string | null
}

/** All timers of ours, and when the last one ran. */
export interface TimerData {
  timers: readonly TimerRow[]
  /** RFC 3339; null: never. */
  lastRun: string | null
  stale: boolean
}

/** What is installed, whether it would work, when it last ran, and what is wrong with it. */
export function renderTimer({ timers, lastRun, stale }: TimerData, text: Messages, to: Surface): string {
  const paint = paintFor(to)
  const at = (instant: string): string => (to.isTTY ? moment(instant, text) : instant)
  const late = stale ? [{ text: text['words.comma'] + text['timer.view.stale'], style: paint.warn }] : []
  const last: Fact = {
    label: text['timer.view.last-run'],
    says: [[{ text: lastRun === null ? text['timer.view.never'] : at(lastRun) }, ...late]],
  }
  if (timers.length > 0) return renderSheet([...timers.map(timer => factsOf(timer, text, to)), [last]], to)
  const none = [{ text: text['timer.view.none'], style: paint.warn }, ...toInstall(text, to)]
  return renderSheet([[{ label: text['timer.view.kind'], says: [none] }, last]], to)
}

function factsOf(timer: TimerRow, text: Messages, to: Surface): Fact[] {
  const paint = paintFor(to)
  const facts: Fact[] = []
  const say = (label: Label, ...says: Fact['says']): void => {
    if (says.length > 0) facts.push({ label: text[`timer.view.${label}`], says })
  }
  say('kind', [{ text: foreign(timer.kind, to), style: paint.bold }])
  if (timer.times.length > 0) say('times', timer.times.join(text['words.listed']))
  if (timer.next !== null) say('next', to.isTTY ? moment(timer.next, text) : timer.next)
  const sound = timer.current && timer.missing.length === 0 && timer.active !== false
  const state = timer.active === false ? 'inactive' : timer.current ? 'current' : 'outdated'
  say('state', [
    { text: text[`timer.view.${state}`], style: sound ? paint.good : paint.warn },
    ...(sound ? [] : toInstall(text, to)),
  ])
  say('missing', ...timer.missing.map(path => [{ text: foreign(path, to), style: paint.bad }]))
  const entry = timer.text.trimEnd().split('\n')
  say('entry', ...entry.map(line => [{ text: foreign(line, to), style: paint.dim }]))
  return facts
}

type Label = 'kind' | 'times' | 'next' | 'state' | 'missing' | 'entry'

function toInstall(text: Messages, to: Surface): Span[] {
  return [
    { text: text['words.colon'] },
    { text: 'renew timer install', style: paintFor(to).command, whole: true },
  ]
}
