import type { AddressInfo, Socket } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { type OwnCertificate, ownCertificate } from './own-certificate.ts'

/** A mail that a server took. */
export interface Received {
  from: string
  to: string[]
  user: string | null
  encrypted: boolean
  raw: string
  /** As a mail program reads it. */
  mail: Email
}

export interface MailServer {
  port: number
  certificate: OwnCertificate
  got: Received[]
  /** How many connections it saw, and how many logins with the right password. */
  connections: number
  logins: number
  stop(): Promise<void>
}

/** What goes wrong at a server; a refusal is the code and words of its answer. */
export interface Trouble {
  /** Of a sender, by how many times one was tried before. */
  sender?(count: number): [number, string] | null
  recipient?(address: string, count: number): [number, string] | null
  /** After the whole text was read: a refusal, a dropped connection before or after it was kept. */
  data?(count: number): [number, string] | 'drop' | 'drop-kept' | 'hang' | null
}

const PASSWORD = 'correct horse'
let shared: OwnCertificate | undefined

/** A real SMTP server on this machine, with a certificate of its own; the user `ann` may log in. */
export async function mailServer(
  options: SMTPServerOptions = {},
  trouble: Trouble = {},
): Promise<MailServer> {
  shared ??= ownCertificate()
  const counts = { sender: 0, recipient: 0, data: 0 }
  const box: MailServer = {
    port: 0,
    certificate: options.cert ? { cert: String(options.cert), key: String(options.key) } : shared,
    got: [],
    connections: 0,
    logins: 0,
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
  const server: SMTPServer = new SMTPServer({
    ...shared,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 50,
    logger: false,
    onConnect(_session, done) {
      box.connections++
      done()
    },
    onAuth({ username, password }, _session, done) {
      if (username !== 'ann' || password !== PASSWORD) return done(refusal([535, '5.7.8 wrong password']))
      box.logins++
      done(null, { user: username })
    },
    onMailFrom: (_address, _session, done) => done(refusal(trouble.sender?.(counts.sender++) ?? null)),
    onRcptTo: ({ address }, _session, done) =>
      done(refusal(trouble.recipient?.(address, counts.recipient++) ?? null)),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk as Buffer))
      stream.on('end', async () => {
        const what = trouble.data?.(counts.data++) ?? null
        if (what === 'hang') return
        if (what === null || what === 'drop-kept') await keep(Buffer.concat(chunks), session)
        if (what === 'drop' || what === 'drop-kept') socketOf(server, session).destroy()
        else done(refusal(what))
      })
    },
    ...options,
  })
  async function keep(bytes: Buffer, { envelope, user, secure }: SMTPServerSession): Promise<void> {
    const raw = bytes.toString('latin1')
    const to = envelope.rcptTo.map(({ address }) => address)
    const from = envelope.mailFrom ? envelope.mailFrom.address : ''
    const mail = await PostalMime.parse(bytes)
    box.got.push({ from, to, user: user === undefined ? null : String(user), encrypted: secure, raw, mail })
  }
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  box.port = (server.server.address() as AddressInfo).port
  onTestFinished(box.stop)
  return box
}

function refusal(answer: [number, string] | null): Error | null {
  return answer && Object.assign(new Error(answer[1]), { responseCode: answer[0] })
}

function socketOf(server: SMTPServer, session: SMTPServerSession): Socket {
  const [found] = [...server.connections].filter(({ id }) => id === session.id)
  return (found as unknown as { _socket: Socket })._socket
}

/** The words that log in. */
export const LOGIN = { user: 'ann', password: PASSWORD }
