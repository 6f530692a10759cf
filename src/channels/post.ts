import { failure } from '../failure.ts'
import { type Answer, readAnswer } from './answer.ts'
import { type ChannelWorld, DeliveryError } from './channel.ts'
import { networkFailure, statusFailure } from './http-failure.ts'
import { httpUrl, parseAddress } from './http-settings.ts'

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
 * Sends JSON text to an address and returns a 2xx answer. The signal's time limit includes the answer's body, of which 64
 * KB are read. One redirect is followed, if it keeps the request (307, 308) and the host (http to https is allowed), as
 * another host must not get the message and its secrets.
 * @throws DeliveryError that contains only the host of the address
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
  // Node's error for such a header would contain its secret.
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

/** Returns where a redirect leads. @throws DeliveryError when it must not be followed */
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
