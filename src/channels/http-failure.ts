import { type Failure, failure } from '../failure.ts'
import type { Instant } from '../io/io.ts'
import { type Answer, jsonOf, serviceMessage } from './answer.ts'
import { DeliveryError } from './channel.ts'

/** Returns the error of a refusal: 408, 429 and 5xx are temporary, 410 means that the address no longer exists. */
export function statusFailure(answer: Answer, now: Instant): DeliveryError {
  const { status, host } = answer
  const isPassing = status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
  return new DeliveryError(failure('http-status', { status, host, said: serviceMessage(answer) }), {
    outcome: isPassing ? 'busy' : 'refused',
    gone: status === 410,
    ...(isPassing ? { after: retryAfter(answer, now) } : {}),
  })
}

/**
 * Returns how many seconds to wait: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or the number that Telegram
 * and Discord put in the body; 0 when there is none. A date is compared with the service's clock (`Date`) when it sends one.
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

/** Errors of certificates; they are permanent. */
const CERTIFICATE_ERRORS: Record<string, Failure> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: failure('tls-self-signed'),
  SELF_SIGNED_CERT_IN_CHAIN: failure('tls-own-authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: failure('tls-unknown-authority'),
  UNABLE_TO_GET_ISSUER_CERT: failure('tls-unknown-authority'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: failure('tls-unknown-authority'),
  CERT_HAS_EXPIRED: failure('tls-expired'),
  CERT_NOT_YET_VALID: failure('tls-not-yet-valid'),
  CERT_REVOKED: failure('tls-revoked'),
  ERR_TLS_CERT_ALTNAME_INVALID: failure('tls-other-name'),
}

/** Errors of the network, and what they mean. */
export const NETWORK_ERRORS: Record<string, Failure> = {
  ENOTFOUND: failure('host-unknown'),
  EAI_AGAIN: failure('lookup-failed'),
  ENETUNREACH: failure('network-unreachable'),
  ENETDOWN: failure('network-down'),
  EHOSTUNREACH: failure('no-route'),
  ECONNREFUSED: failure('connection-refused'),
  ECONNRESET: failure('connection-broken'),
  EPIPE: failure('connection-broken'),
  UND_ERR_SOCKET: failure('connection-broken'),
  ETIMEDOUT: failure('silent'),
  UND_ERR_CONNECT_TIMEOUT: failure('silent'),
  UND_ERR_HEADERS_TIMEOUT: failure('silent'),
  UND_ERR_BODY_TIMEOUT: failure('answer-cut'),
}

/** Returns the error of a request without an answer. Of the address it contains only the host. */
export function networkFailure(error: unknown, host: string, signal: AbortSignal): DeliveryError {
  if (signal.aborted) return new DeliveryError(failure('too-slow', { host }), { outcome: 'no-answer' })
  const code = codeOf(error)
  const known = (why: Failure) => failure('connection', { host, why, code })
  if (Object.hasOwn(CERTIFICATE_ERRORS, code)) return new DeliveryError(known(CERTIFICATE_ERRORS[code]!))
  if (Object.hasOwn(NETWORK_ERRORS, code))
    return new DeliveryError(known(NETWORK_ERRORS[code]!), { outcome: 'unreachable' })
  if (/^(ERR_SSL|EPROTO|ERR_TLS)/.test(code)) return new DeliveryError(failure('not-tls', { host, code }))
  if (/^HPE_/.test(code)) return new DeliveryError(failure('not-http', { host, code }))
  // Without a code it is a port that `fetch` refuses (Fetch standard, "bad port").
  return new DeliveryError(failure('not-reached', { host, code }), {
    outcome: code === '' ? 'refused' : 'unreachable',
  })
}

/** What `fetch` throws: the code may be in a cause, or in a list for a host with several addresses. */
interface Fault {
  name?: unknown
  code?: unknown
  cause?: Fault
  errors?: Fault[]
}

/** Returns the system's error code; since Node 24 a parser error has none. */
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
