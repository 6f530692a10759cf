import { failure } from '../failure.ts'
import { channelError, type Setting, type SettingForm } from './channel.ts'

/** A further certificate authority to trust: for a user's own server, or a company that inspects TLS. */
export const CA: Setting = { name: 'ca', form: 'absolute-path', example: '/etc/ssl/my-ca.pem' }

/**
 * Parses a web address: http or https, a host, and no user or password, as servers would log them.
 * @returns null when it is not one
 */
export function httpUrl(text: string): URL | null {
  if (!/^https?:\/\/[^/]/i.test(text) || /[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : null
}

/** Parses the address of a setting. @throws DeliveryError that does not contain it */
export function parseAddress(text: string): URL {
  const url = httpUrl(text)
  if (url) return url
  throw channelError(failure('address-invalid'))
}

/** Appends a path to a server's address, which may have a path and end with `/`. */
export function withPath(server: string, path: string): string {
  const url = parseAddress(server)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  return url.href
}

/** Returns the setting of a webhook's address; who knows the address can send, so it is a secret. */
export function urlSetting(example: string, form: SettingForm = 'http-url'): Setting {
  return { name: 'url', required: true, secret: true, form, example }
}

/** Returns the setting of the password of a `user`. */
export function passwordSetting(example: string): Setting {
  return { name: 'password', secret: true, example, asked: ({ user }) => Boolean(user) }
}

/** A word that DingTalk and Feishu can demand in every message. */
export const KEYWORD: Setting = {
  name: 'keyword',
  form: /^[^\p{Cc}]{1,20}$/u,
  example: '提醒',
  asked: () => true,
}
