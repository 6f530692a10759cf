import { type Failure, failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { DeliveryError } from './channel.ts'
import { cutText } from './message-text.ts'

/** How much of an answer is read, in bytes (§9). */
export const ANSWER_LIMIT = 64 * 1024

/** The answer of a service. */
export interface Answer {
  status: number
  headers: Headers
  /** The first 64 KB of the body. */
  text: string
  host: string
}

/** Reads an answer and at most 64 KB of its body. @throws what `fetch` throws */
export async function readAnswer(response: Response, host: string): Promise<Answer> {
  const { status, headers } = response
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value.subarray(0, ANSWER_LIMIT - size))
    size += value.length
    if (size < ANSWER_LIMIT) continue
    reader.cancel().catch(() => {})
    break
  }
  return { status, headers, text: Buffer.concat(chunks).toString('utf8'), host }
}

/** Returns the body as a JSON object; null when it is not one. */
export function jsonOf({ text }: Pick<Answer, 'text'>): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** The keys of error messages: WeCom and DingTalk, Feishu, Discord and Bark, Telegram, Gotify, ntfy. */
const MESSAGE_KEYS = ['errmsg', 'msg', 'message', 'description', 'errorDescription', 'error']
const SAID_LIMIT = 200

/** Returns the service's error message as one line; empty when it has none. */
export function serviceMessage(answer: Answer): string {
  const json = jsonOf(answer)
  const line = json ? messageIn(json) : /^\s*</.test(answer.text) ? '' : answer.text.trim().split('\n', 1)[0]!
  return cutText(printable(line.trim()), SAID_LIMIT)
}

function messageIn(json: Record<string, unknown>): string {
  for (const key of MESSAGE_KEYS) {
    const value = json[key]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'object' && value !== null) return messageIn(value as Record<string, unknown>)
  }
  return ''
}

/** How a service that always answers 200 says in the body whether it took the message. */
export interface CodeRules {
  /** The keys that may hold the code; the first one present counts. */
  keys: readonly string[]
  good: number
  /** Codes of temporary failures. */
  temporary?: readonly number[]
  /** What to do, by the service's message. */
  hints?: readonly [RegExp, Failure][]
}

/** Checks the code in an answer. @throws DeliveryError for any code but the good one; temporary if the answer has no code */
export function checkCode(answer: Answer, { keys, good, temporary = [], hints = [] }: CodeRules): void {
  const json = jsonOf(answer)
  const code = keys.map(key => json?.[key]).find(value => value !== undefined && value !== null)
  if (code === undefined) throw strangeAnswer(answer)
  if (Number(code) === good) return
  const said = serviceMessage(answer)
  const why = hints.find(([pattern]) => pattern.test(`${said} ${code}`))?.[1] ?? null
  throw new DeliveryError(
    failure('refused', { host: answer.host, said, code: String(code).slice(0, 20), why }),
    { outcome: temporary.includes(Number(code)) ? 'busy' : 'refused' },
  )
}

/** Checks that the answer has an id, as only the service itself gives one. @throws DeliveryError */
export function checkId(answer: Answer): void {
  const id = jsonOf(answer)?.id
  if (typeof id !== 'string' && typeof id !== 'number') throw strangeAnswer(answer)
}

/** The error for an answer that is not the service's, such as a hotel's sign-in page. */
export function strangeAnswer({ host }: Answer): DeliveryError {
  return new DeliveryError(failure('strange-answer', { host }), { outcome: 'busy' })
}
