import { type Failure, failure } from '../failure.ts'
import type { Instant } from '../io/io.ts'
import { type Answer, jsonOf, serviceMessage } from './answer.ts'
import { channelError, DeliveryError } from './channel.ts'

/** Refusals that concern the channel: its address, its login, or something on the way to the service. */
const OF_CHANNEL = [401, 403, 404, 407, 410]
/** What a gateway answers when it has lost the service; the message may have arrived. */
const LOST_BY_GATEWAY = [502, 504, 524]
const COME_BACK_LATER = [408, 425, 429]

/** Returns the error of an answer that is not 2xx, by its status (§8, Attempts). */
export function statusFailure(answer: Answer, now: Instant): DeliveryError {
  const { status, host } = answer
  const why = failure('http-status', { status, host, said: serviceMessage(answer) })
  if (LOST_BY_GATEWAY.includes(status)) return new DeliveryError(why, { outcome: 'cut' })
  if (COME_BACK_LATER.includes(status) || status >= 500)
    return new DeliveryError(why, { outcome: 'busy', after: retryAfter(answer, now) })
  return new DeliveryError(why, {
    ofChannel: OF_CHANNEL.includes(status),
    gone: status === 410,
    tooLarge: status === 413,
  })
}

/**
 * Returns how many seconds to wait: `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), or the number that
 * Telegram and Discord put in the body; 0 when there is none. A date is compared with the service's clock (`Date`) when
 * it sends one.
 */
export function retryAfter(answer: Answer, now: Instant): number {
  const json = jsonOf(answer)
  const parameters = json?.parameters as Record<string, unknown> | undefined
  const inBody = [json?.retry_after, parameters?.retry_after].find(value => typeof value === 'number')
  return Math.max(0, Number(inBody ?? 0), fromHeader(answer, now))
}

function fromHeader({ headers }: Answer, now: Instant): number {
  const text = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Number(text)
  if (!/^[A-Z][a-z]{2},? .*GMT$/.test(text)) return 0
  const theirs = Date.parse(headers.date ?? '')
  const wait = Date.parse(text) - (Number.isNaN(theirs) ? now : theirs)
  return Number.isNaN(wait) ? 0 : Math.ceil(wait / 1000)
}

/** Errors of certificates, by the codes of OpenSSL and Node. */
export const CERTIFICATE_ERRORS: Record<string, Failure | undefined> = {
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

export const NETWORK_ERRORS: Record<string, Failure | undefined> = {
  ENOTFOUND: failure('host-unknown'),
  EAI_AGAIN: failure('lookup-failed'),
  ENETUNREACH: failure('network-unreachable'),
  ENETDOWN: failure('network-down'),
  EHOSTUNREACH: failure('no-route'),
  ECONNREFUSED: failure('connection-refused'),
  ECONNRESET: failure('connection-broken'),
  EPIPE: failure('connection-broken'),
  ETIMEDOUT: failure('silent'),
}

export interface Unanswered {
  code?: string
  handedOver?: boolean
  proxyStatus?: number | null
}

/** Returns the error of a request without an answer (§8, Attempts). Of the address it contains only the host. */
export function networkFailure(
  { code = '', handedOver = false, proxyStatus: status = null }: Unanswered,
  host: string,
): DeliveryError {
  if (status !== null) {
    const isPassing = status >= 500 || COME_BACK_LATER.includes(status)
    return new DeliveryError(
      failure('proxy-status', { host, status }),
      isPassing ? { outcome: 'unreachable' } : { ofChannel: true },
    )
  }
  if (code === 'ABORT_ERR') {
    const outcome = handedOver ? 'no-answer' : 'unreachable'
    return new DeliveryError(failure('too-slow', { host }), { outcome })
  }
  const certificate = CERTIFICATE_ERRORS[code]
  if (certificate) return channelError(failure('connection', { host, why: certificate, code }))
  // What answered is not the service, and cannot have read the request.
  const isOther = handedOver ? /^HPE_(?!BROKEN)/ : /^(HPE_(?!BROKEN)|ERR_SSL|EPROTO|ERR_TLS)/
  if (isOther.test(code)) {
    const why = code.startsWith('HPE_') ? 'not-http' : 'not-tls'
    return channelError(failure(why, { host, code }))
  }
  const why = NETWORK_ERRORS[code]
  return new DeliveryError(
    why ? failure('connection', { host, why, code }) : failure('not-reached', { host, code }),
    { outcome: handedOver ? 'cut' : 'unreachable' },
  )
}
