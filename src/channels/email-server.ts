import { hostname } from 'node:os'
import { rootCertificates } from 'node:tls'
import { type Failure, failure } from '../failure.ts'
import { type ChannelWorld, channelError, type Values } from './channel.ts'
import { proxyFor, socksFor } from './proxy.ts'

export interface Connection {
  host: string
  port: number
  /** Encrypted from the first byte, by STARTTLS before anything else is said, or not at all. */
  security: 'implicit' | 'starttls' | 'none'
  auth: { user: string; pass: string } | null
  /** null: those that Node trusts. */
  ca: string[] | null
  proxy: URL | null
  socks: string | null
  helo: string | null
}

const LOCAL = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i

/** Returns why these settings cannot send: half of a login, or an unencrypted password; null if they can. */
export function clashOf(settings: Values): Failure | null {
  const { user, password } = settings
  if (!user !== !password) return failure('login-incomplete', { name: user ? 'password' : 'user' })
  return user && securityOf(settings) === 'none' ? failure('password-unencrypted') : null
}

/** Returns the encryption: by default implicit TLS on port 465, none to this machine without a user, else STARTTLS. */
function securityOf({ host = '', port, tls, user }: Values): Connection['security'] {
  if (tls === 'implicit' || tls === 'starttls' || tls === 'none') return tls
  return port === '465' ? 'implicit' : LOCAL.test(host) && !user ? 'none' : 'starttls'
}

/**
 * Returns how to reach the server.
 * @param ca certificates (PEM) to trust besides Node's
 * @throws DeliveryError as `clashOf` says
 */
export function connectionOf(
  settings: Values,
  { ca, env = {} }: Partial<Pick<ChannelWorld, 'ca' | 'env'>> = {},
): Connection {
  const { user, password, helo } = settings
  const security = securityOf(settings)
  const clash = clashOf(settings)
  if (clash) throw channelError(clash)
  const usual = security === 'implicit' ? 465 : security === 'none' ? 25 : 587
  const port = Number(settings.port ?? usual)
  // Brackets around an IPv6 address, as in a URL, are not part of it.
  const host = settings.host!.replace(/^\[(.*)\]$/, '$1')
  const to = { protocol: 'smtp:', hostname: host, port: String(port) }
  const isLocal = LOCAL.test(host)
  return {
    host,
    port,
    proxy: isLocal ? null : proxyFor(to, env),
    socks: isLocal ? null : socksFor(to, env),
    security,
    auth: user && password ? { user, pass: password } : null,
    ca: ca ? [...rootCertificates, ca] : null,
    helo: helo ?? null,
  }
}

/** A host name of two labels or more (RFC 1123). */
const FULL_NAME = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])?$/i

/**
 * Returns the name for EHLO (RFC 5321 §4.1.1.1): the computer's full name, else its address on this connection, else,
 * to a server on the same computer, its name in `localdomain`. Strict servers refuse `localhost` and `[127.0.0.1]`.
 * @param local the address of this side of the connection
 */
export function heloName(local: string | undefined, name = hostname()): string {
  if (FULL_NAME.test(name)) return name
  const address = (local ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (address !== '' && !LOCAL.test(address))
    return address.includes(':') ? `[IPv6:${address}]` : `[${address}]`
  const full = `${name.split('.')[0]}.localdomain`
  return FULL_NAME.test(full) ? full : 'localhost.localdomain'
}
