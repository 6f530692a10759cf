import { rootCertificates } from 'node:tls'
import { failure } from '../failure.ts'
import { DeliveryError } from './channel.ts'
import { certificatesIn } from './fetch-trusting.ts'

/** A way to a mail server, in nodemailer's words. */
export interface Connection {
  host: string
  port: number
  /** Encrypted from the first byte. */
  secure: boolean
  /** Encrypted before anything else is said, or not at all sent. */
  requireTLS: boolean
  ignoreTLS: boolean
  forceAuth?: true
  auth?: { user: string; pass: string }
  tls?: { ca: string[] }
  connectionTimeout: number
  greetingTimeout: number
  socketTimeout: number
  socketCloseTimeout: number
  disableFileAccess: true
  disableUrlAccess: true
}

/** Longest silence of a server, in milliseconds; the signal of the attempt ends it earlier. */
const SILENCE = 20_000
/** So long a server may take to close its side, in milliseconds. */
const GOODBYE = 200
/** Names of this very machine, to which nothing travels. */
const LOCAL = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/**
 * How to reach the server. What is not said follows from the port and the host: implicit TLS on port 465, none to
 * this machine without a user, else STARTTLS.
 * @throws DeliveryError when a password would travel unencrypted, or half of the login is missing
 */
export function connectionOf(settings: Readonly<Record<string, string>>): Connection {
  const { user, password, ca } = settings
  // As a URL has it, and nodemailer has not.
  const host = settings.host!.replace(/^\[(.*)\]$/, '$1')
  const isLocal = LOCAL.test(host)
  const usual = settings.port === '465' ? 'implicit' : isLocal && !user ? 'none' : 'starttls'
  const security = settings.tls ?? usual
  if (!user !== !password)
    throw new DeliveryError(failure('login-incomplete', { name: user ? 'password' : 'user' }))
  if (user && security === 'none') throw new DeliveryError(failure('password-unencrypted'))
  const port = security === 'implicit' ? 465 : security === 'none' ? 25 : 587
  return {
    host,
    port: Number(settings.port ?? port),
    secure: security === 'implicit',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // A server that offers no login would else be sent the message without one.
    ...(user ? { auth: { user, pass: password! }, forceAuth: true } : {}),
    ...(ca ? { tls: { ca: [...rootCertificates, certificatesIn(ca)] } } : {}),
    connectionTimeout: SILENCE,
    greetingTimeout: SILENCE,
    socketTimeout: SILENCE,
    socketCloseTimeout: GOODBYE,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
