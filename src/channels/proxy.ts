import { BlockList, isIP } from 'node:net'
import { failure } from '../failure.ts'
import { channelError, DeliveryError } from './channel.ts'

type Variables = Readonly<Record<string, string | undefined>>

type Destination = Pick<URL, 'protocol' | 'hostname' | 'port'>

/**
 * Returns the proxy on the way to a destination: HTTP_PROXY for http, HTTPS_PROXY for everything else, or ALL_PROXY,
 * each in either case of letters, unless NO_PROXY names the destination; null when it is reached without one. SOCKS is
 * not spoken: the connection is tried directly then (`namingSocks`).
 * @throws DeliveryError when the variable holds something else; it may hold a password, so it is not shown
 */
export function proxyFor(to: Destination, env: Variables): URL | null {
  const proxy = namedProxy(to, env)
  return proxy && !isSocks(proxy) ? proxy : null
}

/** Returns the SOCKS proxy that is named for a destination, without its password; null when there is none. */
export function socksFor(to: Destination, env: Variables): string | null {
  const proxy = namedProxy(to, env)
  return proxy && isSocks(proxy) ? `${proxy.protocol}//${proxy.host}` : null
}

/** Adds the SOCKS proxy that was not used to the failure of a connection. */
export function namingSocks(failed: DeliveryError, proxy: string | null): DeliveryError {
  if (proxy === null || failed.details.outcome !== 'unreachable') return failed
  return new DeliveryError(failure('socks-unused', { why: failed.failure, proxy }), failed.details)
}

function namedProxy(to: Destination, env: Variables): URL | null {
  const own = to.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY'
  const name = variable(own, env) === '' ? 'ALL_PROXY' : own
  const text = variable(name, env)
  if (text === '' || isDirect(to, variable('NO_PROXY', env))) return null
  // Like curl, take a percent sign in a password as it is.
  const plain = text.replace(/%(?![\da-f]{2})/gi, '%25')
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(plain) ? plain : `http://${plain}`
  const proxy = URL.canParse(address) ? new URL(address) : null
  if (proxy && (isSocks(proxy) || /^https?:$/.test(proxy.protocol)) && proxy.hostname !== '') return proxy
  throw channelError(failure('proxy-invalid', { name }))
}

const isSocks = ({ protocol }: URL): boolean => /^socks\d?[ah]?:$/.test(protocol)

function variable(name: string, env: Variables): string {
  return (env[name.toLowerCase()] || env[name] || '').trim()
}

/** Whether NO_PROXY names an address: by `*`, a domain with all below it, an address or a network; each with a port. */
function isDirect(to: Destination, list: string): boolean {
  const host = bare(to.hostname.toLowerCase())
  const port = to.port || (to.protocol === 'https:' ? '443' : '80')
  return list.split(/[\s,]+/).some(entry => {
    const [, named = entry, ownPort = port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? []
    return entry !== '' && ownPort === port && covers(named.toLowerCase(), host)
  })
}

function covers(entry: string, host: string): boolean {
  if (entry === '*') return true
  const name = bare(entry)
  const [address = '', bits] = name.split('/')
  if (isIP(bare(address))) return isIP(host) !== 0 && network(bare(address), bits).check(host, family(host))
  const domain = name.replace(/^\*?\./, '')
  return host === domain || host.endsWith(`.${domain}`)
}

function network(address: string, bits: string | undefined): BlockList {
  const list = new BlockList()
  const size = Number(bits)
  if (bits === undefined) list.addAddress(address, family(address))
  else if (/^\d{1,3}$/.test(bits) && size <= (isIP(address) === 6 ? 128 : 32))
    list.addSubnet(address, size, family(address))
  return list
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]/, '$1').replace(/\.$/, '')
}
