import type { ClientRequest, IncomingMessage } from 'node:http'
import { tryOr } from '../errors.ts'
import type { HttpAnswer, HttpRequest } from './io.ts'

/** How much of an answer's body is read, in bytes (§9). */
export const BODY_LIMIT = 64 * 1024

/** How long to wait for one address of a host; Node's 250 ms are too short for a slow line. */
const CONNECT_TIMEOUT_MS = 3000

/** A request without an answer, and whether it was handed over. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault'
  constructor(
    readonly code: string,
    /** Whether the whole request was given to the connection, so that it may have arrived. */
    readonly handedOver: boolean,
    readonly proxyStatus: number | null = null,
  ) {
    super(code)
  }
}

/**
 * Sends a request over its own connection and returns the answer, with as much of the body as came. A connection that
 * is kept open could be closed by the server at the moment of the next request, which then would seem to be handed
 * over.
 * @throws HttpFault
 */
export async function sendRequest(asked: HttpRequest): Promise<HttpAnswer> {
  const request = await openRequest(asked)
  return new Promise<HttpAnswer>((resolve, reject) => {
    const head: Buffer[] = []
    let handedOver = false
    // Node may give up an answer in a later piece than the one with its status.
    request.on('socket', socket => void socket.prependListener('data', piece => head.push(piece)))
    request.on('finish', () => {
      // Node also calls this when the last write has failed, as in a TLS handshake.
      const { socket } = request
      handedOver = socket !== null && !socket.destroyed && socket.errored === null
    })
    request.on('proxyConnect', ({ statusCode = 200 }: IncomingMessage) => {
      // The agent passes the answer on as if the service had given it.
      if (statusCode !== 200) reject(new HttpFault('PROXY_STATUS', false, statusCode))
    })
    request.on('error', (error: Fault) => {
      const code = codeOf(error)
      const broken = code.startsWith('HPE_') ? Buffer.concat(head) : Buffer.of()
      const answer = answerIn(broken)
      if (answer !== null) return resolve(answer)
      const isHttp = broken.subarray(0, 5).toString('latin1') === 'HTTP/'
      reject(new HttpFault(isHttp ? 'HPE_BROKEN' : code, handedOver))
    })
    // An answer with status 101 (a web socket) is followed by no error event.
    request.on('close', () => reject(new HttpFault('ECONNRESET', handedOver)))
    request.on('response', reply => resolve(readAnswer(reply, request, asked)))
    request.end(asked.body)
  })
}

async function openRequest({ url, method, headers, ca, proxy, signal }: HttpRequest): Promise<ClientRequest> {
  const isSecure = url.protocol === 'https:'
  const [{ request }, { rootCertificates }] = await Promise.all([
    isSecure ? import('node:https') : import('node:http'),
    import('node:tls'),
  ])
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] }
  const connecting = {
    ...trust,
    autoSelectFamilyAttemptTimeout: CONNECT_TIMEOUT_MS,
    // Node leaves a listener on the signal of every connection, and warns on stderr after ten.
    signal: AbortSignal.any([signal]),
  }
  return request(url, {
    method,
    headers: { 'user-agent': 'renew', accept: '*/*', 'accept-encoding': 'identity', ...headers },
    agent: proxy ? await proxyAgent(proxy, isSecure, connecting) : false,
    ...connecting,
    // Small and old servers end their lines with LF alone. Nothing else follows on this connection.
    insecureHTTPParser: true,
    maxHeaderSize: BODY_LIMIT,
  })
}

/**
 * Returns an answer whose head breaks the rules of HTTP, by its status; null when it has none, or when it says that it
 * is a web page and its body has not come.
 */
function answerIn(bytes: Buffer): HttpAnswer | null {
  const [, status, rest = ''] =
    /^(?:HTTP\/\S+[ \t]+1\d\d\b(?:(?!\r?\n\r?\n).)*\r?\n\r?\n)*HTTP\/\S+[ \t]+([2-5]\d\d)(?!\d)(.*)/s.exec(
      textOf(bytes),
    ) ?? []
  const text = /(?:\r\n\r\n|\n\n|\r\r)(.*)/s.exec(rest)?.[1] ?? ''
  if (status === undefined || (text === '' && /text\/html/i.test(rest))) return null
  return { status: Number(status), headers: {}, text, isWhole: false }
}

async function proxyAgent(proxy: URL, isSecure: boolean, options: { ca?: string[]; signal: AbortSignal }) {
  if (!isSecure) return new (await import('http-proxy-agent')).HttpProxyAgent(proxy, options)
  return new (await import('https-proxy-agent')).HttpsProxyAgent(proxy, options)
}

const REFUSAL_TIMEOUT_MS = 3000

function readAnswer(
  reply: IncomingMessage,
  request: ClientRequest,
  { bodyTimeout }: HttpRequest,
): Promise<HttpAnswer> {
  return new Promise(resolve => {
    const { statusCode: status = 0, headers } = reply
    const chunks: Buffer[] = []
    let size = 0
    let timer: NodeJS.Timeout | undefined
    const finish = (isWhole: boolean) => {
      clearTimeout(timer)
      const bytes = Buffer.concat(chunks).subarray(0, BODY_LIMIT)
      resolve(
        uncompressed(bytes, headers['content-encoding']).then(plain => ({
          status,
          headers,
          text: textOf(plain ?? bytes),
          isWhole: isWhole && plain !== null,
        })),
      )
      request.destroy()
    }
    const cut = () => finish(false)
    request.on('error', cut)
    reply.on('close', cut).on('error', cut)
    reply.on('end', () => finish(true))
    reply.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size >= BODY_LIMIT) cut()
    })
    const timeout = bodyTimeout ?? (status < 300 ? undefined : REFUSAL_TIMEOUT_MS)
    if (timeout !== undefined) timer = setTimeout(cut, timeout)
  })
}

function textOf(bytes: Buffer): string {
  const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe
  const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff
  return new TextDecoder(isLittleEndian ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8').decode(bytes)
}

/** Compressed bytes that are read; they hold a thousand times as many at most. */
const COMPRESSED_LIMIT = 4096

/** @returns null when the bytes are not compressed as they claim */
async function uncompressed(bytes: Buffer, encoding = 'identity'): Promise<Buffer | null> {
  const name = encoding.trim().toLowerCase()
  if (name === 'identity' || bytes.length === 0) return bytes
  const { brotliDecompressSync, constants, inflateRawSync, unzipSync } = await import('node:zlib')
  const some = bytes.subarray(0, COMPRESSED_LIMIT)
  const unzip = () => unzipSync(some, { finishFlush: constants.Z_SYNC_FLUSH })
  const inflate = () => inflateRawSync(some, { finishFlush: constants.Z_SYNC_FLUSH })
  const brotli = () => brotliDecompressSync(some, { finishFlush: constants.BROTLI_OPERATION_FLUSH })
  const ways = { gzip: [unzip], 'x-gzip': [unzip], deflate: [unzip, inflate], br: [brotli] }[name] ?? []
  // Some servers send `deflate` without its header.
  for (const way of ways) {
    const plain = tryOr(way, null)
    if (plain) return plain.subarray(0, BODY_LIMIT)
  }
  return null
}

interface Fault {
  code?: unknown
  cause?: Fault
  errors?: Fault[]
}

/** Returns the code of an error, of its cause, or of the first of the errors of a host with several addresses. */
function codeOf({ code, cause, errors }: Fault): string {
  if (typeof code === 'string') return code
  const inner = cause ?? errors?.[0]
  return inner ? codeOf(inner) : ''
}
