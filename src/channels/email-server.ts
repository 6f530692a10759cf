import { rootCertificates } from 'node:tls'
import type { NodemailerError } from 'nodemailer/lib/errors'
import { type Failure, failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { certificatesIn } from './authorities.ts'
import { DeliveryError } from './channel.ts'
import { NETWORK_ERRORS } from './http-failure.ts'
import { cutText } from './message-text.ts'

type Settings = Readonly<Record<string, string>>

/** How to reach a mail server, as options of nodemailer. */
export interface Connection {
  host: string
  port: number
  /** Encrypted from the first byte. */
  secure: boolean
  /** Encrypted by STARTTLS, or the mail is not sent. */
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

/** How long a server may stay silent; the signal of the attempt ends it earlier. */
const TIMEOUT_MS = 20_000
/** How long a server may take to close the connection. */
const CLOSE_TIMEOUT_MS = 200
/** Names of this machine, to which no network is used. */
const LOCAL = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/** Returns why these settings cannot send: half of a login, or a password that would travel unencrypted; null if they can. */
export function clashOf(settings: Settings): Failure | null {
  const { user, password } = settings
  if (!user !== !password) return failure('login-incomplete', { name: user ? 'password' : 'user' })
  return user && securityOf(settings) === 'none' ? failure('password-unencrypted') : null
}

/** Returns the encryption: by default implicit TLS on port 465, none to this machine without a user, else STARTTLS. */
function securityOf({ host = '', port, tls, user }: Settings): string {
  return tls ?? (port === '465' ? 'implicit' : LOCAL.test(host) && !user ? 'none' : 'starttls')
}

/** Returns how to reach the server. @throws DeliveryError as `clashOf` says */
export function connectionOf(settings: Settings): Connection {
  const { user, password, ca } = settings
  // Brackets around an IPv6 address, as in a URL, are not known to nodemailer.
  const host = settings.host!.replace(/^\[(.*)\]$/, '$1')
  const security = securityOf(settings)
  const clash = clashOf(settings)
  if (clash) throw new DeliveryError(clash)
  const port = security === 'implicit' ? 465 : security === 'none' ? 25 : 587
  return {
    host,
    port: Number(settings.port ?? port),
    secure: security === 'implicit',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Otherwise a server that offers no login gets the message without one.
    ...(user ? { auth: { user, pass: password! }, forceAuth: true } : {}),
    ...(ca ? { tls: { ca: [...rootCertificates, certificatesIn(ca)] } } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    socketCloseTimeout: CLOSE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

const SAID_LIMIT = 200
const MAX_NAMED = 3

/** Why a certificate is not trusted, by the codes of OpenSSL and Node. */
const CERTIFICATE_ERRORS: Record<string, Failure> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: failure('mail-self-signed'),
  SELF_SIGNED_CERT_IN_CHAIN: failure('mail-unknown-authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: failure('mail-unknown-authority'),
  UNABLE_TO_GET_ISSUER_CERT: failure('mail-unknown-authority'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: failure('mail-unknown-authority'),
  CERT_HAS_EXPIRED: failure('mail-expired'),
  CERT_NOT_YET_VALID: failure('mail-not-yet-valid'),
  ERR_TLS_CERT_ALTNAME_INVALID: failure('mail-other-host'),
}

/** Returns why a mail was not sent; temporary when the server says so or does not answer. */
export function mailFailure(error: NodemailerError, { host: name, port }: Connection): DeliveryError {
  const { code, originalCode, permanent, response, rejectedErrors } = error
  const host = `${name}:${port}`
  if (rejectedErrors?.length) return refusal(rejectedErrors)
  const why = CERTIFICATE_ERRORS[originalCode ?? code ?? '']
  if (why) return new DeliveryError(failure('mail-untrusted', { host, why }))
  const said = response ? serverMessage(response) : ''
  const own = cutText(printable(error.message), SAID_LIMIT)
  if (code === 'EAUTH')
    return new DeliveryError(
      failure('mail-login-refused', { host, said: said || printable(error.message) }),
      {
        outcome: permanent === false ? 'busy' : 'refused',
      },
    )
  if (error.command === 'STARTTLS' && response)
    return new DeliveryError(failure('mail-unencrypted', { host, said }), {
      outcome: permanent === false ? 'busy' : 'refused',
    })
  if (code === 'EABORT')
    return new DeliveryError(failure('mail-too-slow', { host }), { outcome: 'no-answer' })
  if (response)
    return new DeliveryError(failure('mail-refused', { host, said }), {
      outcome: permanent === true ? 'refused' : 'busy',
    })
  if (code === 'ETLS' || /^(ERR_SSL|EPROTO)/.test(originalCode ?? ''))
    return new DeliveryError(failure('mail-not-tls', { host, said: own }), {
      outcome: code === 'ETLS' ? 'busy' : 'refused',
    })
  const outcome = ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS'].includes(code ?? '')
    ? 'unreachable'
    : 'refused'
  const what = originalCode ?? code ?? ''
  if (Object.hasOwn(NETWORK_ERRORS, what))
    return new DeliveryError(failure('connection', { host, why: NETWORK_ERRORS[what]!, code: what }), {
      outcome,
    })
  const unsaid = error.message.includes(what) ? null : what
  return new DeliveryError(failure('mail-failed', { host, said: own, code: unsaid }), { outcome })
}

/** Returns why the server refused some addresses: temporarily when it says so of one of them. */
export function refusal(refused: readonly NodemailerError[]): DeliveryError {
  const said = refused
    .slice(0, MAX_NAMED)
    .map(
      ({ recipient = '?', response = '', message }) =>
        `${printable(recipient)}: ${serverMessage(response || message)}`,
    )
    .join('; ')
  return new DeliveryError(
    failure('readers-refused', { said, more: Math.max(0, refused.length - MAX_NAMED) }),
    {
      outcome: refused.some(({ permanent }) => permanent === false) ? 'busy' : 'refused',
    },
  )
}

/** Returns a server's answer as one line: `550 No such user` for `550-No such user`. */
function serverMessage(response: string): string {
  return cutText(printable(response.replace(/\r?\n/g, ' ').replace(/^(\d{3})-/, '$1 ')), SAID_LIMIT)
}
