import { failure } from '../failure.ts'
import { type Answer, readAnswer } from './answer.ts'
import { type ChannelWorld, DeliveryError } from './channel.ts'
import { networkFailure, statusFailure } from './http-failure.ts'
import { httpUrl, parseAddress } from './http-settings.ts'

/** What `post` needs of the world. */
type HttpWorld = Pick<ChannelWorld, 'fetch' | 'now' | 'signal'>

/** Sends a value as JSON. See `post`. */
export function postJson(
  address: string,
  value: unknown,
  world: HttpWorld,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return post(address, JSON.stringify(value), world, headers)
}

/**
 * Sends JSON text to an address and gives the answer; only 2xx is one. The time limit is the signal's and holds for
 * the body of the answer too, of which 64 KB are read. A redirect is followed once, and only within the same host
 * (or from http to https of it), and only where it keeps the request as it is (307, 308): everywhere else it would
 * carry the message and its secrets to whoever wrote the redirect.
 * @throws DeliveryError that names the host and nothing else of the address
 */
export async function post(
  address: string,
  body: string,
  world: HttpWorld,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = parseAddress(address)
  let answer = await send(url, body, headers, world)
  if (answer.status >= 300 && answer.status < 400) {
    const next = redirectTarget(answer, url)
    answer = await send(next, body, headers, world)
  }
  if (answer.status >= 200 && answer.status < 300) return answer
  throw statusFailure(answer, world.now())
}

async function send(
  url: URL,
  body: string,
  headers: Record<string, string>,
  { fetch, signal }: HttpWorld,
): Promise<Answer> {
  // What Node says of such a header would repeat the secret in it.
  if (Object.values(headers).some(value => /[^\x20-\x7e]/.test(value)))
    throw new DeliveryError(failure('header-unsendable'))
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal,
      body,
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'renew', ...headers },
    })
    return await readAnswer(response, url.host)
  } catch (error) {
    throw networkFailure(error, url.host, signal)
  }
}

/** Where a redirect may be followed to. @throws DeliveryError where it may not */
function redirectTarget({ status, headers, host }: Answer, from: URL): URL {
  const location = headers.get('location') ?? ''
  const to = location && URL.canParse(location, from.href) ? httpUrl(new URL(location, from).href) : null
  if (to === null) throw new DeliveryError(failure('redirect-nowhere', { status, host }))
  const address = to.origin
  if (address !== from.origin && !isUpgrade(from, to))
    throw new DeliveryError(failure('redirect-elsewhere', { status, host, address }))
  if (status === 307 || status === 308) return to
  throw new DeliveryError(failure('address-moved', { status, host, address }))
}

function isUpgrade(from: URL, to: URL): boolean {
  return from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname && !to.port
}
