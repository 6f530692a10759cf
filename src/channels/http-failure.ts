import type { Instant } from '../io.ts'
import { DeliveryError } from './channel.ts'
import { cutText, plainLine } from './plain-text.ts'
import { type Answer, jsonOf } from './read-answer.ts'

/** Where services say what was wrong: WeCom and DingTalk, Feishu, Discord and Bark, Telegram, Gotify, ntfy. */
const SAYING = ['errmsg', 'msg', 'message', 'description', 'errorDescription', 'error']
const SAID_LIMIT = 200

/** An answer that is a refusal: 408, 429 and 5xx pass, 410 means that the address is gone for good. */
export function statusFailure(answer: Answer, now: Instant): DeliveryError {
  const { status, host } = answer
  const said = saidIn(answer)
  const words = `HTTP ${status} from ${host}${said && `: ${said}`}`
  const isPassing = status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
  return new DeliveryError(words, {
    retry: isPassing,
    gone: status === 410,
    ...(isPassing ? { after: retryAfter(answer, now) } : {}),
  })
}

/** What a service says was wrong, one line; empty when it says nothing for people. */
export function saidIn(answer: Answer): string {
  const json = jsonOf(answer)
  const line = json ? sayingIn(json) : /^\s*</.test(answer.text) ? '' : answer.text.trim().split('\n', 1)[0]!
  return cutText(plainLine(line.trim()), SAID_LIMIT)
}

function sayingIn(json: Record<string, unknown>): string {
  for (const key of SAYING) {
    const value = json[key]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'object' && value !== null) return sayingIn(value as Record<string, unknown>)
  }
  return ''
}

/**
 * How many seconds a service wants to be left alone: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or
 * what Telegram and Discord say in the body; 0 when it says nothing that can be understood. A date is counted from
 * the service's own clock where it tells it.
 */
export function retryAfter(answer: Answer, now: Instant): number {
  const json = jsonOf(answer)
  const parameters = json?.parameters as Record<string, unknown> | undefined
  const inBody = [json?.retry_after, parameters?.retry_after].find(value => typeof value === 'number')
  return Math.max(0, Number(inBody ?? 0), fromHeader(answer.headers, now))
}

function fromHeader(headers: Headers, now: Instant): number {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Number(text)
  if (!/^[A-Z][a-z]{2},? .*GMT$/.test(text)) return 0
  const theirs = Date.parse(headers.get('date') ?? '')
  const wait = Date.parse(text) - (Number.isNaN(theirs) ? now : theirs)
  return Number.isNaN(wait) ? 0 : Math.ceil(wait / 1000)
}

/** Certificates that cannot be trusted, and what to do; trying again does not help. */
const UNTRUSTED: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; give the file of it with --ca',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of an own authority; give the file of that with --ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the authority of its certificate is not known; give the file of it with --ca',
  UNABLE_TO_GET_ISSUER_CERT: 'the authority of its certificate is not known; give the file of it with --ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the authority of its certificate is not known; give the file of it with --ca',
  CERT_HAS_EXPIRED:
    'its certificate has expired; whoever runs it must renew it (or is the clock here wrong?)',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; is the clock here right?',
  CERT_REVOKED: 'its certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; look at the address',
}

/** Faults of the network, and what they mean. */
export const UNREACHED: Record<string, string> = {
  ENOTFOUND: 'there is no such host, or no network',
  EAI_AGAIN: 'its name cannot be looked up; is there a network?',
  ENETUNREACH: 'there is no network to it',
  ENETDOWN: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ECONNREFUSED: 'it takes no connections there',
  ECONNRESET: 'it broke the connection off',
  EPIPE: 'it broke the connection off',
  UND_ERR_SOCKET: 'it broke the connection off',
  ETIMEDOUT: 'it did not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer',
  UND_ERR_BODY_TIMEOUT: 'it did not answer to the end',
}

/** A request that got no answer, in words that hold nothing of the address but its host. */
export function networkFailure(error: unknown, host: string, signal: AbortSignal): DeliveryError {
  if (signal.aborted) return new DeliveryError(`${host} did not answer in time`, { retry: true })
  const code = codeOf(error)
  if (Object.hasOwn(UNTRUSTED, code)) return new DeliveryError(`${host}: ${UNTRUSTED[code]} (${code})`)
  if (Object.hasOwn(UNREACHED, code))
    return new DeliveryError(`${host}: ${UNREACHED[code]} (${code})`, { retry: true })
  if (/^(ERR_SSL|EPROTO|ERR_TLS)/.test(code))
    return new DeliveryError(`${host} does not speak TLS there; http instead of https? (${code})`)
  if (/^HPE_/.test(code))
    return new DeliveryError(`${host} does not speak HTTP there; https instead of http? (${code})`)
  // Some ports are closed to every request (Fetch standard, "bad port").
  return new DeliveryError(`${host} cannot be reached${code ? ` (${code})` : '; is its port right?'}`, {
    retry: code !== '',
  })
}

/** What `fetch` throws, and hides in it: causes, and for a host of several addresses a list. */
interface Fault {
  name?: unknown
  code?: unknown
  cause?: Fault
  errors?: Fault[]
}

/** The system's code; since Node 24 what does not speak HTTP has none. */
function codeOf(error: unknown): string {
  for (
    let at = error as Fault | undefined, depth = 0;
    at && depth < 5;
    at = at.cause ?? at.errors?.[0], depth++
  ) {
    if (typeof at.code === 'string') return at.code
    if (at.name === 'HTTPParserError') return 'HPE_PROTOCOL'
  }
  return ''
}
