import type { texts } from './en/errors.ts'
import type { Values } from './format.ts'

type Texts = typeof texts
type Key = keyof Texts & string

/** The words of an error: what happened, and what to type next. */
export interface ErrorText {
  message: string
  hint: string
}

type Before<T extends string, Mark extends string> = T extends `${infer Head}${Mark}${string}` ? Head : T

/** The codes of all errors that a user can fix. */
export type ErrorCode = Key extends `error.${infer Rest}` ? Before<Before<Rest, '.hint'>, '/'> : never

/** The reasons of an error that has a text for each. */
type ReasonOf<K, Code extends string> = K extends `error.${Code}/${infer Rest}`
  ? Before<Rest, '.hint'>
  : never

type ValuesOfKey<K extends string> = K extends Key ? Values<Texts[K]> : unknown

/**
 * The values of a text, any of which may be a list. `first` and `last` are taken from that list, `shellName` and
 * `shellFile` are `name` and `file` as words of a shell.
 */
type AllowLists<V> = {
  [K in Exclude<keyof V, 'first' | 'last'> as K extends 'shellName'
    ? 'name'
    : K extends 'shellFile'
      ? 'file'
      : K]: string extends V[K] ? V[K] | readonly string[] : V[K]
}

type ValuesOfCode<Code extends string> = ValuesOfKey<`error.${Code}`> & ValuesOfKey<`error.${Code}.hint`>

/** The values that the words of an error need; `why` is the reason, where it has a text for each. */
export type ErrorValues<C extends ErrorCode> = C extends unknown
  ? [ReasonOf<Key, C>] extends [never]
    ? AllowLists<ValuesOfCode<C>>
    : WithReason<C, ReasonOf<Key, C>>
  : never

type WithReason<C extends string, Reason extends string> = Reason extends unknown
  ? { why: Reason } & AllowLists<
      ValuesOfEither<`error.${C}/${Reason}`, `error.${C}`> &
        ValuesOfEither<`error.${C}/${Reason}.hint`, `error.${C}.hint`>
    >
  : never

/** A reason without its own message or hint uses the one for all reasons. */
type ValuesOfEither<Own extends string, Shared extends string> = ValuesOfKey<Own extends Key ? Own : Shared>
