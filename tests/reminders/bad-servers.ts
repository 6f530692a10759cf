import { createServer as createWebServer } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** How a server answered for a message that it kept for a reader. */
export type Answer = 'good' | 'silent' | 'cut' | '500'

/** A message as a server got it. */
export interface Sent {
  /** The message's id. */
  id: string
  /** The bytes as they came over the wire. */
  text: string
}

/** What a server asks of its test, and tells it. */
export interface Watcher {
  random(): number
  /** Whether a message is never taken. */
  refuses?(sent: Sent): boolean
  /**
   * A message was kept for a reader; `''` where the channel has one.
   * @param since when the attempt began, in milliseconds of `performance.now()`
   */
  kept(id: string, reader: string, answer: Answer, since: number): void
  /** Something went wrong with an attempt. */
  trouble(name: string): void
}

/** A server of the test that fails a third of the time. */
export interface BadServer {
  port: number
  /** Stops listening, so that connections are refused, and listens again. */
  unplug(): Promise<void>
  plug(): Promise<void>
}

/** How often an attempt fails. */
const FAILING = 1 / 3

/** Returns the next trouble for a third of the attempts: each one in turn, so that all of them come. */
function troubles<T>(all: Record<string, T>, { random, trouble }: Watcher): () => T | null {
  const names = Object.keys(all)
  let count = 0
  return () => {
    if (random() >= FAILING) return null
    const name = names[count++ % names.length]!
    trouble(name)
    return all[name]!
  }
}

/** What a push service does with a request: whether it keeps the message, and what it answers. */
interface PushTrouble {
  kept?: Answer
  /** The whole answer as it goes over the wire; left out where it is silent. */
  says?: string
  /** Milliseconds before the answer. */
  after?: number
  /** Whether the connection breaks then. */
  breaks?: boolean
}

const http = (status: number, body: string, more = '') =>
  `HTTP/1.1 ${status} x\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${more}connection: close\r\n\r\n${body}`
const TAKEN = '{"id":"x"}'

export const PUSH_TROUBLES: Record<string, PushTrouble> = {
  500: { says: http(500, '') },
  '500, but kept': { kept: '500', says: http(500, '') },
  'come back next year': { says: http(503, '', 'retry-after: 31536000\r\n') },
  'slow down': { says: http(429, '', 'retry-after: 0\r\n') },
  silent: {},
  'silent, but kept': { kept: 'silent' },
  late: { kept: 'good', says: http(200, TAKEN), after: 60 },
  'cut before the answer': { breaks: true },
  'cut before the answer, but kept': { kept: 'cut', breaks: true },
  'cut in the status line, but kept': { kept: 'cut', says: 'HTTP/1.1 20', breaks: true },
  'cut in the body, but kept': {
    kept: 'good',
    says: 'HTTP/1.1 200 x\r\ncontent-length: 99\r\n\r\n{"i',
    breaks: true,
  },
  'gateway lost it, but it was kept': { kept: 'cut', says: http(502, '') },
  'an answer without an id, but kept': { kept: 'silent', says: http(200, '{}') },
  'sign-in page': { says: http(200, '<!doctype html><p>Please sign in') },
  'not HTTP': { says: '220 mail.example.org\r\n', breaks: true },
  'wrong password': { says: http(401, '') },
  gone: { says: http(410, '') },
  'too large': { says: http(413, '') },
}

/** A push service as ntfy's. */
export async function badPushServer(watcher: Watcher): Promise<BadServer> {
  const next = troubles(PUSH_TROUBLES, watcher)
  const held = new Set<Socket>()
  const server = createWebServer((request, response) => {
    const { socket } = request
    const since = performance.now()
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      response.on('error', () => {})
      const text = Buffer.concat(chunks).toString('utf8')
      const { sequence_id: id } = JSON.parse(text)
      if (watcher.refuses?.({ id, text })) return void socket.end(http(400, '{"error":"not this one"}'))
      const { kept, says, after = 0, breaks } = next() ?? { kept: 'good' as const, says: http(200, TAKEN) }
      const answer = () => {
        if (kept !== undefined) watcher.kept(id, '', kept, since)
        if (says !== undefined) socket.write(says)
        if (breaks) socket.destroySoon()
        else if (says !== undefined) socket.end()
      }
      if (after > 0) setTimeout(answer, after)
      else answer()
    })
  })
  return listening(server, held)
}

/** What a mail server does: which answers it gives, and whether it keeps the mail after the final dot. */
interface MailTrouble {
  /** Answers by the beginning of the command; null: none. */
  at?: Record<string, string | null>
  /** Ends the connection at this command. */
  cutsAt?: string
  kept?: Answer
  /** Milliseconds before the answer to the final dot. */
  after?: number
}

export const MAIL_TROUBLES: Record<string, MailTrouble> = {
  'no greeting': { at: { greeting: null } },
  'busy at once': { at: { greeting: '421 4.3.2 closing' } },
  'cut before the greeting': { cutsAt: 'greeting' },
  'HELO refused': { at: { EHLO: '550 5.7.1 who are you', HELO: '550 5.7.1 who are you' } },
  'sender refused': { at: { MAIL: '550 5.7.1 not yours' } },
  'sender refused for now': { at: { MAIL: '450 4.7.1 slow down' } },
  'silent at the sender': { at: { MAIL: null } },
  'cut at the recipients': { cutsAt: 'RCPT' },
  'all readers refused for now': { at: { RCPT: '451 4.7.1 greylisted' } },
  'all readers refused': { at: { RCPT: '550 5.1.1 no such user' } },
  'no text for now': { at: { DATA: '451 4.3.0 later' } },
  'cut in the text': { cutsAt: 'text' },
  'text refused for now': { at: { '.': '451 4.3.0 later' } },
  'text refused for now, but kept': { at: { '.': '451 4.3.0 later' }, kept: '500' },
  'text refused': { at: { '.': '554 5.7.1 spam' } },
  'text too large': { at: { '.': '552 5.3.4 too big' } },
  silent: { at: { '.': null } },
  'silent, but kept': { at: { '.': null }, kept: 'silent' },
  late: { kept: 'good', after: 60 },
  'cut after the dot': { cutsAt: '.' },
  'cut after the dot, but kept': { cutsAt: '.', kept: 'cut' },
  'closing after the dot, but kept': { at: { '.': '421 4.3.2 closing' }, kept: '500' },
}

/** How often a mail server refuses a single reader for now. */
const READER_REFUSED = 1 / 12

/** A mail server. It also refuses single readers for now, whatever becomes of the mail then. */
export async function badMailServer(watcher: Watcher): Promise<BadServer> {
  const next = troubles(MAIL_TROUBLES, watcher)
  const held = new Set<Socket>()
  return listening(
    createServer(socket => talk(socket, next() ?? { kept: 'good' }, watcher)),
    held,
  )
}

function talk(socket: Socket, { at = {}, cutsAt, kept, after = 0 }: MailTrouble, watcher: Watcher): void {
  let buffer = ''
  let text: string | null = null
  let readers: string[] = []
  const since = performance.now()
  socket.on('error', () => {})

  const answer = (command: string, usual: string) => {
    if (cutsAt === command) return void socket.destroySoon()
    const own = Object.keys(at).find(name => command.startsWith(name))
    const line = own === undefined ? usual : at[own]
    if (line) socket.write(`${line}\r\n`)
  }
  const take = (line: string) => {
    if (line.startsWith('RCPT')) {
      const reader = /<(.*)>/.exec(line)![1]!
      if (!at.RCPT && cutsAt !== 'RCPT' && watcher.random() < READER_REFUSED) {
        watcher.trouble('one reader refused for now')
        return void socket.write('452 4.2.2 mailbox busy\r\n')
      }
      readers.push(reader)
      return answer('RCPT', '250 2.1.5 fine')
    }
    if (line === 'DATA') {
      if (readers.length === 0) return void socket.write('503 5.5.1 no recipients\r\n')
      if (at.DATA === undefined) text = ''
      return answer('DATA', '354 go on')
    }
    if (line.startsWith('MAIL')) readers = []
    if (line === 'QUIT') return void socket.end('221 2.0.0 bye\r\n')
    answer(line.split(' ')[0]!, '250 2.0.0 fine')
  }
  const keep = (mail: string) => {
    const id = /^message-id: <([^.]+)\./im.exec(mail)![1]!
    const finish = () => {
      const isTaken = at['.'] === undefined && cutsAt !== '.'
      if (isTaken && watcher.refuses?.({ id, text: mail })) return void socket.write('554 5.7.1 spam\r\n')
      if (kept !== undefined) for (const reader of readers) watcher.kept(id, reader, kept, since)
      answer('.', '250 2.0.0 kept')
    }
    if (after > 0) setTimeout(finish, after)
    else finish()
  }

  socket.on('data', chunk => {
    buffer += chunk.toString('utf8')
    for (;;) {
      if (text !== null && cutsAt === 'text') return void socket.destroy()
      const end = buffer.indexOf('\r\n')
      if (end < 0) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      if (text === null) take(line)
      else if (line === '.') {
        const mail = text
        text = null
        keep(mail)
      } else text += `${line}\r\n`
    }
  })
  answer('greeting', '220 mail.example.org ESMTP')
}

async function listening(server: Server, held: Set<Socket>): Promise<BadServer> {
  server.on('connection', (socket: Socket) => {
    held.add(socket)
    socket.on('error', () => {}).on('close', () => held.delete(socket))
  })
  const open = (port: number) =>
    new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()))
  const close = () =>
    new Promise<void>(resolve => {
      for (const socket of held) socket.destroy()
      server.close(() => resolve())
    })
  await open(0)
  const { port } = server.address() as AddressInfo
  onTestFinished(close)
  return { port, unplug: close, plug: () => open(port) }
}
