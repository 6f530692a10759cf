import { inEnglish, isFailure, worded } from '../error-text.ts'
import type { Failure, WithFailures } from '../failure.ts'
import type { Values } from '../messages/format.ts'
import type { AllWords } from '../messages/index.ts'
import type { Hash } from './ids.ts'

type Texts = AllWords['texts']
type CodeOf<K> = K extends `reminder.fault.${infer C}` ? C : never
type FaultCode = CodeOf<keyof Texts>

interface Composed {
  'unknown-channel': { channel: string; cards: readonly string[]; more: number }
  'guide-lost': { guide: string; kind: 'kept' | 'built-in' | 'missing'; detail: string | Failure }
}
type ValuesOf<C extends FaultCode> = C extends keyof Composed
  ? Composed[C]
  : WithFailures<Values<Texts[`reminder.fault.${C}`]>>

/** A problem that readers of reminders must know about (§8). Its text is `reminder.fault.<code>`. */
export type Fault = { [C in FaultCode]: { code: C; values: ValuesOf<C> } }[FaultCode]

const MAX_NAMES = 5

/** Returns a fault as one line of text. It is not cleaned of control characters: the caller does that. */
export function faultText(fault: Fault, words: AllWords): string {
  const say = words as unknown as (key: string, values: object) => string
  const key = `reminder.fault.${fault.code}`
  if (fault.code === 'unknown-channel') {
    const { channel, cards, more } = fault.values
    return say(key, { channel, cards: listed(cards, more, words) })
  }
  const values = worded(fault.values, words)
  if (fault.code !== 'guide-lost') return say(key, values)
  const { guide, kind } = fault.values
  const instead = words(`reminder.guide-instead.${kind}`)
  return values.detail === guide
    ? words('reminder.guide-gone', { guide, instead })
    : say(key, { ...values, instead })
}

function listed(names: readonly string[], more: number, words: AllWords): string {
  const shown = names.map(text => words('words.quoted', { text })).join(words('words.listed'))
  return more > 0 ? words('words.listed-more', { names: shown, more, all: names.length + more }) : shown
}

/** Returns the first few names, and how many more there are. */
export function fewNames(names: readonly string[]): { names: string[]; more: number } {
  return { names: names.slice(0, MAX_NAMES), more: Math.max(0, names.length - MAX_NAMES) }
}

/** Returns a hash of faults, the same in every version, to know whether a channel has had them. */
export function faultsKey(faults: readonly Fault[], hash: Hash): string {
  // Their counts change from day to day.
  const known = faults.map(one => (one.code === 'ledger-dates' || one.code === 'ack-ahead' ? one.code : one))
  return hash(JSON.stringify(known, (_, value) => (isFailure(value) ? inEnglish(value) : value)))
}
