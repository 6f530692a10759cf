import { type Failure, failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { DeliveryError } from './channel.ts'
import { cutText } from './message-text.ts'

/** No answer of a service needs more; what is beyond is not read (§9). */
export const ANSWER_LIMIT = 64 * 1024

/** What a service answered. */
export interface Answer {
  status: number
  headers: Headers
  /** The body, at most 64 KB of it. */
  text: string
  /** Who answered. */
  host: string
}

/** Reads an answer; a body that is larger is not waited for. Throws what the network throws. */
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

/** The body as a JSON object; null when it is none. */
export function jsonOf({ text }: Pick<Answer, 'text'>): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Where services say what was wrong: WeCom and DingTalk, Feishu, Discord and Bark, Telegram, Gotify, ntfy. */
const MESSAGE_KEYS = ['errmsg', 'msg', 'message', 'description', 'errorDescription', 'error']
const SAID_LIMIT = 200

/** What a service says was wrong, one line; empty when it says nothing for people. */
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

/** How a service that answers 200 to everything says in the body whether it took a message. */
export interface CodeRules {
  /** Where the code stands: the first of these that is there. */
  keys: readonly string[]
  good: number
  /** Codes of failures that pass: too often, too busy. */
  passing?: readonly number[]
  /** What to do, by what the service says. */
  hints?: readonly [RegExp, Failure][]
}

/** @throws DeliveryError for every answer but the good one; what is no answer of the service may pass (a portal) */
export function checkCode(answer: Answer, { keys, good, passing = [], hints = [] }: CodeRules): void {
  const json = jsonOf(answer)
  const code = keys.map(key => json?.[key]).find(value => value !== undefined && value !== null)
  if (code === undefined) throw strangeAnswer(answer)
  if (Number(code) === good) return
  const said = serviceMessage(answer)
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
