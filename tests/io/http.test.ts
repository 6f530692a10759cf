import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { type HttpFault, sendRequest } from '../../src/io/http.ts'
import { type OwnCertificate, ownCertificate } from '../channels/own-certificate.ts'

const servers: { server: Server; sockets: Set<Socket> }[] = []
afterEach(() => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
})

/** Serves raw bytes; with a certificate over TLS. @returns its port */
async function serve(onSocket: (socket: Socket) => void, secure?: OwnCertificate): Promise<number> {
  const server = secure ? createTlsServer(secure, onSocket) : createServer(onSocket)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  server.on('secureConnection', (socket: Socket) => socket.on('error', () => {}))
  servers.push({ server, sockets })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as { port: number }).port
}

/** Calls back when the whole request has come. */
function onRequest(socket: Socket, then: () => void): void {
  let text = ''
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
    if (text.endsWith('END')) then()
  })
}

/** Ends a connection; only TCP itself can reset one. */
function endIn(how: 'destroy' | 'end' | 'reset', socket: Socket): void {
  if (how !== 'reset') socket[how]()
  else for (const tcp of servers.at(-1)!.sockets) tcp.resetAndDestroy()
}

const LARGE = `${'x'.repeat(12 * 1024 * 1024)}END`

/** What became of a request. */
function outcome(
  address: string,
  body = 'the END',
  ca?: string,
  signal = AbortSignal.timeout(5000),
): Promise<object> {
  const request = { url: new URL(address), method: 'POST' as const, headers: {}, body }
  return sendRequest({ ...request, ...(ca ? { ca } : {}), signal }).then(
    ({ status, text, isWhole }) => ({ status, text, isWhole }),
    ({ code, handedOver }: HttpFault) => ({ code, handedOver }),
  )
}

const own = ownCertificate()

describe.each([
  ['http', undefined],
  ['https', own],
] as const)('over %s', (scheme, secure) => {
  const at = (port: number) => `${scheme}://127.0.0.1:${port}/`
  const ca = secure?.cert

  test('nobody listens: not handed over', async () => {
    const port = await serve(() => {}, secure)
    servers.at(-1)!.server.close()
    expect(await outcome(at(port), 'x', ca)).toEqual({ code: 'ECONNREFUSED', handedOver: false })
  })

  test('silence before the whole body was taken: not handed over', async () => {
    const stop = new AbortController()
    const port = await serve(socket => {
      socket.once('data', () => {
        socket.pause()
        setTimeout(() => stop.abort(), 50)
      })
    }, secure)
    expect(await outcome(at(port), LARGE, ca, stop.signal)).toEqual({ code: 'ABORT_ERR', handedOver: false })
  })

  test('a cut in the middle of the body: not handed over', async () => {
    const port = await serve(socket => socket.once('data', () => socket.destroy()), secure)
    expect(await outcome(at(port), LARGE, ca)).toMatchObject({ handedOver: false })
  })

  test('silence after the body: handed over', async () => {
    const stop = new AbortController()
    const port = await serve(socket => onRequest(socket, () => setTimeout(() => stop.abort(), 50)), secure)
    expect(await outcome(at(port), 'the END', ca, stop.signal)).toEqual({
      code: 'ABORT_ERR',
      handedOver: true,
    })
  })

  test.each(['destroy', 'end', 'reset'] as const)('%s after the body: handed over', async how => {
    const port = await serve(socket => onRequest(socket, () => endIn(how, socket)), secure)
    expect(await outcome(at(port), 'the END', ca)).toEqual({ code: 'ECONNRESET', handedOver: true })
  })

  test('a cut inside the status line: handed over', async () => {
    const port = await serve(socket => onRequest(socket, () => socket.end('HTTP/1.1 2')), secure)
    expect(await outcome(at(port), 'the END', ca)).toMatchObject({ handedOver: true })
  })

  /** An answer in pieces, as small servers write it line by line. */
  const inPieces = (socket: Socket, [first = '', ...rest]: readonly string[]): void => {
    if (rest.length === 0) socket.end(first)
    else socket.write(first, () => setTimeout(inPieces, 20, socket, rest))
  }

  test.each<[string, string[]]>([
    ['a blank after a name', ['HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok']],
    ['that in a piece of its own', ['HTTP/1.1 200 OK\r\n', 'Content-Length : 2\r\n\r\nok']],
    ['a line without a colon', ['HTTP/1.1 200 OK\r\nbad header\r\n\r\nok']],
    ['letters that names do not have', ['HTTP/1.1 200 OK\r\nДлина: 2\r\n\r\nok']],
    ['no name', ['HTTP/1.1 200 OK\r\n: 2\r\n\r\nok']],
    ['a length that is not a number', ['HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok']],
    ['two lengths', ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok']],
    ['no blank after the status', ['HTTP/1.1 200OK\r\nContent-Length: 2\r\n\r\nok']],
    ['lines that end with CR alone', ['HTTP/1.1 200 OK\rContent-Length: 2\r\rok']],
    ['an interim answer before it', ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nbad\r\n\r\nok']],
  ])('an answer with a broken head counts by its status: %s', async (_, pieces) => {
    const port = await serve(socket => onRequest(socket, () => inPieces(socket, pieces)), secure)
    expect(await outcome(at(port), 'the END', ca)).toMatchObject({ status: 200, text: 'ok' })
  })

  test('so does one whose body comes later, or whose head is too large', async () => {
    for (const head of ['bad header\r\n\r\n', `x-a: ${'a'.repeat(80_000)}\r\n\r\n`]) {
      const pieces = ['HTTP/1.1 200 OK\r\n', head, 'ok']
      const port = await serve(socket => onRequest(socket, () => inPieces(socket, pieces)), secure)
      expect(await outcome(at(port), 'the END', ca)).toMatchObject({ status: 200, isWhole: false })
    }
  })

  test('so does a refusal', async () => {
    const bad = 'HTTP/1.1 413 Too Large\r\nbad header\r\n\r\nno'
    const port = await serve(socket => onRequest(socket, () => socket.end(bad)), secure)
    expect(await outcome(at(port), 'the END', ca)).toEqual({ status: 413, text: 'no', isWhole: false })
  })

  test.each([
    ['no status', 'HTTP/1.1 OK\r\n\r\nok'],
    [
      'no status after many interim answers',
      `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(500)}HTTP/1.1 OK\r\n\r\n`,
    ],
    ['a web page that may follow', 'HTTP/1.1 200 OK\r\nbad header\r\nContent-Type: text/html\r\n\r\n'],
  ])('an answer with a broken head and %s: handed over, and known as HTTP', async (_, bad) => {
    const port = await serve(socket => onRequest(socket, () => socket.end(bad)), secure)
    expect(await outcome(at(port), 'the END', ca)).toEqual({ code: 'HPE_BROKEN', handedOver: true })
  })

  test.each([
    ['lines that end with LF alone', 'HTTP/1.1 200 OK\ncontent-length: 2\n\nok'],
    ['large headers', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(20_000)}\r\ncontent-length: 2\r\n\r\nok`],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    ],
    [
      'early hints before it',
      'HTTP/1.1 103 Early\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
    ],
  ])('an answer with %s counts', async (_, answer) => {
    const port = await serve(socket => onRequest(socket, () => socket.end(answer)), secure)
    expect(await outcome(at(port), 'the END', ca)).toMatchObject({ status: 200, text: 'ok' })
  })

  test('a web socket in place of an answer: handed over, and it ends', async () => {
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'
    const port = await serve(socket => onRequest(socket, () => socket.write(answer)), secure)
    expect(await outcome(at(port), 'the END', ca)).toEqual({ code: 'ECONNRESET', handedOver: true })
  })

  test('something that is not HTTP', async () => {
    const port = await serve(socket => socket.end('220 mail ESMTP\r\n'), secure)
    expect(await outcome(at(port), 'the END', ca)).toMatchObject({
      code: expect.stringMatching(/^HPE_(?!BROKEN)/),
    })
  })

  test.each(['destroy', 'end', 'reset'] as const)('%s after the status: the answer counts', async how => {
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"id":1'
    const port = await serve(socket => {
      onRequest(socket, () => socket.write(answer, () => setTimeout(() => endIn(how, socket), 20)))
    }, secure)
    expect(await outcome(at(port), 'the END', ca)).toEqual({ status: 200, text: '{"id":1', isWhole: false })
  })

  test('a body that never ends: what came of it counts', async () => {
    const stop = new AbortController()
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"id":1'
    const port = await serve(socket => {
      onRequest(socket, () => socket.write(answer, () => setTimeout(() => stop.abort(), 50)))
    }, secure)
    expect(await outcome(at(port), 'the END', ca, stop.signal)).toEqual({
      status: 200,
      text: '{"id":1',
      isWhole: false,
    })
  })

  test('an answer before the whole body was read counts', async () => {
    const port = await serve(socket => {
      socket.once('data', () => socket.write('HTTP/1.1 413 No\r\ncontent-length: 2\r\n\r\nno'))
    }, secure)
    expect(await outcome(at(port), LARGE, ca)).toEqual({ status: 413, text: 'no', isWhole: true })
  })
})

describe('TLS', () => {
  test.each(['pause', 'destroy', 'resetAndDestroy'] as const)(
    '%s before the handshake: not handed over',
    async how => {
      const port = await serve(socket => {
        socket[how]()
      })
      const soon = AbortSignal.timeout(300)
      const answer = await outcome(`https://127.0.0.1:${port}/`, undefined, undefined, soon)
      expect(answer).toMatchObject({ handedOver: false })
    },
  )

  test('a cut in the middle of the handshake, or something else than TLS: not handed over', async () => {
    for (const said of ['220 mail ESMTP\r\n', '<!doctype html>', '\x16\x03\x01']) {
      const port = await serve(socket => socket.once('data', () => socket.end(said)))
      expect(await outcome(`https://127.0.0.1:${port}/`)).toMatchObject({ handedOver: false })
    }
  })

  test('a certificate that is not trusted: not handed over, and the request never leaves', async () => {
    let got = ''
    const port = await serve(
      socket =>
        socket.on('data', chunk => {
          got += chunk.toString('latin1')
        }),
      own,
    )
    expect(await outcome(`https://127.0.0.1:${port}/`)).toEqual({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      handedOver: false,
    })
    expect(got).toBe('')
  })
})
