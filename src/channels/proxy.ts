import { BlockList, isIP } from 'node:net'
import { failure } from '../failure.ts'
import { DeliveryError } from './channel.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Returns the proxy for an address, as HTTP_PROXY, HTTPS_PROXY and NO_PROXY name it, in either case of letters; null when it
 * is reached without one.
 * @throws DeliveryError when the variable holds something else; it may hold a password, so it is not shown
 */
export function proxyFor(url: URL, env: Variables): URL | null {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const text = variable(name, env)
  if (text === '' || isDirect(url, variable('NO_PROXY', env))) return null
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const proxy = URL.canParse(address) ? new URL(address) : null
  if (proxy && /^https?:$/.test(proxy.protocol) && proxy.hostname !== '') return proxy
  throw new DeliveryError(failure('proxy-invalid', { name }), { ofChannel: true })
}

/** Returns a variable; curl prefers small letters. */
function variable(name: string, env: Variables): string {
  return (env[name.toLowerCase()] || env[name] || '').trim()
}

/** Whether an address is one of those that NO_PROXY names: `*`, a domain with all below it, an address, a network; each with a port. */
function isDirect(url: URL, list: string): boolean {
  const host = bare(url.hostname)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
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

/** Returns a host without the brackets of an IPv6 address and without a last dot. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]/, '$1').replace(/\.$/, '')
}
