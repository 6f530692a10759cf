import { worded } from '../explain.ts'
import type { WithFailures } from '../failure.ts'
import type { Messages } from '../messages/en.ts'

type CodeOf<K> = K extends `reminder.fault.${infer C}` ? C : never
type FaultCode = CodeOf<keyof Messages>
type ValuesOf<C extends FaultCode> = WithFailures<Parameters<Messages[`reminder.fault.${C}`]>[0]>

/** Something wrong that a reader of reminders must know of (§8); its words are in the catalogue. */
export type Fault = { [C in FaultCode]: { code: C; values: ValuesOf<C> } }[FaultCode]

/** More names than this are only counted. */
const NAMED = 5

/** A fault in words, one line. Values come from files and the system: whoever prints them cleans them. */
export function faultText({ code, values }: Fault, text: Messages): string {
  const words = text[`reminder.fault.${code}`] as (values: object) => string
  return words(worded(values, text))
}

/** Names for a fault: the first few, and how many more there are. */
export function fewNames(names: readonly string[]): { names: string[]; more: number } {
  return { names: names.slice(0, NAMED), more: Math.max(0, names.length - NAMED) }
}
