import { BlockList, isIP } from 'node:net'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Returns the proxy (an http or https address) through which a mail server is reached, by `HTTPS_PROXY`, `ALL_PROXY` and
 * `NO_PROXY` in either case of letters; null for none. SOCKS is not supported.
 */
export function proxyFor(host: string, port: number, env: Variables): URL | null {
  const variable = (name: string) => env[name.toLowerCase()] || env[name] || ''
  const text = variable('HTTPS_PROXY') || variable('ALL_PROXY')
  const address = text === '' || text.includes('://') ? text : `http://${text}`
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null
  return isLeftOut(host, port, variable('NO_PROXY')) ? null : new URL(address)
}

/** Whether a list excludes a host: `*`, an address, a network, or a domain with all below it, as in curl. */
function isLeftOut(host: string, port: number, list: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (/^(localhost|.*\.localhost|127\..*|::1)$/.test(name)) return true
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => {
      const [, domain = '', only] = /^\[?\*?\.?(.*?)\]?(?::(\d{1,5}))?$/.exec(entry) ?? []
      if (entry === '*') return true
      if (isIP(name) && entry.includes('/')) return isInNetwork(name, entry)
      if (isIP(entry)) return entry === name
      if (domain === '' || (only !== undefined && Number(only) !== port)) return false
      return name === domain || name.endsWith(`.${domain}`)
    })
}

function isInNetwork(address: string, network: string): boolean {
  const [base = '', bits = ''] = network.split('/')
  const family = isIP(base)
  const prefix = Number(bits)
  if (family === 0 || family !== isIP(address) || !(prefix >= 0 && prefix <= (family === 4 ? 32 : 128)))
    return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const networks = new BlockList()
  networks.addSubnet(base, prefix, type)
  return networks.check(address, type)
}
