import { worded } from '../error-text.ts'
import type { Failure, WithFailures } from '../failure.ts'
import type { Values } from '../messages/format.ts'
import type { AllWords } from '../messages/index.ts'

type Texts = AllWords['texts']
type CodeOf<K> = K extends `reminder.fault.${infer C}` ? C : never
type FaultCode = CodeOf<keyof Texts>

/** Values of faults that are made into text before they are filled in. */
interface Composed {
  'unknown-channel': { channel: string; cards: readonly string[]; more: number }
  'guide-lost': { guide: string; kind: 'kept' | 'built-in' | 'missing'; detail: string | Failure }
}
type ValuesOf<C extends FaultCode> = C extends keyof Composed
  ? Composed[C]
  : WithFailures<Values<Texts[`reminder.fault.${C}`]>>

/** Something wrong that a reader of reminders must know of (§8); its words are in the catalogue. */
export type Fault = { [C in FaultCode]: { code: C; values: ValuesOf<C> } }[FaultCode]

/** More names than this are only counted. */
const MAX_NAMES = 5

/** A fault in words, one line. Values come from files and the system: whoever prints them cleans them. */
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

/** Names in quotation marks, and how many there are besides. */
function listed(names: readonly string[], more: number, words: AllWords): string {
  const shown = names.map(text => words('words.quoted', { text })).join(words('words.listed'))
  return more > 0 ? words('words.listed-more', { names: shown, more, all: names.length + more }) : shown
}

/** Names for a fault: the first few, and how many more there are. */
export function fewNames(names: readonly string[]): { names: string[]; more: number } {
  return { names: names.slice(0, MAX_NAMES), more: Math.max(0, names.length - MAX_NAMES) }
}
