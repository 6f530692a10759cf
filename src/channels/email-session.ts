import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import type { NodemailerError } from 'nodemailer/lib/errors'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { DeliveryError } from './channel.ts'
import { ABORTED, mailFailure, type ProxyFault } from './email-failure.ts'
import { type Connection, heloName } from './email-server.ts'
import { namingSocks } from './proxy.ts'

interface Session {
  /** The largest mail that the server takes, in bytes (RFC 1870); null: it does not say. */
  size: number | null
  /** Whether it takes addresses with letters of any script (SMTPUTF8, RFC 6531). */
  takesUtf8: boolean
  /** Sends a mail; returns why the server refused some of the addresses, or all of them. */
  send(from: string, to: readonly string[], mail: Buffer): Promise<readonly NodemailerError[]>
}

type Done<T> = (error?: NodemailerError | null, value?: T) => void

const PROXY_TIMEOUT_MS = 15_000
/** How long to wait for one address of a host; Node's 250 ms are too short for a slow line. */
const ATTEMPT_TIMEOUT_MS = 3000
/** For the library's own limits: longer than a run, whose signal ends the attempt. */
const NEVER_MS = 3_600_000
const CLOSE_TIMEOUT_MS = 200
/** The mail is written in pieces, so that the last one is written when the server has taken the others. */
const PIECE = 16 * 1024

/**
 * Connects to a mail server, logs in and lets `work` send.
 * @throws DeliveryError
 */
export async function withSession(
  server: Connection,
  signal: AbortSignal,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const { step, fail, settle } = stepsUntil(signal)
  const state = { handedOver: false }
  let smtp: SMTPConnection | undefined
  try {
    const socket = await openSocket(server, signal)
    const connection = new SMTPConnection(optionsFor(server, socket))
    smtp = connection
    connection.on('error', fail)
    await step<void>(done => connection.connect(done))
    const abilities = abilitiesIn(String(connection.lastServerResponse || ''))
    const { auth } = server
    if (auth) await step<boolean>(done => connection.login(auth, done))
    await work({ ...abilities, send: sender(connection, step, state) })
    connection.quit()
  } catch (error) {
    if (error instanceof DeliveryError) throw error
    throw namingSocks(mailFailure(error as NodemailerError, server, state.handedOver), server.socks)
  } finally {
    smtp?.close()
    settle()
  }
}

/** @param state whether the server has all of the latest mail */
function sender(
  connection: SMTPConnection,
  step: ReturnType<typeof stepsUntil>['step'],
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
      const sent = await step<{ rejectedErrors?: NodemailerError[] | undefined }>(done =>
        connection.send(envelope, pieces, done),
      )
      return sent.rejectedErrors ?? []
    } catch (error) {
      const { code, rejectedErrors } = error as NodemailerError
      if (code !== 'EENVELOPE' || !rejectedErrors?.length) throw error
      // The server waits for other recipients of the same mail.
      await step<boolean>(done => connection.reset(done))
      return rejectedErrors
    }
  }
}

/** Returns a function that waits for a step of the dialogue; an error of the connection or the signal ends it too. */
function stepsUntil(signal: AbortSignal) {
  let fail!: (error: Error) => void
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => {})
  const abort = () => fail(Object.assign(new Error('aborted'), { code: ABORTED }))
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort)
  const step = <T>(start: (done: Done<T>) => void): Promise<T> => {
    const stepped = new Promise<T>((resolve, reject) => {
      start((error, value) => (error ? reject(error) : resolve(value as T)))
    })
    return Promise.race([failed, stepped])
  }
  return { step, fail, settle: () => signal.removeEventListener('abort', abort) }
}

/**
 * Connects through the proxy, or directly where there is none and where it refuses: many proxies let only the web
 * through, in networks that need none for mail.
 */
async function openSocket(server: Connection, signal: AbortSignal): Promise<Socket> {
  const { proxy } = server
  if (proxy === null) return openDirectly(server, signal)
  try {
    return await tunnel(proxy, server, signal)
  } catch (error) {
    const { message, code } = error as NodemailerError
    const said = signal.aborted ? 'aborted' : code === ABORTED ? 'no answer' : message
    const fault: ProxyFault = { proxy: proxy.host, said }
    return openDirectly(server, signal).catch(later => {
      throw Object.assign(later, fault)
    })
  }
}

async function tunnel(proxy: URL, { host, port }: Connection, signal: AbortSignal): Promise<Socket> {
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'))
  const path = `${host.includes(':') ? `[${host}]` : host}:${port}`
  // The login is for the proxy (RFC 9110 §11.7); `auth` would be sent as one for the server.
  const { auth, ...way } = urlToHttpOptions(proxy)
  const login = auth ? { 'proxy-authorization': `Basic ${Buffer.from(auth).toString('base64')}` } : {}
  const headers = { host: path, ...login }
  const either = AbortSignal.any([signal, AbortSignal.timeout(PROXY_TIMEOUT_MS)])
  const asked = request({ ...way, method: 'CONNECT', path, headers, agent: false, signal: either }).end()
  const [{ statusCode = 0 }, socket, head] = (await once(asked, 'connect')) as [
    IncomingMessage,
    Socket,
    Buffer,
  ]
  if (statusCode >= 200 && statusCode < 300) {
    socket.unshift(head)
    return socket
  }
  socket.destroy()
  throw new Error(`HTTP ${statusCode}`)
}

async function openDirectly({ host, port }: Connection, signal: AbortSignal): Promise<Socket> {
  const socket = connect({
    host,
    port,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT_MS,
    noDelay: true,
  })
  try {
    await once(socket, 'connect', { signal })
    return socket
  } catch (error) {
    socket.on('error', () => {})
    socket.destroy()
    throw error
  }
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
