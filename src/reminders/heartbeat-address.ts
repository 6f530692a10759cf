/** Why an address cannot be called. */
export type AddressFault = 'not-an-address' | 'not-http' | 'has-password'

/**
 * Why a text is no heartbeat address, null when it is one: http(s) only, and without user and password, which would
 * stand in the logs of every server on the way.
 */
export function addressFault(text: string): AddressFault | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return 'not-an-address'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http'
  return url.username === '' && url.password === '' ? null : 'has-password'
}

/** A heartbeat address as it may be shown: whoever knows the rest of it can beat in our place. */
export function maskedAddress(text: string): string {
  return URL.canParse(text) ? `${new URL(text).origin}/****` : '****'
}

/**
 * Where a service that we know wants to hear of a failure, as its own documentation has it: Healthchecks (there and
 * self-hosted: `/ping/<uuid>`, `/ping/<key>/<slug>`) and Better Stack (`/api/v1/heartbeat/<token>`) under `/fail`, Uptime
 * Kuma (`/api/push/<token>`) by `status=down`. Null for others: an address that means nothing to them may be taken for a
 * good run, and silence tells them as well, only later.
 * @param address one that passed `addressFault`
 */
export function failureAddress(address: string): string | null {
  const url = new URL(address)
  const path = url.pathname.replace(/\/+$/, '')
  if (/\/api\/push\/[^/]+$/.test(path)) {
    url.searchParams.set('status', 'down')
    url.searchParams.set('msg', 'renew')
    return url.href
  }
  const isHealthchecks = url.hostname === 'hc-ping.com' || /\/ping\/[^/]+(\/[^/]+)?$/.test(path)
  if (!isHealthchecks && !/\/api\/v1\/heartbeat\/[^/]+$/.test(path)) return null
  url.pathname = `${path}/fail`
  return url.href
}
