import { type Failure, failure } from '../failure.ts'
import { DeliveryError } from './channel.ts'
import { saidIn } from './http-failure.ts'
import { type Answer, jsonOf } from './read-answer.ts'

/** How a service that answers 200 to everything says in the body whether it took a message. */
export interface Verdict {
  /** Where the code stands: the first of these that is there. */
  keys: readonly string[]
  good: number
  /** Codes of failures that pass: too often, too busy. */
  passing?: readonly number[]
  /** What to do, by what the service says. */
  hints?: readonly [RegExp, Failure][]
}

/** @throws DeliveryError for every answer but the good one; what is no answer of the service may pass (a portal) */
export function checkCode(answer: Answer, { keys, good, passing = [], hints = [] }: Verdict): void {
  const json = jsonOf(answer)
  const code = keys.map(key => json?.[key]).find(value => value !== undefined && value !== null)
  if (code === undefined) throw strangeAnswer(answer)
  if (Number(code) === good) return
  const said = saidIn(answer)
  const why = hints.find(([pattern]) => pattern.test(`${said} ${code}`))?.[1] ?? null
  throw new DeliveryError(
    failure('refused', { host: answer.host, said, code: String(code).slice(0, 20), why }),
    { retry: passing.includes(Number(code)) },
  )
}

/** For services whose good answer is an object with an id, which no portal in between would give. */
export function checkId(answer: Answer): void {
  const id = jsonOf(answer)?.id
  if (typeof id !== 'string' && typeof id !== 'number') throw strangeAnswer(answer)
}

/** An answer of somebody else, such as the sign-in page of a hotel. */
export function strangeAnswer({ host }: Answer): DeliveryError {
  return new DeliveryError(failure('strange-answer', { host }), { retry: true })
}
