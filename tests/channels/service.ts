import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { DeliveryError, Message, SendOutcome } from '../../src/channels/channel.ts'
import { CHANNELS, type ChannelKind } from '../../src/channels/index.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { sendRequest } from '../../src/io/http.ts'
import type { Io } from '../../src/io/io.ts'
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

/**
 * How the service answers; `hang` never does, `reset` breaks off, `endless` never ends. `raw` goes over the wire as it is,
 * and then the connection ends, is reset, or stays open.
 */
export type Reply =
  | { raw: readonly (string | Buffer)[]; ending?: 'end' | 'reset' | 'hold' }
  | { status: number; body?: string | object; headers?: Record<string, string> }
  | 'hang'
  | 'reset'
  | 'endless'

/** A service on this machine: a real HTTP server, and an `http` that leads every address to it. */
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
          if ('raw' in reply) {
            const { socket } = request
            for (const part of reply.raw) socket.write(part)
            if (reply.ending === 'reset') setTimeout(() => socket.resetAndDestroy(), 20)
            else if (reply.ending !== 'hold') socket.end()
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
  readonly http: Io['http'] = request => {
    const { origin, pathname, search } = request.url
    const headers = { ...request.headers, 'x-test-origin': origin }
    return sendRequest({ ...request, url: new URL(`${this.origin}${pathname}${search}`), headers })
  }

  get isConnected(): boolean {
    return this.#sockets.size > 0
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}

/** What became of a sending: null when it arrived. */
export interface Outcome {
  text: string
  outcome: SendOutcome
  /** Whether it concerns the channel and not the message. */
  ofChannel: boolean
  tooLarge: boolean
  /** Whether the service may take it later. */
  retry: boolean
  gone: boolean
  after: number | null
}

/** Sends through a channel as `remind` does: settings resolved, secrets kept out of errors. */
export async function sendThrough(
  kind: string,
  settings: Record<string, string>,
  service: Pick<Service, 'http'>,
  how: { message?: Message; limit?: number; now?: number } = {},
): Promise<Outcome | null> {
  const now = how.now ?? 1_700_000_000_000
  const outlet = await openChannel(
    'mine',
    { kind, lang: null, settings },
    { ...world(), http: service.http, now: () => now },
  )
  try {
    await outlet.send(how.message ?? message(), AbortSignal.timeout(how.limit ?? 5000))
    return null
  } catch (error) {
    const { details } = error as DeliveryError
    return {
      text: inWords(error),
      outcome: details.outcome,
      ofChannel: details.ofChannel ?? false,
      tooLarge: details.tooLarge ?? false,
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
