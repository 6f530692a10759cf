import type { texts } from './messages/en/failures.ts'
import type { Values } from './messages/format.ts'

type CodeOf<K> = K extends `failure.${infer C}` ? C : never

/** What can fail, by the key of its text. */
export type FailureCode = CodeOf<keyof typeof texts>

/**
 * Why something failed: a code, and the values of its text in `messages/<lang>/failures.ts`. Words are chosen where it
 * is shown. A value may be another failure, which is worded first.
 */
export type Failure = { [C in FailureCode]: FailureOf<C> }[FailureCode]

interface FailureOf<C extends FailureCode> {
  code: C
  values: WithFailures<Values<(typeof texts)[`failure.${C}`]>>
}

/** Values of which any text may also be a failure, still to be worded. */
export type WithFailures<V> = { [K in keyof V]: string extends V[K] ? V[K] | Failure : V[K] }

type Arguments<C extends FailureCode> = keyof FailureOf<C>['values'] extends never
  ? []
  : [values: FailureOf<C>['values']]

/** A failure by its code. */
export function failure<C extends FailureCode>(code: C, ...[values]: Arguments<C>): Failure {
  return { code, values: values ?? {} } as Failure
}

/** The failure with each text among its values changed, in nested failures too. */
export function mapTexts({ code, values }: Failure, change: (text: string) => string): Failure {
  const changed = Object.entries(values).map(([name, value]) => {
    if (typeof value === 'string') return [name, change(value)]
    return [name, typeof value === 'object' && value !== null ? mapTexts(value as Failure, change) : value]
  })
  return { code, values: Object.fromEntries(changed) } as Failure
}
