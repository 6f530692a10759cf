import { type Failure, failure } from '../failure.ts'
import type { HttpFault } from '../io/http.ts'
import type { Instant } from '../io/io.ts'
import { type Answer, checkNotPage, jsonOf, serviceMessage } from './answer.ts'
import {
  type ChannelWorld,
  channelError,
  DeliveryError,
  type SendOutcome,
  type Setting,
  type SettingForm,
} from './channel.ts'
import { namingSocks, proxyFor, socksFor } from './proxy.ts'

/** A further certificate authority to trust: for a user's own server, or a company that inspects TLS. */
export const CA: Setting = { name: 'ca', form: 'absolute-path', example: '/etc/ssl/my-ca.pem' }

/**
 * Parses a web address: http or https, a host, and no user or password, as servers would log them.
 * @returns null when it is not one
 */
export function httpUrl(text: string): URL | null {
  if (!/^https?:\/\/[^/]/i.test(text) || /[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : null
}

/** Parses the address of a setting. @throws DeliveryError that does not contain it */
export function parseAddress(text: string): URL {
  const url = httpUrl(text)
  if (url) return url
  throw channelError(failure('address-invalid'))
}

/** Appends a path to a server's address, which may have a path and end with `/`. */
export function withPath(server: string, path: string): string {
  const url = parseAddress(server)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  return url.href
}

/** Returns the setting of a webhook's address; who knows the address can send, so it is a secret. */
export function urlSetting(example: string, form: SettingForm = 'http-url'): Setting {
  return { name: 'url', required: true, secret: true, form, example }
}

/** Returns the setting of the password of a `user`. */
export function passwordSetting(example: string): Setting {
  return { name: 'password', secret: true, example, asked: ({ user }) => Boolean(user) }
}

/** A word that DingTalk and Feishu can demand in every message. */
export const KEYWORD: Setting = {
  name: 'keyword',
  form: /^[^\p{Cc}]{1,20}$/u,
  example: '提醒',
  asked: () => true,
}

/** What sending over HTTP needs of the world. */
export type HttpWorld = Pick<ChannelWorld, 'env' | 'http' | 'now' | 'signal' | 'ca'>

interface Options {
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Whether the body of a 2xx answer says nothing; only its beginning is waited for, to see a web page. */
  isBodyIdle?: boolean
  /** What an answer that is not 2xx means to this service; null where it means the same everywhere. */
  refusal?: (answer: Answer) => DeliveryError | null
}

const IDLE_BODY_TIMEOUT_MS = 3000

/** Sends a value as JSON. See `sendHttp`. */
export function postJson(
  address: string,
  value: unknown,
  world: HttpWorld,
  options: Omit<Options, 'body' | 'method'> = {},
): Promise<Answer> {
  return sendHttp(address, world, { ...options, body: JSON.stringify(value) })
}

/**
 * Sends a request, a POST of JSON text unless said otherwise, and returns a 2xx answer that is not a web page, however
 * its body ended. One redirect is followed, if it keeps the request (307, 308) and the host (http to https is allowed),
 * as another host must not get the message and its secrets.
 * @throws DeliveryError that contains only the host of the address
 */
export async function sendHttp(address: string, world: HttpWorld, options: Options): Promise<Answer> {
  const url = parseAddress(address)
  const proxy = proxyFor(url, world.env)
  try {
    let answer = await send(url, world, options)
    if (answer.status >= 300 && answer.status < 400)
      answer = await send(redirectTarget(answer, url), world, options)
    if (answer.status < 200 || answer.status >= 300)
      throw options.refusal?.(answer) ?? statusFailure(answer, world.now())
    checkNotPage(answer)
    return answer
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    if (proxy === null) throw namingSocks(error, socksFor(url, world.env))
    const why = failure('through-proxy', { why: error.failure, proxy: proxy.origin })
    throw new DeliveryError(why, error.details)
  }
}

async function send(
  url: URL,
  { env, http, signal, ca }: HttpWorld,
  { method = 'POST', headers = {}, body, isBodyIdle = false }: Options,
): Promise<Answer> {
  // Node's error for such a header would contain its secret.
  if (Object.values(headers).some(value => /[^\x20-\x7e]/.test(value)))
    throw channelError(failure('header-unsendable'))
  const proxy = proxyFor(url, env) ?? undefined
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  try {
    const answer = await http({
      url,
      method,
      headers: { ...type, ...headers },
      body,
      ca,
      proxy,
      bodyTimeout: isBodyIdle ? IDLE_BODY_TIMEOUT_MS : undefined,
      signal,
    })
    return { ...answer, host: url.host }
  } catch (error) {
    throw networkFailure(error as Partial<HttpFault>, url.host)
  }
}

function redirectTarget({ status, headers, host }: Answer, from: URL): URL {
  const { location = '' } = headers
  const to = location && URL.canParse(location, from.href) ? httpUrl(new URL(location, from).href) : null
  if (to === null) throw channelError(failure('redirect-nowhere', { status, host }))
  const address = to.origin
  if (address !== from.origin && !isUpgrade(from, to))
    throw channelError(failure('redirect-elsewhere', { status, host, address }))
  if (status === 307 || status === 308) return to
  throw channelError(failure('address-moved', { status, host, address }))
}

function isUpgrade(from: URL, to: URL): boolean {
  return from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname && !to.port
}

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
function retryAfter(answer: Answer, now: Instant): number {
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

const CERTIFICATE_ERRORS: Record<string, Failure | undefined> = {
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

const NETWORK_ERRORS: Record<string, Failure | undefined> = {
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

/** Returns the error of a connection that failed, by the code of the system, Node or OpenSSL; null for other codes. */
export function connectionError(
  code: string,
  host: string,
  outcome: SendOutcome = 'unreachable',
): DeliveryError | null {
  const certificate = CERTIFICATE_ERRORS[code]
  if (certificate) return channelError(failure('connection', { host, why: certificate, code }))
  const why = NETWORK_ERRORS[code]
  return why ? new DeliveryError(failure('connection', { host, why, code }), { outcome }) : null
}

function networkFailure(
  { code = '', handedOver = false, proxyStatus: status = null }: Partial<HttpFault>,
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
  const outcome = handedOver ? 'cut' : 'unreachable'
  const known = connectionError(code, host, outcome)
  if (known) return known
  // What answered is not the service, and cannot have read the request.
  const isOther = handedOver ? /^HPE_(?!BROKEN)/ : /^(HPE_(?!BROKEN)|ERR_SSL|EPROTO|ERR_TLS)/
  if (isOther.test(code)) {
    const why = code.startsWith('HPE_') ? 'not-http' : 'not-tls'
    return channelError(failure(why, { host, code }))
  }
  return new DeliveryError(failure('not-reached', { host, code }), { outcome })
}
