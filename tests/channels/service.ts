import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { DeliveryError, Message } from '../../src/channels/channel.ts'
import { CHANNELS, type ChannelKind } from '../../src/channels/index.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { inWords } from '../failures.ts'
import { message, world } from './fixtures.ts'

/** A request as it came in, and where it was meant to go. */
export interface Seen {
  method: string
  /** Scheme and host that were asked for. */
  origin: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** How the service answers; `hang` never does, `reset` breaks off, `endless` never ends. */
export type Reply =
  | { status: number; body?: string | object; headers?: Record<string, string> }
  | 'hang'
  | 'reset'
  | 'endless'

/** A service on this machine: a real HTTP server, and a `fetch` that leads every address to it. */
export class Service {
  readonly seen: Seen[] = []
  /** The answers in turn; the last one stays. */
  replies: Reply[] = [{ status: 200 }]
  /** How many bytes of an endless answer went out. */
  sent = 0
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request
        .on('data', chunk => chunks.push(chunk))
        .on('end', () => {
          const { method = '', url = '', headers } = request
          const { 'x-test-origin': origin = '', ...rest } = headers
          const body = Buffer.concat(chunks).toString('utf8')
          this.seen.push({ method, origin: String(origin), path: url, headers: rest, body })
          const reply = this.replies.length > 1 ? this.replies.shift()! : this.replies[0]!
          if (reply === 'hang') return
          if (reply === 'reset') {
            request.socket.destroy()
            return
          }
          if (reply === 'endless') {
            response.writeHead(200, { 'content-type': 'text/plain' })
            const chunk = Buffer.alloc(16 * 1024, 'x')
            const more = () => {
              this.sent += chunk.length
              if (!response.destroyed && response.write(chunk)) setImmediate(more)
            }
            response.on('drain', more)
            more()
            return
          }
          const isText = typeof reply.body === 'string'
          response.writeHead(reply.status, {
            'content-type': isText ? 'text/plain' : 'application/json',
            ...reply.headers,
          })
          response.end(isText ? (reply.body as string) : reply.body ? JSON.stringify(reply.body) : '')
        })
    })
    this.#server.on('connection', socket => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {})
    })
  }

  static async start(): Promise<Service> {
    const service = new Service()
    await new Promise<void>(resolve => service.#server.listen(0, '127.0.0.1', resolve))
    return service
  }

  /** Where it really is. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The network of a test: whatever the host, the request comes here over a real connection. */
  readonly fetch: typeof fetch = (input, init = {}) => {
    const url = new URL(String(input))
    const headers = { ...(init.headers as Record<string, string>), 'x-test-origin': url.origin }
    return fetch(`${this.origin}${url.pathname}${url.search}`, { ...init, headers })
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}

/** What became of a sending: null when it arrived. */
export interface Outcome {
  text: string
  retry: boolean
  gone: boolean
  after: number | null
}

/** Sends through a channel as `remind` does: settings resolved, secrets kept out of errors. */
export async function sendThrough(
  kind: string,
  settings: Record<string, string>,
  service: Pick<Service, 'fetch'>,
  how: { message?: Message; limit?: number; now?: number } = {},
): Promise<Outcome | null> {
  const now = how.now ?? 1_700_000_000_000
  const outlet = await openChannel(
    'mine',
    { kind, lang: null, settings },
    { ...world(), fetch: service.fetch, now: () => now },
  )
  try {
    await outlet.send(how.message ?? message(), AbortSignal.timeout(how.limit ?? 5000))
    return null
  } catch (error) {
    const { details } = error as DeliveryError
    return {
      text: inWords(error),
      retry: details.outcome !== 'refused',
      gone: details.gone ?? false,
      after: details.after ?? null,
    }
  }
}

/** The channel of a kind. */
export const channelOf = (kind: string) => CHANNELS[kind as ChannelKind]()

/** The one request that came in, without the headers every client sends. */
export function request({
  seen,
}: Service): Omit<Seen, 'headers' | 'body'> & { headers: object; body: unknown } {
  if (seen.length !== 1) throw new Error(`${seen.length} requests came in`)
  const { headers, body, ...rest } = seen[0]!
  const usual = [
    'host',
    'connection',
    'accept',
    'accept-language',
    'accept-encoding',
    'sec-fetch-mode',
    'content-length',
  ]
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !usual.includes(name)))
  return { ...rest, headers: own, body: JSON.parse(body) }
}
