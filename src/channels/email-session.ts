import type { ClientRequest, IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import type { NodemailerError } from 'nodemailer/lib/errors'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { DeliveryError } from './channel.ts'
import { ABORTED, mailFailure, type ProxyFault } from './email-failure.ts'
import { type Connection, heloName } from './email-server.ts'
import { namingSocks } from './proxy.ts'

/** A server that greeted this computer and let it in. */
export interface Session {
  /** The largest mail that the server takes, in bytes (RFC 1870); null: it does not say. */
  size: number | null
  /** Whether it takes addresses with letters of any script (SMTPUTF8, RFC 6531). */
  takesUtf8: boolean
  /** Sends a mail; returns why the server refused some of the addresses, or all of them. */
  send(from: string, to: readonly string[], mail: Buffer): Promise<readonly NodemailerError[]>
}

type Done<T> = (error?: NodemailerError | null, value?: T) => void

const PROXY_TIMEOUT_MS = 15_000
/** How long to wait for an address of a host before the next is tried; Node's 250 ms are too short for a slow line. */
const ATTEMPT_TIMEOUT_MS = 3000
/** The library's own limits: longer than a run, whose signal ends the attempt. */
const NEVER_MS = 3_600_000
const CLOSE_TIMEOUT_MS = 200
/** The mail is written in pieces, so that the last one is written when the server has taken the others. */
const PIECE = 16 * 1024

/**
 * Connects to a mail server, logs in and lets `work` send.
 * @throws DeliveryError
 */
export async function withSession<T>(
  server: Connection,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const failing = new Failing(signal)
  const state = { handedOver: false }
  let smtp: SMTPConnection | undefined
  try {
    const socket = await openSocket(server, signal, failing)
    const connection = new SMTPConnection(optionsFor(server, socket))
    smtp = connection
    smtp.on('error', failing.fail)
    await failing.step<void>(done => connection.connect(done))
    const abilities = abilitiesIn(String(smtp.lastServerResponse || ''))
    const { auth } = server
    if (auth) await failing.step<boolean>(done => connection.login(auth, done))
    const result = await work({ ...abilities, send: sender(connection, failing, state) })
    smtp.quit()
    return result
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    throw namingSocks(mailFailure(error as NodemailerError, server, state.handedOver), server.socks)
  } finally {
    smtp?.close()
    failing.settle()
  }
}

/** Returns a function that sends one mail after the other. @param state whether the server has all of the latest one */
function sender(
  connection: SMTPConnection,
  failing: Failing,
  state: { handedOver: boolean },
): Session['send'] {
  return async (from, to, mail) => {
    state.handedOver = false
    const pieces = Readable.from(inPieces(mail), { objectMode: false })
    pieces.once('end', () => {
      state.handedOver = true
    })
    const envelope = { from, to: [...to], size: mail.length }
    try {
      const sent = await failing.step<{ rejectedErrors?: NodemailerError[] | undefined }>(done =>
        connection.send(envelope, pieces, done),
      )
      return sent.rejectedErrors ?? []
    } catch (error) {
      const { code, rejectedErrors } = error as NodemailerError
      if (code !== 'EENVELOPE' || !rejectedErrors?.length) throw error
      // The server waits for other recipients of the same mail.
      await failing.step<boolean>(done => connection.reset(done))
      return rejectedErrors
    }
  }
}

/** What ends every step of a dialogue: an error of the connection, or the signal. */
class Failing {
  readonly #failed: Promise<never>
  #reject!: (error: Error) => void

  constructor(private readonly signal: AbortSignal) {
    this.#failed = new Promise<never>((_, reject) => {
      this.#reject = reject
    })
    this.#failed.catch(() => {})
    if (signal.aborted) this.#abort()
    else signal.addEventListener('abort', this.#abort)
  }

  readonly #abort = () => this.#reject(Object.assign(new Error('aborted'), { code: ABORTED }))
  readonly fail = (error: Error) => this.#reject(error)

  step<T>(start: (done: Done<T>) => void): Promise<T> {
    const stepped = new Promise<T>((resolve, reject) => {
      start((error, value) => (error ? reject(error) : resolve(value as T)))
    })
    return Promise.race([this.#failed, stepped])
  }

  settle(): void {
    this.signal.removeEventListener('abort', this.#abort)
  }
}

/**
 * Connects through the proxy, or directly where there is none and where it refuses: many proxies let only the web
 * through, in networks that need none for mail.
 */
async function openSocket(server: Connection, signal: AbortSignal, failing: Failing): Promise<Socket> {
  const { proxy } = server
  if (proxy === null) return openDirectly(server, failing)
  try {
    return await failing.step<Socket>(done => void tunnel(proxy, server, signal, done))
  } catch (error) {
    const { message, code } = error as NodemailerError
    const fault: ProxyFault = { proxy: proxy.host, said: message }
    if (code === ABORTED) throw Object.assign(error as Error, fault)
    return openDirectly(server, failing).catch(later => {
      throw Object.assign(later, fault)
    })
  }
}

/** Asks a proxy to connect (RFC 9110 §9.3.6); neither a silent proxy nor a slow one outlasts the signal. */
async function tunnel(
  proxy: URL,
  { host, port }: Connection,
  signal: AbortSignal,
  done: Done<Socket>,
): Promise<void> {
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'))
  const path = `${host.includes(':') ? `[${host}]` : host}:${port}`
  // The login is for the proxy (RFC 9110 §11.7); `auth` would be sent as one for the server.
  const { auth, ...way } = urlToHttpOptions(proxy)
  const login = auth ? { 'proxy-authorization': `Basic ${Buffer.from(auth).toString('base64')}` } : {}
  const headers = { host: path, ...login }
  const asked: ClientRequest = request({ ...way, method: 'CONNECT', path, headers, agent: false })
  const stop = () => asked.destroy(new Error('no answer'))
  const timer = setTimeout(stop, PROXY_TIMEOUT_MS)
  const settle = () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
  asked.once('connect', ({ statusCode = 0 }: IncomingMessage, socket: Socket, head: Buffer) => {
    settle()
    if (statusCode >= 200 && statusCode < 300) {
      socket.unshift(head)
      return done(null, socket)
    }
    socket.destroy()
    done(new Error(`HTTP ${statusCode}`) as NodemailerError)
  })
  asked.once('error', error => {
    settle()
    done(error as NodemailerError)
  })
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop)
  asked.end()
}

async function openDirectly({ host, port }: Connection, failing: Failing): Promise<Socket> {
  const socket = connect({
    host,
    port,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT_MS,
    noDelay: true,
  })
  try {
    await failing.step<void>(done => {
      socket.once('connect', () => done())
      socket.once('error', error => done(withCode(error)))
    })
  } catch (error) {
    socket.on('error', () => {})
    socket.destroy()
    throw error
  }
  return socket
}

/** Gives the error of a host with several addresses the code of the first. */
function withCode(error: Error & { code?: string; errors?: { code?: string }[] }): NodemailerError {
  const code = error.code ?? error.errors?.[0]?.code
  return Object.assign(error, code === undefined ? {} : { code }) as NodemailerError
}

function optionsFor(server: Connection, connection: Socket): SMTPConnection.Options {
  const { host, port, security, ca, helo } = server
  return {
    host,
    port,
    connection,
    name: helo ?? heloName(connection.localAddress),
    secure: security === 'implicit',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(ca ? { tls: { ca } } : {}),
    connectionTimeout: NEVER_MS,
    greetingTimeout: NEVER_MS,
    socketTimeout: NEVER_MS,
    socketCloseTimeout: CLOSE_TIMEOUT_MS,
  }
}

function abilitiesIn(answer: string): Pick<Session, 'size' | 'takesUtf8'> {
  const size = Number(/^250[ -]SIZE[ \t]+(\d{1,15})\s*$/im.exec(answer)?.[1] ?? 0)
  return { size: size === 0 ? null : size, takesUtf8: /^250[ -]SMTPUTF8\b/im.test(answer) }
}

function* inPieces(mail: Buffer): Generator<Buffer> {
  for (let at = 0; at < mail.length; at += PIECE) yield mail.subarray(at, at + PIECE)
}
