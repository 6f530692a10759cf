import { readFileSync } from 'node:fs'
import { failure } from '../failure.ts'
import { type ChannelWorld, DeliveryError } from './channel.ts'

/** What the Fetch standard allows no body. */
const BODILESS = new Set([204, 205, 304])

/**
 * A `fetch` that trusts one more certificate authority, for https. Node's own has no setting for that, and what it
 * reads at its start (NODE_EXTRA_CA_CERTS) a timer does not pass on. It knows what `post` needs of `fetch`: no
 * redirects, nothing compressed, the signal.
 * @param file absolute path of the certificates, PEM
 * @throws DeliveryError when they cannot be read
 */
export async function fetchTrusting(file: string, world: Pick<ChannelWorld, 'fetch'>): Promise<typeof fetch> {
  const [https, tls, { Readable }] = await Promise.all([
    import('node:https'),
    import('node:tls'),
    import('node:stream'),
  ])
  const known: readonly string[] = tls.rootCertificates
  const ca = [...known, certificatesIn(file)]
  return (input, init = {}) => {
    const url = new URL(String(input))
    if (url.protocol !== 'https:') return world.fetch(input, init)
    return new Promise<Response>((resolve, reject) => {
      const { method = 'GET', signal, body } = init
      const headers = { 'accept-encoding': 'identity', ...(init.headers as Record<string, string>) }
      const request = https.request(url, { method, headers, ca, ...(signal ? { signal } : {}) }, reply => {
        const { statusCode: status = 502, headersDistinct } = reply
        const known = Object.entries(headersDistinct).flatMap(([name, values]) =>
          (values ?? []).map((value): [string, string] => [name, value]),
        )
        const isEmpty = BODILESS.has(status)
        if (isEmpty) reply.resume()
        const stream = isEmpty ? null : (Readable.toWeb(reply) as ReadableStream<Uint8Array>)
        resolve(new Response(stream, { status, headers: known }))
      })
      request.on('error', reject)
      request.end(body)
    })
  }
}

/** The certificates in a PEM file. @throws DeliveryError that names it */
export function certificatesIn(file: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    throw new DeliveryError(failure('certificates-unreadable', { file, code }))
  }
  throw new DeliveryError(failure('certificates-missing', { file }))
}
