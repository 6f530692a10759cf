export type AddressFault = 'not-an-address' | 'not-http' | 'has-password'

/**
 * Returns why a text is not a heartbeat address; null when it is one. An address with a user or a password is refused,
 * as servers on the way would log it.
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
 * Returns the address that reports the start of a run: Healthchecks (`/ping/<uuid>`, `/ping/<key>/<slug>`) takes
 * `/start`. Null for other services, which could count it as a good run.
 */
export function startAddress(address: string): string | null {
  const url = new URL(address)
  if (!isHealthchecks(url)) return null
  url.pathname = `${withoutSlash(url)}/start`
  return url.href
}

/**
 * Returns what reports a failed run to a known service: Healthchecks and Better Stack (`/api/v1/heartbeat/<token>`)
 * take `/fail` with the failure as the body, Uptime Kuma (`/api/push/<token>`) takes `status=down` and `msg`. Null for
 * other services: they could count an unknown address as a good run, and they notice a missing heartbeat anyway.
 */
export function failureAddress(address: string, why: string): { address: string; body?: string } | null {
  const url = new URL(address)
  const path = withoutSlash(url)
  if (/\/api\/push\/[^/]+$/.test(path)) {
    url.searchParams.set('status', 'down')
    url.searchParams.set('msg', why)
    return { address: url.href }
  }
  if (!isHealthchecks(url) && !/\/api\/v1\/heartbeat\/[^/]+$/.test(path)) return null
  url.pathname = `${path}/fail`
  return { address: url.href, body: why }
}

const withoutSlash = (url: URL): string => url.pathname.replace(/\/+$/, '')

function isHealthchecks(url: URL): boolean {
  return url.hostname === 'hc-ping.com' || /\/ping\/[^/]+(\/[^/]+)?$/.test(withoutSlash(url))
}
