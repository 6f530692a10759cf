/** Why an address cannot be called. */
export type AddressFault = 'not-an-address' | 'not-http' | 'has-password'

/**
 * Returns why a text is not a heartbeat address; null when it is one. An address with a user or a password is refused, as
 * servers on the way would log it.
 */
export function addressFault(text: string): AddressFault | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return 'not-an-address'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http'
  return url.username === '' && url.password === '' ? null : 'has-password'
}

/** Returns the heartbeat address with its secret part masked. */
export function maskedAddress(text: string): string {
  return URL.canParse(text) ? `${new URL(text).origin}/****` : '****'
}

/**
 * Returns the address that reports a failed run to a known service: Healthchecks (`/ping/<uuid>`, `/ping/<key>/<slug>`)
 * and Better Stack (`/api/v1/heartbeat/<token>`) take `/fail`, Uptime Kuma (`/api/push/<token>`) takes `status=down`. Null
 * for other services: they could count an unknown address as a good run, and they notice a missing heartbeat anyway.
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
