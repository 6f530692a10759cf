import { failure } from '../failure.ts'
import { DeliveryError, type Setting } from './channel.ts'

/** An authority to trust beside the known ones: for servers of one's own, and where a firm looks into TLS. */
export const CA: Setting = {
  name: 'ca',
  required: false,
  secret: false,
  form: 'absolute-path',
  example: '/etc/ssl/my-ca.pem',
}

/**
 * A web address to send to: http or https, a host, no user or password in it (they would stand in every log).
 * @returns null when it is none
 */
export function httpUrl(text: string): URL | null {
  if (!/^https?:\/\/[^/]/i.test(text) || /[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : null
}

/**
 * The parts of an address that let whoever knows them send in the user's name: its path and its query, and what
 * stands in them. Plain words are left out; masking them would make errors unreadable.
 */
export function secretParts(url: URL): string[] {
  const pieces = [...url.pathname.split('/'), ...url.searchParams.values()]
  const secrets = pieces.filter(piece => piece.length >= 16 || (piece.length >= 4 && /\d/.test(piece)))
  return [url.href, `${url.pathname}${url.search}`, url.pathname, ...secrets].filter(part => part.length > 1)
}

/** The same for a setting that is about to be used. @throws DeliveryError that does not repeat it */
export function parseAddress(text: string): URL {
  const url = httpUrl(text)
  if (url) return url
  throw new DeliveryError(failure('address-invalid'))
}

/** A path below a server's address, whatever path that has itself and whether it ends with `/`. */
export function withPath(server: string, path: string): string {
  const url = parseAddress(server)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  return url.href
}

/** Returns the setting of a webhook's address; who knows the address can send, so it is a secret. */
export function urlSetting(example: string): Setting {
  return { name: 'url', required: true, secret: true, form: 'http-url', example }
}
