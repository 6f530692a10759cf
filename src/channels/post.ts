import { failure } from '../failure.ts'
import { type Answer, checkNotPage } from './answer.ts'
import { type ChannelWorld, channelError, DeliveryError } from './channel.ts'
import { networkFailure, statusFailure, type Unanswered } from './http-failure.ts'
import { httpUrl, parseAddress } from './http-settings.ts'
import { namingSocks, proxyFor, socksFor } from './proxy.ts'

/** What sending over HTTP needs of the world. */
export type HttpWorld = Pick<ChannelWorld, 'env' | 'http' | 'now' | 'signal' | 'ca'>

interface Options {
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Whether a 2xx answer says nothing in its body, so that only its beginning is waited for, to see a web page. */
  isBodyIdle?: boolean
  /** What an answer that is not 2xx means to this service; null where it means the same everywhere. */
  refusal?: (answer: Answer) => DeliveryError | null
}

/** How long to wait for the beginning of a body that says nothing, in milliseconds. */
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
    return await answerOf(url, world, options)
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    if (proxy === null) throw namingSocks(error, socksFor(url, world.env))
    const why = failure('through-proxy', { why: error.failure, proxy: proxy.origin })
    throw new DeliveryError(why, error.details)
  }
}

async function answerOf(url: URL, world: HttpWorld, options: Options): Promise<Answer> {
  let answer = await send(url, world, options)
  if (answer.status >= 300 && answer.status < 400)
    answer = await send(redirectTarget(answer, url), world, options)
  if (answer.status < 200 || answer.status >= 300)
    throw options.refusal?.(answer) ?? statusFailure(answer, world.now())
  checkNotPage(answer)
  return answer
}

async function send(
  url: URL,
  { env, http, signal, ca }: HttpWorld,
  { method = 'POST', headers = {}, body, isBodyIdle = false }: Options,
): Promise<Answer> {
  // Node's error for such a header would contain its secret.
  if (Object.values(headers).some(value => /[^\x20-\x7e]/.test(value)))
    throw channelError(failure('header-unsendable'))
  const proxy = proxyFor(url, env)
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  try {
    const answer = await http({
      url,
      method,
      headers: { ...type, ...headers },
      ...(body === undefined ? {} : { body }),
      ...(ca === undefined ? {} : { ca }),
      ...(proxy === null ? {} : { proxy }),
      ...(isBodyIdle ? { bodyTimeout: IDLE_BODY_TIMEOUT_MS } : {}),
      signal,
    })
    return { ...answer, host: url.host }
  } catch (error) {
    throw networkFailure(error as Unanswered, url.host)
  }
}

/** Returns where a redirect leads. @throws DeliveryError when it must not be followed */
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
