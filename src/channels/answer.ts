import { tryOr } from '../errors.ts'
import { type Failure, failure } from '../failure.ts'
import type { HttpAnswer } from '../io/io.ts'
import { channelError, DeliveryError } from './channel.ts'
import { excerpt } from './message-text.ts'

/** The answer of a service. */
export interface Answer extends HttpAnswer {
  host: string
}

/** Returns the body as a JSON object; null when it is not one. */
export function jsonOf({ text }: Answer): Record<string, unknown> | null {
  const value: unknown = tryOr(() => JSON.parse(text), null)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}

const MESSAGE_KEYS = ['errmsg', 'msg', 'message', 'description', 'errorDescription', 'error']

/** Returns the service's error message as one line; empty when it has none. */
export function serviceMessage(answer: Answer): string {
  const json = jsonOf(answer)
  const line = json ? messageIn(json) : /^\s*</.test(answer.text) ? '' : answer.text.trim().split('\n', 1)[0]!
  return excerpt(line.trim())
}

function messageIn(json: Record<string, unknown>): string {
  for (const key of MESSAGE_KEYS) {
    const value = json[key]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'object' && value !== null) return messageIn(value as Record<string, unknown>)
  }
  return ''
}

/** Returns the value of a key in a JSON answer, also in one that was cut off after it; undefined when there is none. */
export function valueIn(answer: Answer, key: string): unknown {
  const json = jsonOf(answer)
  if (json || answer.isWhole) return json?.[key]
  const found = new RegExp(`"${key}"\\s*:\\s*(?:"([^"]*)"|(-?\\d+|true|false)\\s*[,}])`).exec(answer.text)
  if (!found) return undefined
  return found[1] ?? JSON.parse(found[2]!)
}

/** How a service that always answers 200 says in the body whether it took the message. */
interface CodeRules {
  keys: readonly string[]
  good: number
  temporary?: readonly number[]
  ofChannel?: readonly number[]
  tooLarge?: readonly number[]
  hints?: readonly [RegExp, Failure][]
}

/** Checks the code in an answer. @throws DeliveryError for any code but the good one, and when there is none */
export function checkCode(answer: Answer, rules: CodeRules): void {
  const { keys, good, temporary = [], ofChannel = [], tooLarge = [], hints = [] } = rules
  const found = keys.map(key => valueIn(answer, key)).find(value => value !== undefined && value !== null)
  if (found === undefined) throw strangeAnswer(answer)
  const code = Number(found)
  if (code === good) return
  const said = serviceMessage(answer)
  const why = hints.find(([pattern]) => pattern.test(`${said} ${found}`))?.[1] ?? null
  throw new DeliveryError(
    failure('refused', { host: answer.host, said, code: String(found).slice(0, 20), why }),
    {
      outcome: temporary.includes(code) ? 'busy' : 'refused',
      ofChannel: why !== null || ofChannel.includes(code),
      tooLarge: tooLarge.includes(code),
    },
  )
}

/**
 * Checks that the answer has an id, as only the service itself gives one. A body that was cut off or left out (204)
 * does not take back what the status has said.
 * @throws DeliveryError
 */
export function checkId(answer: Answer): void {
  if (!answer.isWhole || answer.status === 204) return
  const id = valueIn(answer, 'id')
  if (typeof id !== 'string' && typeof id !== 'number') throw strangeAnswer(answer)
}

/**
 * Returns the error for a 2xx answer without what the service says in its answers. When there is nothing to read, or
 * something only a program would say, the message may have been delivered; any other text is from something in between.
 */
export function strangeAnswer(answer: Answer): DeliveryError {
  const { host, text, isWhole } = answer
  const isPerhapsDelivered = !isWhole || text.trim() === '' || jsonOf(answer) !== null
  if (isPerhapsDelivered)
    return new DeliveryError(failure('answer-unreadable', { host }), { outcome: 'no-answer' })
  return channelError(failure('strange-answer', { host }))
}

/** Checks that an answer is not a web page, such as the sign-in page of a hotel (§9). @throws DeliveryError */
export function checkNotPage({ host, text }: Answer): void {
  if (PAGE.test(text)) throw channelError(failure('web-page', { host }))
}

/**
 * How a web page begins; its content type does not tell. Sign-in pages of some networks are only a script, a `meta`
 * that leads elsewhere, or a form.
 */
const PAGE =
  /^(?:[\s\ufeff\0]|<!--(?:(?!-->).)*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|script|meta|title|base|link|style|noscript|frameset|iframe|center|form)(?![\w-])/is
