import type { NodemailerError } from 'nodemailer/lib/errors'
import { DeliveryError } from './channel.ts'
import type { Connection } from './email-connection.ts'
import { UNREACHED } from './http-failure.ts'
import { cutText, plainLine } from './plain-text.ts'

/** Longest part of a server's own words that is told. */
const SAID = 200
/** More refused addresses than this are only counted. */
const NAMED = 3

/** Why a certificate is not believed, by the codes of OpenSSL and Node. */
const CERTIFICATE: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'an authority nobody knows has signed it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'an authority nobody knows has signed it',
  UNABLE_TO_GET_ISSUER_CERT: 'an authority nobody knows has signed it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'an authority nobody knows has signed it',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet; is the clock right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it was made for another host',
}

/** Why nothing arrived, in words, and whether it may arrive later: what the server calls temporary, and silence. */
export function failureOf(error: NodemailerError, { host, port }: Connection): DeliveryError {
  const { code, originalCode, permanent, response, rejectedErrors } = error
  const place = `${host}:${port}`
  if (rejectedErrors?.length) return refusal(rejectedErrors)
  const why = CERTIFICATE[originalCode ?? code ?? '']
  if (why)
    return new DeliveryError(`the certificate of ${place} cannot be trusted: ${why} (--ca FILE trusts one)`)
  const said = response ? saidIn(response) : ''
  if (code === 'EAUTH') {
    const words = said || plainLine(error.message)
    return new DeliveryError(`${place} refuses the user or the password: ${words}`, {
      retry: permanent === false,
    })
  }
  if (error.command === 'STARTTLS' && response)
    return new DeliveryError(`${place} offers no encryption (STARTTLS): ${said}`, {
      retry: permanent === false,
    })
  if (code === 'EABORT') return new DeliveryError(`no answer from ${place} in time`, { retry: true })
  if (response) return new DeliveryError(`${place} refuses: ${said}`, { retry: permanent !== true })
  if (code === 'ETLS' || /^(ERR_SSL|EPROTO)/.test(originalCode ?? ''))
    return new DeliveryError(
      `no encrypted connection to ${place}: ${cutText(plainLine(error.message), SAID)}`,
      { retry: code === 'ETLS' },
    )
  const isPassing = ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS'].includes(code ?? '')
  const what = originalCode ?? code ?? ''
  if (Object.hasOwn(UNREACHED, what))
    return new DeliveryError(`${place}: ${UNREACHED[what]} (${what})`, { retry: isPassing })
  return new DeliveryError(
    `${place}: ${cutText(plainLine(error.message), SAID)}${what && !error.message.includes(what) ? ` (${what})` : ''}`,
    {
      retry: isPassing,
    },
  )
}

/**
 * What to say of addresses that were refused while others got the message; undefined when none was.
 * @throws DeliveryError where one was refused only for now: those who got it are not sent it again in this run
 */
export function refusalOf(refused: readonly NodemailerError[]): string | undefined {
  if (refused.length === 0) return undefined
  const failure = refusal(refused)
  if (failure.options.retry) throw failure
  return failure.message
}

function refusal(refused: readonly NodemailerError[]): DeliveryError {
  const words = refused
    .slice(0, NAMED)
    .map(
      ({ recipient = '?', response = '', message }) =>
        `${plainLine(recipient)}: ${saidIn(response || message)}`,
    )
  const more = refused.length > NAMED ? [`${refused.length - NAMED} more`] : []
  return new DeliveryError(`refused: ${[...words, ...more].join('; ')}`, {
    retry: refused.some(({ permanent }) => permanent === false),
  })
}

/** A server's answer as one line, `550 No such user` of `550-No such user`. */
function saidIn(response: string): string {
  return cutText(plainLine(response.replace(/\r?\n/g, ' ').replace(/^(\d{3})-/, '$1 ')), SAID)
}
